package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.internal.engine.FFmpegRun;
import io.github.asyncffmpeg.internal.engine.RunSettings;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A run, in whichever way the library was asked for it. */
sealed interface Vehicle {

    CompletableFuture<FFmpegResult> result();

    void on(Consumer<FFmpegEvent> listener);

    void quit();

    void stop();

    void kill();

    void close();

    /** {@code FFmpeg.start}. */
    record Started(FFmpegProcess process) implements Vehicle {

        static Started of(FFmpeg ffmpeg, FFmpegJob job) {
            return new Started(ffmpeg.start(job));
        }

        @Override
        public CompletableFuture<FFmpegResult> result() {
            return process.result();
        }

        @Override
        public void on(Consumer<FFmpegEvent> listener) {
            process.on(FFmpegEvent.class, listener);
        }

        @Override
        public void quit() {
            process.quit();
        }

        @Override
        public void stop() {
            process.stop();
        }

        @Override
        public void kill() {
            process.kill();
        }

        @Override
        public void close() {
            process.close();
        }
    }

    /** {@code FFmpegPool.enqueue}. */
    record Pooled(FFmpegPool pool, FFmpegTask task) implements Vehicle {

        static Pooled of(FFmpeg ffmpeg, FFmpegJob job, boolean cancelling) {
            FFmpegPool pool = ffmpeg.poolBuilder()
                    .maxWorkers(1)
                    .cancelTasksWhenShutdown(cancelling)
                    .build();
            return new Pooled(pool, pool.enqueue(job));
        }

        @Override
        public CompletableFuture<FFmpegResult> result() {
            return task.result();
        }

        @Override
        public void on(Consumer<FFmpegEvent> listener) {
            task.on(FFmpegEvent.class, listener);
        }

        @Override
        public void quit() {
            task.quit();
        }

        @Override
        public void stop() {
            task.stop();
        }

        @Override
        public void kill() {
            task.kill();
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /**
     * {@code FFmpeg.run}, by what it is made of: a call that blocks gives no events. The thread is to be interrupted.
     */
    record Called(FFmpegRun run, Thread thread) implements Vehicle {

        static Called of(FFmpeg ffmpeg, FFmpegJob job, Duration force, Map<String, String> environment) {
            FFmpegRun run = new FFmpegRun(new RunSettings(ffmpeg::binary, force, environment, true, null));
            Thread thread = new Thread(() -> call(run, job), "caller");
            thread.setDaemon(true);
            thread.start();
            return new Called(run, thread);
        }

        private static void call(FFmpegRun run, FFmpegJob job) {
            try {
                run.launch(job);
                run.await();
            } catch (FFmpegException toldByTheFutureToo) {
                // nothing else to do with it here
            }
        }

        @Override
        public CompletableFuture<FFmpegResult> result() {
            return run.result();
        }

        @Override
        public void on(Consumer<FFmpegEvent> listener) {
            run.on(FFmpegEvent.class, listener);
        }

        @Override
        public void quit() {
            throw new UnsupportedOperationException("a caller has no handle");
        }

        @Override
        public void stop() {
            quit();
        }

        @Override
        public void kill() {
            quit();
        }

        @Override
        public void close() {
            quit();
        }
    }
}
