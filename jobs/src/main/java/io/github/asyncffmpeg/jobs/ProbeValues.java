package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.probe.AudioStreamInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.probe.VideoStreamInfo;
import io.github.asyncffmpeg.run.JobRunner;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Asks a runner what a probe step says, and gives the answer as values. Functions without state. */
final class ProbeValues {

    private ProbeValues() {}

    /** The question, which can be cancelled, and its answer. */
    record Asked(CompletableFuture<?> question, CompletableFuture<Map<String, String>> answer) {}

    static Asked ask(JobRunner runner, Probe probe) {
        if (probe instanceof Probe.Media media) {
            CompletableFuture<MediaInfo> question = runner.probe(ProbeRequest.of(media.target()));
            return new Asked(question, question.thenApply(ProbeValues::of));
        } else if (probe instanceof Probe.Encoder encoder) {
            CompletableFuture<EncoderTrial> question = runner.tryEncoder(encoder.name());
            return new Asked(
                    question,
                    question.thenApply(
                            trial -> Map.of("works", Boolean.toString(trial.works()), "reason", trial.reason())));
        }
        CompletableFuture<Long> question = runner.freeSpace(((Probe.FreeSpace) probe).path());
        return new Asked(question, question.thenApply(bytes -> Map.of("bytes", Long.toString(bytes))));
    }

    private static Map<String, String> of(MediaInfo info) {
        Map<String, String> values = new TreeMap<>();
        info.duration().ifPresent(duration -> values.put("duration", JobEnd.seconds(duration)));
        info.size().ifPresent(size -> values.put("size", Long.toString(size)));
        info.bitRate().ifPresent(rate -> values.put("bit_rate", Long.toString(rate)));
        info.formatName().ifPresent(format -> values.put("format", format));
        values.put("streams", Integer.toString(info.streams().size()));
        values.put("videos", Integer.toString(info.videoStreams().size()));
        values.put("audios", Integer.toString(info.audioStreams().size()));
        values.put("subtitles", Integer.toString(info.subtitleStreams().size()));
        info.video().ifPresent(video -> video(video, values));
        info.audio().ifPresent(audio -> audio(audio, values));
        return values;
    }

    private static void video(VideoStreamInfo video, Map<String, String> values) {
        put(values, "video.codec", video.codecName());
        video.size().ifPresent(size -> {
            values.put("video.width", Integer.toString(size.width()));
            values.put("video.height", Integer.toString(size.height()));
        });
        Optional<FrameSize> shown = video.displaySize();
        shown.ifPresent(size -> {
            values.put("video.display_width", Integer.toString(size.width()));
            values.put("video.display_height", Integer.toString(size.height()));
        });
        video.averageFrameRate().ifPresent(rate -> values.put("video.fps", number(rate.toDouble())));
        put(values, "video.pixel_format", video.pixelFormat());
    }

    private static void audio(AudioStreamInfo audio, Map<String, String> values) {
        put(values, "audio.codec", audio.codecName());
        audio.channels().ifPresent(channels -> values.put("audio.channels", Integer.toString(channels)));
        audio.sampleRate().ifPresent(rate -> values.put("audio.sample_rate", Integer.toString(rate)));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static void put(Map<String, String> values, String name, Optional<String> value) {
        value.ifPresent(text -> values.put(name, text));
    }
}
