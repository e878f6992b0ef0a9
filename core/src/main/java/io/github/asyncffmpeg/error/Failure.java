package io.github.asyncffmpeg.error;

import java.util.List;
import java.util.Optional;

/**
 * What went wrong inside FFmpeg, read from its log.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param kind the class of the failure
 * @param stage how far FFmpeg had come, if that can be told
 * @param culprit what it was about, if that can be told
 * @param causeLine FFmpeg's own reason, without tags of level and component; empty when it said nothing
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
        /** A container format or device. */
        FORMAT,
        /** An option. */
        OPTION
    }
}
