package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.internal.engine.FFmpegRun;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The world as it is. */
final class RunLauncher implements Launcher {

    private final FFmpegRunner runner;

    /** Of the thread that began the supervised run: what listeners of an attempt look classes up by. */
    private final @Nullable ClassLoader contextClassLoader =
            Thread.currentThread().getContextClassLoader();

    RunLauncher(FFmpegRunner runner) {
        this.runner = runner;
    }

    @Override
    public Running prepare(Consumer<FFmpegEvent> tap) {
        Thread worker = Thread.currentThread();
        ClassLoader before = worker.getContextClassLoader();
        worker.setContextClassLoader(contextClassLoader);
        try {
            return new OfFFmpeg(runner.prepare(tap));
        } finally {
            worker.setContextClassLoader(before);
        }
    }

    @Override
    public Runnable after(Duration delay, Runnable due, Runnable shutdown) {
        return runner.after(delay, due, shutdown);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    private record OfFFmpeg(FFmpegRun run) implements Running {

        @Override
        public Optional<Started> launch(FFmpegJob job) {
            run.launch(job);
            return run.process().map(process -> new Started(process.pid(), process.outputs()));
        }

        @Override
        public Optional<FFmpegProcess> process() {
            return run.process();
        }

        @Override
        public void stop(StopReason why, @Nullable Duration limit) {
            if (limit == null) {
                run.stop(why);
            } else {
                run.stop(why, limit);
            }
        }

        @Override
        public void kill() {
            run.kill();
        }

        @Override
        public void onEnd(Consumer<End> whenEnded) {
            run.onEnd(() -> whenEnded.accept(end()));
        }

        /** It has ended: nothing is awaited here. */
        private End end() {
            try {
                FFmpegResult result = run.await();
                return new End(result.outcome(), result, null, run.lastProgress());
            } catch (FFmpegProcessException e) {
                return new End(e.outcome(), null, e, run.lastProgress());
            } catch (FFmpegException e) {
                return new End(null, null, e, run.lastProgress());
            }
        }
    }
}
