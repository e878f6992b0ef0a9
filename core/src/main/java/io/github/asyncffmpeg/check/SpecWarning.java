package io.github.asyncffmpeg.check;

import java.util.List;

/**
 * Something that will probably go wrong when a spec is run, found without running it.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param kind what it is about
 * @param subject the name in question; empty text for {@link Kind#COMMAND}
 * @param message one or two sentences, near names among them
 * @param suggestions names that may have been meant, the nearest first; at most three, mostly one
 */
public record SpecWarning(Kind kind, String subject, String message, List<String> suggestions) {

    /** Copies the suggestions. */
    public SpecWarning {
        suggestions = List.copyOf(suggestions);
    }

    /** What a warning is about. */
    public enum Kind {
        /** An encoder that this FFmpeg lacks. */
        ENCODER("encoder"),
        /** A decoder that this FFmpeg lacks. */
        DECODER("decoder"),
        /** A filter that this FFmpeg lacks. */
        FILTER("filter"),
        /** A bitstream filter that this FFmpeg lacks. */
        BITSTREAM_FILTER("bitstream filter"),
        /** A format that this FFmpeg does not write. */
        MUXER("muxer"),
        /** A format that this FFmpeg does not read. */
        DEMUXER("demuxer"),
        /** A protocol that this FFmpeg lacks, or has in the other direction only. */
        PROTOCOL("protocol"),
        /** A hardware acceleration that this FFmpeg was built without. */
        HARDWARE_ACCELERATION("hardware acceleration"),
        /** A pixel format that this FFmpeg lacks. */
        PIXEL_FORMAT("pixel format"),
        /** A sample format that this FFmpeg lacks. */
        SAMPLE_FORMAT("sample format"),
        /** An option that this FFmpeg does not know. */
        OPTION("option"),
        /** An option that this FFmpeg calls deprecated. */
        DEPRECATED_OPTION("deprecated option"),
        /** What {@link io.github.asyncffmpeg.command.FFmpegCommand#warnings()} says. */
        COMMAND("command");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /**
         * The kind in words.
         *
         * @return for example {@code pixel format}
         */
        public String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        return message;
    }
}
