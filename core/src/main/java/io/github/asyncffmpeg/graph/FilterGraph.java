package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.internal.value.PadLabel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Filters in FFmpeg's own words, as a part of a graph. See "Filtergraph description" in the FFmpeg documentation.
 *
 * <pre>{@code
 * VideoStream faded = FilterGraph.parse("[0:v][1:v]xfade=fade:1:3[v]").inputs(first, second).video("v");
 * }</pre>
 *
 * <p>FFmpeg gets the filters exactly as they are written, so you escape their values yourself. The labels are names
 * inside this text only: in the command every link gets a name of its own, so two texts may both have a {@code [v]}.
 * For one input and one output {@link MediaStream#filters} is shorter.
 *
 * <p>Labels and pads are checked when the spec is compiled. Take several outputs from one object: each call of
 * {@link #inputs} makes another graph.
 *
 * <p>Immutable and safe for any thread.
 */
public final class FilterGraph implements Node {

    private static final int SHOWN = 80;

    private final String text;
    private final List<MediaStream> inputs;
    private final CallSite callSite;

    private FilterGraph(String text, List<MediaStream> inputs, CallSite callSite) {
        this.text = text;
        this.inputs = inputs;
        this.callSite = callSite;
    }

    /**
     * Filters in FFmpeg's syntax.
     *
     * @param text what {@code -filter_complex} or {@code -vf} would get, such as {@code [0:v]hflip[v]}; the numbers are
     *     those of {@link #inputs}, from 0
     * @return the graph, without inputs yet
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the text holds a character that cannot stand in an
     *     argument
     */
    public static FilterGraph parse(String text) {
        Objects.requireNonNull(text, "text");
        CallSite.locating("", () -> PlainText.check("filter graph", text));
        return new FilterGraph(text, List.of(), CallSite.here());
    }

    /**
     * Gives the text its inputs. A label with a number ({@code [1]}, {@code [1:v]}) takes the input of that number, as
     * in a command of its own; in an {@link Input} it picks the streams that it names. Other labels ({@code [logo]}) and
     * filters without a label take the remaining inputs, in the order in which they stand in the text. A label that
     * stands there twice is one stream, used twice.
     *
     * @param inputs the streams, numbered from 0; each must be used
     * @return a copy with these inputs
     */
    public FilterGraph inputs(MediaStream... inputs) {
        List<MediaStream> all = CallSite.locating(
                describe() + ", inputs: ",
                () -> FilterNode.streams(Arrays.asList(Objects.requireNonNull(inputs, "inputs"))));
        return new FilterGraph(text, all, CallSite.here());
    }

    /**
     * The only output, as video.
     *
     * @return the output, with or without a label
     */
    public VideoStream video() {
        return new VideoPad(this, PadLabel.FIRST, Optional.empty());
    }

    /**
     * One output, as video.
     *
     * @param label its label in the text, without brackets
     * @return the output
     */
    public VideoStream video(String label) {
        return new VideoPad(this, PadLabels.of(Objects.requireNonNull(label, "label")), Optional.empty());
    }

    /**
     * The only output, as audio.
     *
     * @return the output, with or without a label
     */
    public AudioStream audio() {
        return new AudioPad(this, PadLabel.FIRST, Optional.empty());
    }

    /**
     * One output, as audio.
     *
     * @param label its label in the text, without brackets
     * @return the output
     */
    public AudioStream audio(String label) {
        return new AudioPad(this, PadLabels.of(Objects.requireNonNull(label, "label")), Optional.empty());
    }

    AnyStream any() {
        return new AnyStream(this, PadLabel.FIRST, Optional.empty());
    }

    /**
     * The text.
     *
     * @return the text, as it was given
     */
    public String text() {
        return text;
    }

    /**
     * The streams that go in.
     *
     * @return the inputs, by their number
     */
    public List<MediaStream> inputs() {
        return inputs;
    }

    @Override
    public Optional<String> madeAt() {
        return callSite.line();
    }

    @Override
    public String describe() {
        return "filter graph '" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
    }

    @Override
    public String toString() {
        return Redactor.alone(describe());
    }
}
