package io.github.asyncffmpeg.bench;

import com.github.kokorin.jaffree.LogLevel;
import com.github.kokorin.jaffree.StreamType;
import com.github.kokorin.jaffree.ffmpeg.FFmpeg;
import com.github.kokorin.jaffree.ffmpeg.FFmpegResultFuture;
import com.github.kokorin.jaffree.ffmpeg.NullOutput;
import com.github.kokorin.jaffree.ffmpeg.UrlInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import net.bramp.ffmpeg.RunProcessFunction;
import net.bramp.ffmpeg.builder.FFmpegBuilder;

/** The same jobs by two other libraries: tiny ones, and those of {@link ThreadsBenchmark} with a progress listener each. */
final class PeerJobs {

    private PeerJobs() {}

    /** {@link OverheadBenchmark#tinyJob} by Jaffree. */
    static void tinyByJaffree(Path executable) {
        FFmpeg.atPath(executable.getParent())
                .setLogLevel(LogLevel.INFO)
                .addInput(UrlInput.fromUrl(OverheadBenchmark.TINY_GRAPH).setFormat("lavfi"))
                .addOutput(new NullOutput(false).setFrameCount(StreamType.VIDEO, 1L))
                .execute();
    }

    /** The ffmpeg-cli-wrapper for one program; what FFmpeg says goes nowhere. */
    static net.bramp.ffmpeg.FFmpeg wrapper(Path executable) throws IOException {
        net.bramp.ffmpeg.FFmpeg ffmpeg = new net.bramp.ffmpeg.FFmpeg(executable.toString());
        ffmpeg.setProcessOutputStream(new Nowhere());
        return ffmpeg;
    }

    /** {@link OverheadBenchmark#tinyJob} by ffmpeg-cli-wrapper. */
    static void tinyByWrapper(net.bramp.ffmpeg.FFmpeg ffmpeg) throws IOException {
        ffmpeg.run(new FFmpegBuilder()
                .setInput(OverheadBenchmark.TINY_GRAPH)
                .setFormat("lavfi")
                .done()
                .addOutput("-")
                .setFormat("null")
                .setFrames(1)
                .done());
    }

    static RunningJobs jaffree(Path executable, int jobs, LongAdder blocks) {
        List<FFmpegResultFuture> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            all.add(FFmpeg.atPath(executable.getParent())
                    .setLogLevel(LogLevel.INFO)
                    .addArguments("-stats_period", ThreadsBenchmark.PERIOD)
                    .addInput(UrlInput.fromUrl(ThreadsBenchmark.GRAPH)
                            .setFormat("lavfi")
                            .addArgument("-re"))
                    .addOutput(new NullOutput(false))
                    .setProgressListener(block -> blocks.increment())
                    .executeAsync());
        }
        return () -> {
            all.forEach(FFmpegResultFuture::graceStop);
            for (FFmpegResultFuture each : all) {
                each.get();
            }
        };
    }

    /** It has no way to stop a job and none to run it in the background: a thread each, and {@code q} by hand. */
    static RunningJobs wrapper(Path executable, int jobs, LongAdder blocks) throws IOException {
        Queue<Process> processes = new ConcurrentLinkedQueue<>();
        RunProcessFunction remembering = new RunProcessFunction() {
            @Override
            public Process run(List<String> arguments) throws IOException {
                Process process = super.run(arguments);
                processes.add(process);
                return process;
            }
        };
        net.bramp.ffmpeg.FFmpeg ffmpeg = new net.bramp.ffmpeg.FFmpeg(executable.toString(), remembering);
        ffmpeg.version(); // asked at the first run otherwise, by all of them
        processes.clear();
        ffmpeg.setProcessOutputStream(new Nowhere());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            FFmpegBuilder builder = new FFmpegBuilder()
                    .addExtraArgs("-stats_period", ThreadsBenchmark.PERIOD)
                    .setInput(ThreadsBenchmark.GRAPH)
                    .setFormat("lavfi")
                    .readAtNativeFrameRate()
                    .done()
                    .addOutput("-")
                    .setFormat("null")
                    .done();
            Thread thread = new Thread(() -> {
                try {
                    ffmpeg.run(builder, block -> blocks.increment());
                } catch (IOException e) {
                    throw new UncheckedIOException(e); // its thread says so
                }
            });
            thread.start();
            threads.add(thread);
        }
        return () -> {
            for (Process process : processes) {
                RunningJobs.ask(process);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        };
    }

    /** What FFmpeg says would come out where this program's figures do. */
    private static final class Nowhere implements Appendable {

        @Override
        public Appendable append(CharSequence text) {
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return this;
        }

        @Override
        public Appendable append(char c) {
            return this;
        }
    }
}
