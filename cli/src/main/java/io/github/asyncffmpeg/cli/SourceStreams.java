package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a video file holds, as FFmpeg announces it when it opens the file. The announcement is read from the log for now;
 * it becomes an event of its own with the next issue.
 *
 * @param duration how long it plays, when FFmpeg can tell
 * @param streams its streams, by their number
 */
record SourceStreams(Optional<Duration> duration, List<Stream> streams) {

    private static final Pattern DURATION = Pattern.compile("\\s+Duration: (\\d+):(\\d\\d):(\\d\\d)\\.(\\d\\d),.*");

    private static final Pattern STREAM = Pattern.compile(
            "\\s+Stream #0:(\\d+)(?:\\[0x[0-9a-f]+])?(?:\\([^)]*\\))?" + ": (Video|Audio|Subtitle): (\\w+)(.*)");

    /** Subtitles that are text and so can be text in an mp4; the others are pictures. */
    private static final List<String> TEXT_SUBTITLES =
            List.of("subrip", "ass", "ssa", "webvtt", "mov_text", "text", "srt", "microdvd", "sami", "subviewer");

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

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

    /** Opens a file and looks; nothing of its content is decoded beyond what FFmpeg needs to know the streams. */
    static SourceStreams of(FFmpeg ffmpeg, Path file, String shownAs) throws CannotStart {
        try {
            // Writing the metadata alone to nowhere is the cheapest run that ends well: some 30 ms, no frame is read.
            FFmpegResult result = ffmpeg.run(QuickstartJobs.look(file).timeout(LONGEST_LOOK));
            if (!(result.outcome() instanceof Outcome.Completed)) {
                throw new CannotStart("Stopped before anything was started.");
            }
            return parse(result.logTail());
        } catch (FFmpegProcessException unreadable) {
            throw new CannotStart(shownAs + " is nothing that FFmpeg can read: "
                    + Refusal.reason(unreadable).orElse("it gives no reason") + ".");
        }
    }

    static SourceStreams parse(List<String> log) {
        Optional<Duration> duration = Optional.empty();
        List<Stream> streams = new ArrayList<>();
        for (String line : log) {
            if (line.startsWith("Output #")) {
                break;
            }
            Matcher time = DURATION.matcher(line);
            if (duration.isEmpty() && time.matches()) {
                duration = Optional.of(Duration.ofHours(Long.parseLong(time.group(1)))
                        .plusMinutes(Long.parseLong(time.group(2)))
                        .plusSeconds(Long.parseLong(time.group(3)))
                        .plusMillis(10 * Long.parseLong(time.group(4))));
            }
            Matcher stream = STREAM.matcher(line);
            if (stream.matches()) {
                String codec = stream.group(3);
                streams.add(new Stream(
                        Integer.parseInt(stream.group(1)), kind(stream.group(2), codec, stream.group(4)), codec));
            }
        }
        return new SourceStreams(duration, streams);
    }

    private static Kind kind(String medium, String codec, String rest) {
        return switch (medium) {
            case "Video" -> rest.contains("(attached pic)") ? Kind.COVER : Kind.VIDEO;
            case "Audio" -> Kind.AUDIO;
            default -> TEXT_SUBTITLES.contains(codec) ? Kind.TEXT_SUBTITLE : Kind.PICTURE_SUBTITLE;
        };
    }

    /** The streams of one kind, in their order. */
    List<Stream> of(Kind kind) {
        return streams.stream().filter(stream -> stream.kind() == kind).toList();
    }
}
