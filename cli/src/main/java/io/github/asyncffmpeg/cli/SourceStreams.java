package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.probe.AudioStreamInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.StreamInfo;
import io.github.asyncffmpeg.probe.SubtitleStreamInfo;
import io.github.asyncffmpeg.probe.VideoStreamInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The streams of a video file, by what can be done with them here.
 *
 * @param streams its streams, by their number; those that are neither pictures, sound nor subtitles are left out
 */
record SourceStreams(List<Stream> streams) {

    /** Subtitles that are text and so can be text in an mp4. {@code isText()} takes a codec it does not know for text. */
    private static final List<String> TEXT_SUBTITLES =
            List.of("subrip", "ass", "ssa", "webvtt", "mov_text", "text", "srt", "microdvd", "sami", "subviewer");

    /** What a stream is. */
    enum Kind {
        VIDEO,
        /** A picture that goes with the file, as on the sleeve of a record; no video. */
        COVER,
        AUDIO,
        TEXT_SUBTITLE,
        PICTURE_SUBTITLE
    }

    /**
     * One stream.
     *
     * @param index its number in the file
     * @param kind what it is
     * @param codec FFmpeg's name of its codec
     */
    record Stream(int index, Kind kind, String codec) {}

    SourceStreams {
        streams = List.copyOf(streams);
    }

    /** Probes a file; nothing of its content is decoded beyond what FFmpeg needs to know the streams. */
    static SourceStreams of(FFmpeg ffmpeg, Path file, String shownAs) throws CannotStart {
        try {
            return of(ffmpeg.probe(file));
        } catch (FFmpegProcessException unreadable) {
            throw cannotStart(unreadable, shownAs);
        }
    }

    static SourceStreams of(MediaInfo file) {
        List<Stream> streams = new ArrayList<>();
        for (StreamInfo stream : file.streams()) {
            String codec = stream.codecName().orElse("none");
            kind(stream, codec).ifPresent(kind -> streams.add(new Stream(stream.index(), kind, codec)));
        }
        return new SourceStreams(streams);
    }

    private static Optional<Kind> kind(StreamInfo stream, String codec) {
        if (stream instanceof VideoStreamInfo video) {
            return Optional.of(video.isCover() ? Kind.COVER : Kind.VIDEO);
        } else if (stream instanceof AudioStreamInfo) {
            return Optional.of(Kind.AUDIO);
        } else if (stream instanceof SubtitleStreamInfo) {
            return Optional.of(TEXT_SUBTITLES.contains(codec) ? Kind.TEXT_SUBTITLE : Kind.PICTURE_SUBTITLE);
        }
        return Optional.empty();
    }

    static CannotStart cannotStart(FFmpegProcessException failed, String shownAs) {
        // Ctrl+C ends ffprobe as well, which may be noticed before this JVM begins to end.
        boolean interrupted = failed.failure().kind() == FailureKind.TERMINATED;
        if (interrupted || failed.outcome() instanceof Outcome.Killed) {
            return new CannotStart(
                    "Stopped before anything was started.", interrupted ? failed.exitCode() : ExitCode.NOTHING_STARTED);
        }
        if (failed.outcome() instanceof Outcome.TimedOut late) {
            return new CannotStart("FFmpeg was still reading the beginning of " + shownAs + " after "
                    + Words.took(late.limit()) + ".");
        }
        return new CannotStart(shownAs + " is nothing that FFmpeg can read: "
                + Refusal.reason(failed).orElse("it gives no reason") + ".");
    }

    /** The streams of one kind, in their order. */
    List<Stream> of(Kind kind) {
        return streams.stream().filter(stream -> stream.kind() == kind).toList();
    }
}
