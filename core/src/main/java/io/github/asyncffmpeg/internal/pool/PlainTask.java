package io.github.asyncffmpeg.internal.pool;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.engine.FFmpegRun;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A job that is one run: nearly everything is the run's. */
final class PlainTask extends PoolTask {

    private final FFmpegRun run;
    private volatile boolean begun;

    PlainTask(@Nullable String id, FFmpegJob job, FFmpegRunner runner, List<RunListener> listeners) {
        super(id, job);
        this.run = runner.prepare();
        run.expect(job, this, listeners);
        run.onEnd(new Over());
    }

    private final class Over implements Runnable {

        @Override
        public void run() {
            over();
        }
    }

    @Override
    public void taken() {
        super.taken();
        run.queued();
    }

    @Override
    public void start(WorkQueue.Place place) {
        begun = true;
        run.launchAndServe(given());
    }

    @Override
    void refuse(FFmpegException why) {
        run.refuse(why);
    }

    @Override
    void end(StopReason why) {
        run.stop(why);
    }

    @Override
    boolean isLight() {
        return run.isLight();
    }

    @Override
    String ownId() {
        return run.id();
    }

    @Override
    public FFmpegJob job() {
        return run.job();
    }

    @Override
    public State state() {
        return run.hasEnded() ? State.ENDED : begun ? State.RUNNING : State.WAITING;
    }

    @Override
    public Flow.Publisher<FFmpegEvent> events() {
        return run.events();
    }

    @Override
    public <E extends FFmpegEvent> Subscription on(Class<E> kind, Consumer<? super E> listener) {
        return run.on(kind, listener);
    }

    @Override
    public Optional<Progress> lastProgress() {
        return run.lastProgress();
    }

    @Override
    public List<String> logTail() {
        return run.logTail();
    }

    @Override
    public Optional<FFmpegProcess> process() {
        return run.process();
    }

    @Override
    public CompletableFuture<FFmpegResult> result() {
        return run.result();
    }

    @Override
    public void quit() {
        run.quit();
    }

    @Override
    public void quit(Duration limit) {
        run.quit(limit);
    }

    @Override
    public FFmpegResult stop() {
        return run.stop();
    }

    @Override
    public FFmpegResult stop(Duration limit) {
        return run.stop(limit);
    }

    @Override
    public void kill() {
        run.kill();
    }
}
