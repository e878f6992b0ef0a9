package io.github.asyncffmpeg.error;

import io.github.asyncffmpeg.internal.secret.Redactor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went wrong inside FFmpeg, read from its log.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param kind the class of the failure
 * @param stage how far FFmpeg had come, if that can be told
 * @param culprit what it was about, if that can be told
 * @param causeLine FFmpeg's own reason, without tags of level and component; empty when it said nothing. Of
 *     {@link FailureKind#REFUSED_BY_POLICY} and {@link FailureKind#NO_SUCH_STREAM} what is refused or lacking, with
 *     FFmpeg's own words behind it. Where this library ended the run, its words: the limit, its value and what was seen
 * @param suggestions names near the one that is unknown, the nearest first; mostly none
 * @param limit which limit of a policy or of the job it was, if it was one
 */
public record Failure(
        FailureKind kind,
        Optional<Stage> stage,
        Optional<Culprit> culprit,
        Optional<String> causeLine,
        List<String> suggestions,
        Optional<Limit> limit) {

    /** A failure of which nothing is known. */
    public static final Failure UNKNOWN =
            new Failure(FailureKind.UNRECOGNISED, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. */
    public Failure {
        suggestions = List.copyOf(suggestions);
    }

    /**
     * A failure that no limit has to do with.
     *
     * @param kind the class of the failure
     * @param stage how far FFmpeg had come, if that can be told
     * @param culprit what it was about, if that can be told
     * @param causeLine the reason, if there is one
     * @param suggestions names near the one that is unknown
     */
    public Failure(
            FailureKind kind,
            Optional<Stage> stage,
            Optional<Culprit> culprit,
            Optional<String> causeLine,
            List<String> suggestions) {
        this(kind, stage, culprit, causeLine, suggestions, Optional.empty());
    }

    /**
     * Calls the culprit by another name, such as the one that the user knows it by, also in the reason.
     *
     * @param rename gives the name to use
     * @return the failure with that name
     */
    public Failure renamed(UnaryOperator<String> rename) {
        Objects.requireNonNull(rename, "rename");
        if (culprit.isEmpty()) {
            return this;
        }
        String old = culprit.get().name();
        String name = rename.apply(old);
        boolean same = name.equals(old);
        return new Failure(
                kind,
                stage,
                Optional.of(new Culprit(culprit.get().part(), name)),
                same
                        ? causeLine
                        : causeLine.map(words -> word(old).matcher(words).replaceAll(Matcher.quoteReplacement(name))),
                suggestions,
                limit);
    }

    /**
     * The reason as a sentence for people: what it is about, FFmpeg's own words, and what may have been meant. It has the
     * paths of this machine; {@link #renamed} takes the culprit's out.
     *
     * @return {@code in.mp4: No such file or directory}, or
     *     {@code Unknown encoder 'libx246' (did you mean libx264?)}; never empty
     */
    public String sentence() {
        String cause = causeLine.orElseGet(this::plainWords);
        String about = culprit.map(Culprit::name)
                .filter(name -> !name.equals("-") && !word(name).matcher(cause).find())
                .map(name -> name + ": ")
                .orElse("");
        if (suggestions.isEmpty()) {
            return about + cause;
        }
        String open = cause.endsWith(".") ? cause.substring(0, cause.length() - 1) : cause;
        return about + open + " (did you mean " + String.join(" or ", suggestions) + "?)";
    }

    private String plainWords() {
        return kind == FailureKind.UNRECOGNISED
                ? "no reason was given"
                : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The name as a word: "Is a directory" does not have "dir". */
    private static Pattern word(String name) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
    }

    /**
     * What a failure is about.
     *
     * @param part which part of the command
     * @param name the file, the URL, the filter, the encoder or the option, as FFmpeg names it
     */
    public record Culprit(Part part, String name) {}

    /** How far FFmpeg had come when it failed. */
    public enum Stage {
        /** It read its arguments or opened an input. */
        OPEN,
        /** It set up filters and encoders, and opened outputs. */
        CONFIGURE,
        /** It decoded, filtered or encoded. */
        ENCODE,
        /** It wrote to an output: a header, packets or a trailer. */
        MUX
    }

    /** A limit of a policy for untrusted media, of a job or of a request. */
    public enum Limit {
        /** {@code UntrustedMedia.formats}. */
        FORMATS,
        /** {@code UntrustedMedia.decoders}. */
        DECODERS,
        /** {@code UntrustedMedia.maxPixels}. */
        PIXELS,
        /** {@code UntrustedMedia.maxStreams}. */
        STREAMS,
        /** {@code UntrustedMedia.maxDuration}. */
        DURATION,
        /** {@code ResourceLimits.maxOutputSize}. */
        OUTPUT_SIZE,
        /** {@code ResourceLimits.maxOutputDuration}. */
        OUTPUT_DURATION,
        /** {@code ResourceLimits.maxLogSize}. */
        LOG_SIZE,
        /** {@code ResourceLimits.memory}, or {@code ProbeRequest.maxMemory}. */
        MEMORY,
        /** {@code FFmpegJob.captureStdout}, or {@code MediaSink.toBytes}. */
        CAPTURED_OUTPUT,
        /** {@code ProbeRequest.maxOutput}. */
        PROBE_OUTPUT,
        /** {@code FFmpegJob.timeout}, or the time limit of a probe. */
        TIME,
        /** {@code FFmpegJob.stallTimeout}. */
        STALL
    }

    /** A part of a command. */
    public enum Part {
        /** A file or URL that is read. */
        INPUT,
        /** A file or URL that is written. */
        OUTPUT,
        /** A filter. */
        FILTER,
        /** A decoder. */
        DECODER,
        /** An encoder. */
        ENCODER,
        /** A container, pixel or sample format, or a device. */
        FORMAT,
        /** A stream, by its specifier, its label or the number of its input. */
        STREAM,
        /** An option. */
        OPTION
    }

    /** For logs: with {@code ***} for what is secret in a URL. */
    @Override
    public String toString() {
        return Redactor.alone("Failure[kind=" + kind + ", stage=" + stage + ", culprit=" + culprit + ", causeLine="
                + causeLine + ", suggestions=" + suggestions + ", limit=" + limit + "]");
    }
}
