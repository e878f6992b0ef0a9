package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** Many jobs that run, and how to end them all. */
interface RunningJobs {

    void stop() throws Exception;

    /** By {@code start}, with a listener to each or none. */
    static RunningJobs ours(FFmpeg ffmpeg, int jobs, boolean listening, LongAdder blocks) {
        List<FFmpegProcess> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            FFmpegProcess process = ffmpeg.start(ThreadsBenchmark.slowJob());
            if (listening) {
                process.onProgress(block -> blocks.increment());
            }
            all.add(process);
        }
        return () -> {
            all.forEach(FFmpegProcess::quit);
            all.forEach(process -> process.result().join());
        };
    }

    /** By a pool that has room for all. */
    static RunningJobs pooled(FFmpeg ffmpeg, int jobs) {
        FFmpegPool pool = ffmpeg.pool(jobs);
        List<FFmpegTask> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            all.add(pool.enqueue(ThreadsBenchmark.slowJob()));
        }
        return () -> {
            pool.quitAll();
            pool.close();
            all.forEach(task -> task.result().join());
        };
    }

    /** With {@code onExit()}, and two reading threads to each process or none. */
    static RunningJobs bare(ProcessBuilder builder, int jobs, boolean readers) throws IOException {
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
                ask(process);
            }
            ends.forEach(CompletableFuture::join);
        };
    }

    /** As the library asks: the time to end is FFmpeg's own. */
    static void ask(Process process) throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write('q');
        stdin.flush();
    }

    private static void drain(InputStream pipe) {
        try {
            pipe.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
