package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What asynccpu's pool does, and what it should have done. */
class PoolIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg library() {
        return FFmpegs.bundled().library(leaks.environment()).build();
    }

    private Path file(String name) throws IOException {
        return leaks.tempDirectory().resolve(name + ".mp4");
    }

    private StreamSpec tiny(String name) throws IOException {
        return StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc=s=64x64:d=0.2", file(name).toString());
    }

    private FFmpegJob endless(String name) throws IOException {
        return FFmpegJob.of(StreamSpec.ofArguments(
                        "-re",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=s=64x64",
                        "-t",
                        "600",
                        file(name).toString()))
                .name(name);
    }

    private static void awaitWorking(FFmpegTask task) {
        await().atMost(Child.LIMIT)
                .until(() -> task.lastProgress().map(p -> p.frame().orElse(0)).orElse(0L) > 5);
    }

    @Test
    void tenTasksOnThreeWorkersGiveAllResultsAndNeverMoreThanThreeRun() throws Exception {
        List<CompletableFuture<FFmpegResult>> results = new ArrayList<>();
        try (FFmpegPool pool = library().pool(3)) {
            for (int i = 0; i < 10; i++) {
                results.add(pool.submit(tiny("ten" + i)));
            }
            await().pollInterval(Duration.ofMillis(2)).atMost(Child.LIMIT).until(() -> {
                assertThat(pool.jobs().stream()
                                .filter(t -> t.state() == FFmpegTask.State.RUNNING)
                                .count())
                        .isLessThanOrEqualTo(3);
                return pool.jobs().isEmpty();
            });
        }
        assertThat(results)
                .allSatisfy(result -> assertThat(result.join().outcome()).isEqualTo(new Outcome.Completed()));
        for (int i = 0; i < 10; i++) {
            assertThat(file("ten" + i)).isNotEmptyFile();
        }
    }

    @Test
    void closeWaitsForWhatRunsAndWhatWaits() throws Exception {
        CompletableFuture<FFmpegResult> last;
        try (FFmpegPool pool = library().pool(1)) {
            pool.submit(tiny("a"));
            pool.submit(tiny("b"));
            last = pool.submit(tiny("c"));
        }
        assertThat(last).isCompleted();
        assertThat(file("c")).isNotEmptyFile();
    }

    @Test
    void closeStopsThemWhenItIsToldTo() throws Exception {
        FFmpegTask running;
        FFmpegTask waiting;
        try (FFmpegPool pool = library()
                .poolBuilder()
                .maxWorkers(1)
                .cancelTasksWhenShutdown(true)
                .build()) {
            assertThat(pool.cancelTasksWhenShutdown()).isTrue();
            running = pool.enqueue(endless("running"));
            waiting = pool.enqueue(endless("waiting"));
            awaitWorking(running);
        }
        assertThat(running.result().join().outcome()).isEqualTo(new Outcome.Stopped(StopReason.CLOSE, true));
        assertThat(waiting.result().join().outcome()).isEqualTo(new Outcome.Stopped(StopReason.CLOSE, false));
        assertThat(file("waiting")).doesNotExist();
    }

    @Test
    void anInterruptedCloseStopsThemAndRestoresTheFlag() throws Exception {
        FFmpegPool pool = library().pool(1);
        FFmpegTask running = pool.enqueue(endless("running"));
        FFmpegTask waiting = pool.enqueue(endless("waiting"));
        awaitWorking(running);
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread closer = new Thread(() -> {
            pool.close();
            flag.set(Thread.currentThread().isInterrupted());
        });
        closer.start();
        closer.interrupt();
        closer.join(20_000);
        assertThat(flag.get()).isTrue();
        assertThat(running.state()).isEqualTo(FFmpegTask.State.ENDED);
        assertThat(waiting.state()).isEqualTo(FFmpegTask.State.ENDED);
    }

    @Test
    void submitReturnsAtOnceAndTheQueueHasABound() throws Exception {
        try (FFmpegPool pool = library()
                .poolBuilder()
                .maxWorkers(1)
                .maxQueued(2)
                .cancelTasksWhenShutdown(true)
                .build()) {
            pool.enqueue(endless("one"));
            pool.enqueue(endless("two"));
            pool.enqueue(endless("three"));
            assertThatThrownBy(() -> pool.enqueue(endless("four")))
                    .isInstanceOf(FFmpegRejectedException.class)
                    .hasMessageContaining("four")
                    .hasMessageContaining("2 jobs wait already");
        }
    }

    @Test
    void aClosedPoolRejects() throws Exception {
        FFmpegPool pool = library().pool(1);
        pool.close();
        assertThatThrownBy(() -> pool.submit(tiny("late")))
                .isInstanceOf(FFmpegRejectedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void theMoreUrgentStartsFirstAndEqualOnesInTheirOrder() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        FFmpeg ffmpeg = library();
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            FFmpegTask blocker = pool.enqueue(endless("blocker"));
            for (String name : List.of("a0", "b0", "c5", "d5", "e-1")) {
                int priority = Integer.parseInt(name.substring(1));
                FFmpegTask task =
                        pool.enqueue(FFmpegJob.of(tiny(name)).name(name).priority(priority));
                task.events().subscribe(new FirstEvent(() -> order.add(name)));
            }
            awaitWorking(blocker);
            blocker.quit();
            pool.awaitAll();
        }
        await().atMost(Child.LIMIT).until(() -> order.size() == 5);
        assertThat(order).containsExactly("c5", "d5", "a0", "b0", "e-1");
    }

    @Test
    void tasksAreListedFoundAndStoppedById() throws Exception {
        try (FFmpegPool pool = library().pool(1)) {
            FFmpegTask running = pool.enqueue(endless("running"));
            FFmpegTask waiting = pool.enqueue("waiting", endless("waiting"));
            assertThat(pool.jobs()).containsExactly(running, waiting);
            assertThat(pool.find("waiting")).containsSame(waiting);
            assertThat(pool.find("nobody")).isEmpty();
            assertThat(waiting.state()).isEqualTo(FFmpegTask.State.WAITING);
            assertThat(pool.find("waiting").orElseThrow().stop().outcome())
                    .isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
            awaitWorking(running);
            assertThat(running.logTail()).isNotEmpty();
            assertThat(running.process()).isPresent();
            running.quit();
            assertThat(pool.awaitAll(Duration.ofSeconds(20))).isTrue();
            assertThat(pool.jobs()).isEmpty();
            assertThat(running.logTail()).anyMatch(line -> line.contains("command received"));
        }
        assertThat(file("running")).isNotEmptyFile();
    }

    @Test
    void cancellingTheFutureOfAWaitingTaskTakesItOutOfTheQueue() throws Exception {
        try (FFmpegPool pool = library().pool(1)) {
            FFmpegTask running = pool.enqueue(endless("running"));
            FFmpegTask waiting = pool.enqueue(endless("waiting"));
            waiting.result().cancel(true);
            assertThatThrownBy(() -> waiting.result().get(5, TimeUnit.SECONDS))
                    .isInstanceOf(CancellationException.class);
            await().atMost(Child.LIMIT).until(() -> pool.jobs().equals(List.of(running)));
            awaitWorking(running);
            running.result().cancel(true);
            pool.awaitAll();
            assertThat(running.result().isCancelled()).isTrue();
        }
        assertThat(Files.exists(file("waiting"))).isFalse();
    }

    @Test
    void quitAllStopsWhatRunsAndStartsNothingOfWhatWaits() throws Exception {
        try (FFmpegPool pool = library().pool(2)) {
            List<FFmpegTask> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(pool.enqueue(endless("quit" + i)));
            }
            awaitWorking(tasks.get(0));
            pool.quitAll();
            pool.awaitAll();
            assertThat(tasks).allMatch(task -> task.state() == FFmpegTask.State.ENDED);
            for (int i = 2; i < 20; i++) {
                assertThat(file("quit" + i)).doesNotExist();
            }
            assertThat(pool.submit(tiny("after")).get(20, TimeUnit.SECONDS).outcome())
                    .isEqualTo(new Outcome.Completed());
        }
    }

    @Test
    void aFailingJobFailsAlone() throws Exception {
        try (FFmpegPool pool = library().pool(2)) {
            CompletableFuture<FFmpegResult> bad = pool.submit(StreamSpec.ofArguments(
                    "-i", file("missing").toString(), file("x").toString()));
            CompletableFuture<FFmpegResult> good = pool.submit(tiny("good"));
            assertThat(good.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
            assertThatThrownBy(() -> bad.get(20, TimeUnit.SECONDS)).hasMessageContaining("No such file or directory");
        }
    }

    /** Runs something at the first event, which is Started. */
    private record FirstEvent(Runnable then)
            implements java.util.concurrent.Flow.Subscriber<io.github.asyncffmpeg.event.FFmpegEvent> {
        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(io.github.asyncffmpeg.event.FFmpegEvent event) {
            assertThat(event).isInstanceOf(Started.class);
            then.run();
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }
}
