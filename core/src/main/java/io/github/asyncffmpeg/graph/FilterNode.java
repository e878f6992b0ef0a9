package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A filter, its inputs and its arguments. See "Filtergraph description" in the FFmpeg documentation.
 *
 * <p>The outputs are taken by label: {@code video(0)}, {@code audio("left")}. Only outputs which are taken are written,
 * in the order of their labels. A filter whose first output is not wanted must still have it taken, and ended in a
 * {@code nullsink}; FFmpeg gives the names to its outputs from the first on.
 *
 * <p>Immutable and safe for any thread.
 */
public final class FilterNode implements Node {

    private static final int SHOWN = 60;

    private final String name;
    private final List<MediaStream> inputs;
    private final FilterArguments arguments;
    private final List<Medium> outputs;
    private final CallSite callSite;

    private FilterNode(
            String name, List<MediaStream> inputs, FilterArguments arguments, List<Medium> outputs, CallSite callSite) {
        this.name = name;
        this.inputs = inputs;
        this.arguments = arguments;
        this.outputs = outputs;
        this.callSite = callSite;
    }

    /**
     * A filter with any number of inputs: none for a source such as {@code color}, two for {@code overlay}.
     *
     * @param name FFmpeg's name of the filter, with {@code @instance} if wanted
     * @param inputs the streams that go in, in their order
     * @param arguments values in their order, and {@link FilterOption}s, {@link Position}s or maps for named ones
     * @return the filter
     * @throws FFmpegSpecException when the name is empty or holds white space or one of {@code = : , ; [ ]}, an input is null, or a value has no text
     *     in FFmpeg's language
     */
    public static FilterNode of(String name, List<? extends MediaStream> inputs, Object... arguments) {
        return of(name, Objects.requireNonNull(inputs, "inputs"), List.of(), arguments);
    }

    /** A filter whose outputs are known, in their order; the ones not taken are thrown away. */
    static FilterNode of(String name, List<? extends MediaStream> inputs, List<Medium> outputs, Object... arguments) {
        try {
            checkName(name);
            FilterArguments sorted = FilterArguments.of(name, arguments);
            return new FilterNode(name, streams(inputs), sorted, outputs, CallSite.here());
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
    }

    private static void checkName(String name) {
        PlainText.checkName("filter", name);
        for (int i = 0; i < name.length(); i++) {
            if ("=:,;[]".indexOf(name.charAt(i)) >= 0) {
                throw new FFmpegSpecException("filter '" + name + "': expected the name alone, got a '" + name.charAt(i)
                        + "' in it; arguments are given one by one: filter(\"scale\", 640, 360), and each filter by a"
                        + " call of its own");
            }
        }
    }

    static List<MediaStream> streams(List<? extends MediaStream> streams) {
        int missing = new ArrayList<Object>(streams).indexOf(null);
        if (missing >= 0) {
            throw new NullPointerException("stream " + missing + ": expected a stream, got null");
        }
        return Collections.unmodifiableList(new ArrayList<>(streams));
    }

    /**
     * The one output of a filter, as video.
     *
     * @return output 0
     */
    public VideoStream video() {
        return video(0);
    }

    /**
     * One output, as video.
     *
     * @param label orders the outputs
     * @return the output
     */
    public VideoStream video(int label) {
        return new VideoPad(this, PadLabels.of(label), Optional.empty());
    }

    /**
     * One output, as video.
     *
     * @param label orders the outputs, after all numbers
     * @return the output
     */
    public VideoStream video(String label) {
        return new VideoPad(this, PadLabels.of(label), Optional.empty());
    }

    /**
     * The one output of a filter, as audio.
     *
     * @return output 0
     */
    public AudioStream audio() {
        return audio(0);
    }

    /**
     * One output, as audio.
     *
     * @param label orders the outputs
     * @return the output
     */
    public AudioStream audio(int label) {
        return new AudioPad(this, PadLabels.of(label), Optional.empty());
    }

    /**
     * One output, as audio.
     *
     * @param label orders the outputs, after all numbers
     * @return the output
     */
    public AudioStream audio(String label) {
        return new AudioPad(this, PadLabels.of(label), Optional.empty());
    }

    /**
     * The one output of a filter, of any medium.
     *
     * @return output 0
     */
    public AnyStream any() {
        return any(0);
    }

    /**
     * One output, of any medium.
     *
     * @param label orders the outputs
     * @return the output
     */
    public AnyStream any(int label) {
        return new AnyStream(this, PadLabels.of(label), Optional.empty());
    }

    /**
     * One output, of any medium.
     *
     * @param label orders the outputs, after all numbers
     * @return the output
     */
    public AnyStream any(String label) {
        return new AnyStream(this, PadLabels.of(label), Optional.empty());
    }

    /**
     * FFmpeg's name of the filter.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The streams that go in.
     *
     * @return the inputs, in their order
     */
    public List<MediaStream> inputs() {
        return inputs;
    }

    /**
     * The arguments without a name.
     *
     * @return in their order; each a text in FFmpeg's words, not escaped, a {@link Boolean} or a {@link LiteralText}
     */
    public List<Object> positional() {
        return arguments.positional();
    }

    /**
     * The arguments with a name.
     *
     * @return sorted by code point; each value as in {@link #positional}
     */
    public SortedMap<String, Object> named() {
        return arguments.named();
    }

    /**
     * The media of all outputs, for a filter where this library knows them ({@code concat}).
     *
     * @return the media in the order of the outputs; empty when only the labels that are taken are known
     */
    public List<Medium> outputs() {
        return outputs;
    }

    CallSite callSite() {
        return callSite;
    }

    @Override
    public Optional<String> madeAt() {
        return callSite.line();
    }

    @Override
    public String describe() {
        List<String> shown = new ArrayList<>();
        for (Object value : arguments.positional()) {
            shown.add(plain(value));
        }
        for (Map.Entry<String, Object> each : arguments.named().entrySet()) {
            shown.add(each.getKey() + "=" + plain(each.getValue()));
        }
        String all = String.join(":", shown);
        String part = all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all;
        return "filter " + name + (part.isEmpty() ? "" : "=" + part);
    }

    @Override
    public String toString() {
        return Redactor.alone(describe());
    }

    private static String plain(Object value) {
        if (value instanceof LiteralText literal) {
            return literal.text();
        }
        return value instanceof Boolean truth ? truth ? "1" : "0" : value.toString();
    }
}
