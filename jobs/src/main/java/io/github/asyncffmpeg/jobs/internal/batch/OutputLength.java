package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How long a file is that a job has made. FFmpeg reports the time it has come to, which is another thing: 0:15.1 for five
 * seconds that were copied from 0:10, nothing for music with a cover, and a frame too little for every video.
 */
public final class OutputLength {

    /** It reads the head or the end of a file. Whoever takes longer than that has no answer worth the wait. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Of these the file itself says its length; of others it is guessed, or there is none. */
    private static final Set<String> KNOWN = Set.of(
            "asf", "avi", "caf", "flac", "flv", "matroska", "mov", "mp3", "mpegts", "mxf", "nut", "ogg", "w64", "wav");

    /** These lead to other files. */
    private static final List<String> LISTS = List.of(".m3u8", ".mpd", ".ffconcat", ".sdp");

    private OutputLength() {}

    /**
     * Measures the first file of an attempt that ended well.
     *
     * @param ffprobe called if there is something to measure
     * @param then gets the length, or nothing if it is not known; on any thread, once
     */
    public static void of(AttemptEnd ending, Supplier<FFprobe> ffprobe, Consumer<Optional<Duration>> then) {
        boolean good = ending.status() == JobStatus.DONE || ending.status() == JobStatus.STOPPED;
        Optional<OutputFile> first = ending.outputs().stream().findFirst();
        if (!good || first.isEmpty() || !isMedia(first.get())) {
            then.accept(Optional.empty());
            return;
        }
        CompletableFuture<MediaInfo> asked;
        try {
            asked = ffprobe.get().execute(ProbeRequest.of(first.get().file()).timeout(LIMIT));
        } catch (FFmpegException none) {
            then.accept(Optional.empty());
            return;
        }
        asked.whenComplete((info, error) -> then.accept(error == null ? length(info) : Optional.empty()));
    }

    private static boolean isMedia(OutputFile output) {
        String name = output.file().toString().toLowerCase(Locale.ROOT);
        return output.state().bytes() > 0
                && Files.isRegularFile(output.file())
                && LISTS.stream().noneMatch(name::endsWith);
    }

    private static Optional<Duration> length(MediaInfo info) {
        boolean known = !Collections.disjoint(KNOWN, info.formats());
        return known ? info.duration().filter(length -> !length.isNegative() && !length.isZero()) : Optional.empty();
    }
}
