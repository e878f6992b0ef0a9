package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The JVM of one contender of {@link ThreadsBenchmark}. */
final class ThreadsHost {

    /** For all children to be up and the compiler to be done: nothing tells it of a bare process. */
    private static final int SETTLING_SECONDS = 5;

    private ThreadsHost() {}

    /** Jobs that run, and how to end them all. */
    private interface Running {
        void stop() throws Exception;
    }

    /**
     * Starts the jobs, watches, ends them.
     *
     * @param arguments the contender, how many jobs, how many seconds, and the rest as for {@link ColdJob}
     * @throws Exception if a job fails or a process is left
     */
    public static void main(String[] arguments) throws Exception {
        int jobs = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        List<String> rest = List.of(arguments).subList(3, arguments.length);
        FFmpeg ffmpeg = arguments[0].startsWith("ours") ? Settings.of(rest).library() : FFmpeg.create();
        if (arguments[0].startsWith("ours")) {
            ffmpeg.binary();
        }
        double threads = Machine.threads();
        double memory = Machine.residentMegabytes();
        LongAdder blocks = new LongAdder();
        long begun = System.nanoTime();
        Running running = switch (arguments[0]) {
            case "ours" -> ours(ffmpeg, jobs, null);
            case "ours.listening" -> ours(ffmpeg, jobs, blocks);
            case "bare" -> bare(new BareProcess(rest, environment -> {}).discarding(), jobs, false);
            case "readers" -> bare(new BareProcess(rest, environment -> {}).builder(), jobs, true);
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        ChildJvm.tell("start_ms_per_job", (System.nanoTime() - begun) / 1e6 / jobs);
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        long alive = ProcessHandle.current().children().count();
        if (alive != jobs) {
            throw new IllegalStateException(alive + " of " + jobs + " jobs run");
        }
        double cpu = Machine.cpuMillis();
        TimeUnit.SECONDS.sleep(seconds);
        ChildJvm.tell("jvm_cpu_ms_per_s", (Machine.cpuMillis() - cpu) / seconds);
        ChildJvm.tell("threads_before", threads);
        ChildJvm.tell("threads_per_job", (Machine.threads() - threads) / jobs);
        ChildJvm.tell("threads_with", Machine.threads());
        ChildJvm.tell("rss_mb_before", memory);
        ChildJvm.tell("rss_mb_with", Machine.residentMegabytes());
        if (blocks.sum() > 0) {
            ChildJvm.tell("progress_blocks", blocks.doubleValue());
        }
        long stopping = System.nanoTime();
        running.stop();
        ChildJvm.tell("stop_all_ms", (System.nanoTime() - stopping) / 1e6);
        long left = ProcessHandle.current().descendants().count();
        ChildJvm.tell("left", (double) left);
        if (left != 0) {
            throw new IllegalStateException(left + " processes are left");
        }
        System.exit(0);
    }

    private static Running ours(FFmpeg ffmpeg, int jobs, @org.jspecify.annotations.Nullable LongAdder blocks) {
        List<FFmpegProcess> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            FFmpegProcess process = ffmpeg.start(ThreadsBenchmark.slowJob());
            if (blocks != null) {
                process.onProgress(block -> blocks.increment());
            }
            all.add(process);
        }
        return () -> {
            all.forEach(FFmpegProcess::quit);
            all.forEach(process -> process.result().join());
        };
    }

    private static Running bare(ProcessBuilder builder, int jobs, boolean readers) throws IOException {
        List<CompletableFuture<Process>> ends = new ArrayList<>();
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            Process process = builder.start();
            all.add(process);
            ends.add(process.onExit());
            if (readers) {
                new Thread(() -> drain(process.getInputStream())).start();
                new Thread(() -> drain(process.getErrorStream())).start();
            }
        }
        return () -> {
            for (Process process : all) {
                // As the library asks: the time to end is FFmpeg's own.
                OutputStream stdin = process.getOutputStream();
                stdin.write('q');
                stdin.flush();
            }
            ends.forEach(CompletableFuture::join);
        };
    }

    private static void drain(InputStream pipe) {
        try {
            pipe.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
