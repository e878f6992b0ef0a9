package io.github.asyncffmpeg.event;

import io.github.asyncffmpeg.internal.secret.Redactor;
import java.util.List;
import java.util.Map;

/**
 * FFmpeg has opened an output and says what it will write there ({@code Output #0, mp4, to 'out.mp4':} and the lines
 * below). Absent when the user's own arguments lower the log level.
 *
 * @param index its number among the outputs, from 0
 * @param format the name of its container format
 * @param target where it goes, as FFmpeg writes it
 * @param tags the metadata of the file
 * @param streams its streams, by their number
 * @param raw the lines of the announcement, of a huge one the first 256 Ki characters; the other fields are read from
 *     these
 */
public record OutputAnnounced(
        int index, String format, String target, Map<String, String> tags, List<AnnouncedStream> streams, String raw)
        implements FFmpegEvent {

    /** Copies the collections. */
    public OutputAnnounced {
        tags = Map.copyOf(tags);
        streams = List.copyOf(streams);
    }

    /** For logs: with {@code ***} for what is secret in a URL. */
    @Override
    public String toString() {
        return Redactor.alone("OutputAnnounced[index=" + index + ", format=" + format + ", target=" + target + ", tags="
                + tags + ", streams=" + streams + "]");
    }
}
