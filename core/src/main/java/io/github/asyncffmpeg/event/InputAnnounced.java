package io.github.asyncffmpeg.event;

import io.github.asyncffmpeg.internal.secret.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * FFmpeg has opened an input and says what is in it ({@code Input #0, mov,mp4,…, from 'in.mp4':} and the lines below).
 * Absent when the user's own arguments lower the log level.
 *
 * @param index its number among the inputs, from 0
 * @param formats the names of its container format: {@code mov}, {@code mp4} …
 * @param target what was opened, as FFmpeg writes it
 * @param duration how long it is, to 10 ms; empty where FFmpeg does not know ({@code N/A})
 * @param estimatedDuration whether FFmpeg guessed the duration from the bit rate, and says so
 * @param start the time of its first frame; empty where not told
 * @param bitRate bits per second of the whole, to 1 kbit; empty where FFmpeg does not know
 * @param tags the metadata of the file
 * @param streams its streams, by their number
 * @param raw the lines of the announcement, of a huge one the first 256 Ki characters; the other fields are read from
 *     these
 */
public record InputAnnounced(
        int index,
        List<String> formats,
        String target,
        Optional<Duration> duration,
        boolean estimatedDuration,
        Optional<Duration> start,
        OptionalLong bitRate,
        Map<String, String> tags,
        List<AnnouncedStream> streams,
        String raw)
        implements FFmpegEvent {

    /** Copies the collections. */
    public InputAnnounced {
        formats = List.copyOf(formats);
        tags = Map.copyOf(tags);
        streams = List.copyOf(streams);
    }

    /** For logs: with {@code ***} for what is secret in a URL. */
    @Override
    public String toString() {
        return Redactor.alone("InputAnnounced[index=" + index + ", formats=" + formats + ", target=" + target
                + ", duration=" + duration + ", start=" + start + ", bitRate=" + bitRate + ", tags=" + tags
                + ", streams=" + streams + "]");
    }
}
