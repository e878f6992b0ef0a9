package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.AnyStream;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two jobs of the quickstart, as stream specs. */
final class QuickstartJobs {

    private QuickstartJobs() {}

    /** All of the source that an mp4 can hold, unchanged. */
    static FFmpegJob copy(Path source, SourceStreams streams, Path target) {
        Input input = FFmpeg.input(source);
        List<MediaStream> kept = new ArrayList<>();
        kept.addAll(streams(input, streams.of(SourceStreams.Kind.VIDEO)));
        kept.addAll(streams(input, streams.of(SourceStreams.Kind.COVER)));
        kept.addAll(soundAndText(input, streams));
        return job("copy", withSubtitles(output(target, kept).codec("copy"), streams));
    }

    /** The first video at another size, with all sound and all text. */
    static FFmpegJob scale(Path source, SourceStreams streams, int width, int height, Path target) {
        Input input = FFmpeg.input(source);
        List<MediaStream> kept = new ArrayList<>();
        kept.add(stream(input, streams.of(SourceStreams.Kind.VIDEO).get(0)).filter("scale", width, height));
        kept.addAll(soundAndText(input, streams));
        // 10 bits or 4:4:4 would stay what they are, and many players would show nothing.
        Output output = withSubtitles(output(target, kept).pixelFormat("yuv420p"), streams);
        boolean silent = streams.of(SourceStreams.Kind.AUDIO).isEmpty();
        return job("scale " + width + ":" + height, silent ? output.noAudio() : output);
    }

    private static List<MediaStream> soundAndText(Input input, SourceStreams streams) {
        List<MediaStream> kept = new ArrayList<>(streams(input, streams.of(SourceStreams.Kind.AUDIO)));
        kept.addAll(streams(input, streams.of(SourceStreams.Kind.TEXT_SUBTITLE)));
        return kept;
    }

    private static Output output(Path target, List<MediaStream> kept) {
        return kept.get(0).output(target, kept.subList(1, kept.size()).toArray(MediaStream[]::new));
    }

    private static Output withSubtitles(Output output, SourceStreams streams) {
        return streams.of(SourceStreams.Kind.TEXT_SUBTITLE).isEmpty() ? output : output.codec("s", "mov_text");
    }

    private static FFmpegJob job(String name, Output output) {
        return FFmpegJob.of(output.overwrite()).name(name).partialOutput(PartialOutput.KEEP);
    }

    private static List<AnyStream> streams(Input input, List<SourceStreams.Stream> which) {
        return which.stream().map(stream -> stream(input, stream)).toList();
    }

    private static AnyStream stream(Input input, SourceStreams.Stream which) {
        return input.stream(Integer.toString(which.index()));
    }
}
