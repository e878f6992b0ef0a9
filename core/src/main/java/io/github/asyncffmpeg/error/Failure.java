package io.github.asyncffmpeg.error;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
 *     {@link FailureKind#LIMIT_EXCEEDED} the limit, its value and what was seen; of
 *     {@link FailureKind#REFUSED_BY_POLICY} what is refused, with FFmpeg's own words behind it
 * @param suggestions names near the one that is unknown, the nearest first; mostly none
 */
public record Failure(
        FailureKind kind,
        Optional<FailureStage> stage,
        Optional<Culprit> culprit,
        Optional<String> causeLine,
        List<String> suggestions) {

    /** A failure of which nothing is known. */
    public static final Failure UNKNOWN =
            new Failure(FailureKind.UNRECOGNISED, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. */
    public Failure {
        suggestions = List.copyOf(suggestions);
    }

    /**
     * Reads the reason of a failure. A pure function, which knows the words of ffmpeg and ffprobe 5.1 to 8.0.
     *
     * @param lines the last lines of the log of level error or graver, oldest first, with the tags of components
     *     ({@code [libx264 @ 0x55…]}) and without those of levels; where the log has no levels, its last lines
     * @param exitCode the exit code as the operating system gave it (128 + n for a signal n); it decides where words are
     *     missing
     * @param inputs the inputs as the program was given them, by their number
     * @param outputs the outputs as the program was given them, by their number
     * @return the failure, without suggestions; of kind {@link FailureKind#UNRECOGNISED} when no rule knows it
     */
    public static Failure of(List<String> lines, int exitCode, List<String> inputs, List<String> outputs) {
        return new FailureReading(lines, exitCode, new KnownFiles(inputs, outputs)).read();
    }

    /**
     * Replaces the suggestions.
     *
     * @param names names near the one that is unknown, the nearest first
     * @return the failure with these suggestions
     */
    public Failure withSuggestions(List<String> names) {
        return new Failure(kind, stage, culprit, causeLine, names);
    }

    /**
     * Calls the culprit by another name, such as the one that the user knows it by.
     *
     * @param rename gives the name to use
     * @return the failure with that name
     */
    public Failure renamed(UnaryOperator<String> rename) {
        return new Failure(
                kind,
                stage,
                culprit.map(each -> new Culprit(each.part(), rename.apply(each.name()))),
                causeLine,
                suggestions);
    }

    /**
     * The reason as a sentence for people: what it is about, FFmpeg's own words, and what may have been meant.
     *
     * @return {@code in.mp4: No such file or directory}, or
     *     {@code Unknown encoder 'libx246' (did you mean libx264?)}; empty when nothing is known
     */
    public String sentence() {
        String cause = causeLine.orElseGet(() -> kind == FailureKind.UNRECOGNISED ? "" : kind.name());
        String about = culprit.map(Culprit::name)
                .filter(name -> !cause.isEmpty() && !name.equals("-") && !names(cause, name))
                .map(name -> name + ": ")
                .orElse("");
        String meant = suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)";
        return about + cause + meant;
    }

    /** Whether the words have the name as a word: "Is a directory" does not have "dir". */
    private static boolean names(String words, String name) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)")
                .matcher(words)
                .find();
    }

    /**
     * What a failure is about.
     *
     * @param part which part of the command
     * @param name the file, the URL, the filter, the encoder or the option, as FFmpeg names it
     */
    public record Culprit(Part part, String name) {}

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
}
