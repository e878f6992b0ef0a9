package io.github.asyncffmpeg.testkit;

import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.run.RunningJob;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a listener of one job is told, without the progress. */
final class ToldRuns implements RunListener {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    @Override
    public void queued(RunningJob run) {
        told.add("queued");
    }

    @Override
    public void started(RunningJob run, Started started) {
        told.add("started");
    }

    @Override
    public void progress(RunningJob run, Progress progress) {
        if (end.isDone()) {
            told.add("progress after the end");
        }
    }

    @Override
    public void retrying(RunningJob run, Retrying retrying) {
        told.add("retrying");
    }

    @Override
    public void ended(RunningJob run, End how) {
        told.add("ended");
        end.complete(how);
    }

    /** Waits for the end. */
    End end() {
        return JobRunnerContract.soon(end);
    }

    Optional<Throwable> error() {
        return end().error();
    }

    List<String> told() {
        return List.copyOf(told);
    }
}
