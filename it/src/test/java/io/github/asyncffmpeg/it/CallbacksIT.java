package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** User code that blocks for ever, stops its own run, throws: it harms no other job, and not its own run either. */
class CallbacksIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private final AtomicInteger files = new AtomicInteger();

    /** Holds callbacks "for ever"; opened after the test, so that their threads can end. */
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void letTheBlockedCallbacksGo() {
        gate.countDown();
    }

    private FFmpeg library() {
        return FFmpegs.bundled().library(leaks.environment()).build();
    }

    private StreamSpec endless() throws IOException {
        return StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=64x64", "-t", "600", file());
    }

    private StreamSpec tiny() throws IOException {
        return StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=s=64x64:d=0.1", file());
    }

    private String file() throws IOException {
        return leaks.tempDirectory()
                .resolve("out" + files.incrementAndGet() + ".mp4")
                .toString();
    }

    private Object forEver() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    /** One place where the library calls user code. */
    private record Place(String name, Hook hook) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Runs a spec with a callback in one place. */
    @FunctionalInterface
    private interface Hook {
        CompletableFuture<FFmpegResult> run(FFmpeg ffmpeg, StreamSpec spec, Consumer<FFmpegProcess> callback);
    }

    static Stream<Place> places() {
        return Stream.of(
                new Place("onProgress", (ffmpeg, spec, callback) -> {
                    FFmpegProcess process = ffmpeg.start(spec);
                    process.onProgress(progress -> callback.accept(process));
                    return process.result();
                }),
                new Place("onLog", (ffmpeg, spec, callback) -> {
                    FFmpegProcess process = ffmpeg.start(spec);
                    process.onLog(line -> callback.accept(process));
                    return process.result();
                }),
                new Place("on(Started)", (ffmpeg, spec, callback) -> {
                    FFmpegProcess process = ffmpeg.start(spec);
                    process.on(Started.class, started -> callback.accept(process));
                    return process.result();
                }),
                new Place(
                        "afterStart",
                        (ffmpeg, spec, callback) ->
                                ffmpeg.execute(() -> CompletableFuture.completedFuture(spec), process -> {
                                    callback.accept(process);
                                    return CompletableFuture.completedFuture(null);
                                })));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aCallbackThatBlocksForEverHarmsNobody(Place place) throws Exception {
        FFmpeg ffmpeg = library();
        CountDownLatch entered = new CountDownLatch(1);
        CompletableFuture<FFmpegResult> blocked = place.hook().run(ffmpeg, endless(), process -> {
            entered.countDown();
            forEver();
        });
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ffmpeg.execute(tiny()).get(20, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
        assertThat(library().execute(tiny()).get(20, TimeUnit.SECONDS).outcome())
                .isEqualTo(new Outcome.Completed());
        blocked.cancel(true);
        await().atMost(Child.LIMIT).until(blocked::isDone);
    }

    @ParameterizedTest
    @MethodSource("places")
    void aCallbackMayStopItsOwnRunAndWaitForIt(Place place) throws Exception {
        AtomicReference<FFmpegResult> stopped = new AtomicReference<>();
        CompletableFuture<FFmpegResult> run = place.hook().run(library(), endless(), process -> {
            if (stopped.get() == null) {
                stopped.set(process.stop());
            }
        });
        FFmpegResult result = run.get(20, TimeUnit.SECONDS);
        // Who stops a run does not make it wait for the callback that does.
        await().atMost(Child.LIMIT)
                .untilAsserted(() -> assertThat(stopped.get()).isEqualTo(result));
        assertThat(result.outcome()).isInstanceOf(Outcome.Stopped.class);
    }

    @Test
    void aDependentThatBlocksForEverHarmsNobody() throws Exception {
        FFmpeg ffmpeg = library();
        CountDownLatch entered = new CountDownLatch(1);
        ffmpeg.execute(tiny()).thenRun(() -> {
            entered.countDown();
            forEver();
        });
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ffmpeg.execute(tiny()).get(20, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
    }

    @Test
    void aSupplierThatBlocksForEverHarmsNobody() throws Exception {
        FFmpeg ffmpeg = library();
        CompletableFuture<FFmpegResult> stuck = ffmpeg.execute(
                () -> {
                    forEver();
                    return new CompletableFuture<>();
                },
                process -> CompletableFuture.completedFuture(null));
        assertThat(ffmpeg.execute(tiny()).get(20, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
        stuck.cancel(true);
        await().atMost(Child.LIMIT).until(stuck::isCancelled);
    }

    @Test
    void onAnExecutorOfOneThreadThatIsBlockedRunsGoOnAndStop() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            FFmpeg ffmpeg =
                    FFmpegs.bundled().library(leaks.environment()).executor(one).build();
            one.execute(this::forEver);
            assertThat(ffmpeg.run(tiny()).outcome()).isEqualTo(new Outcome.Completed());
            FFmpegProcess process = ffmpeg.start(endless());
            assertThat(process.stop().outcome()).isInstanceOf(Outcome.Stopped.class);
        } finally {
            gate.countDown();
            one.shutdown();
        }
    }

    @Test
    void anExecutorThatWasShutDownLeavesNoFutureUndone() throws Exception {
        ExecutorService gone = Executors.newSingleThreadExecutor();
        gone.shutdown();
        FFmpeg ffmpeg =
                FFmpegs.bundled().library(leaks.environment()).executor(gone).build();
        CompletableFuture<String> dependent = ffmpeg.execute(tiny()).thenApply(result -> "done");
        assertThat(dependent.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void aListenerThatThrowsIsLeftAloneAndTheOthersGoOn() throws Exception {
        FFmpegProcess process = library().start(tiny());
        List<FFmpegEvent> seen = new CopyOnWriteArrayList<>();
        process.onLog(line -> {
            throw new IllegalStateException("on purpose: this stack in the log is part of a test");
        });
        process.on(FFmpegEvent.class, seen::add);
        process.result().get(20, TimeUnit.SECONDS);
        await().atMost(Child.LIMIT).until(() -> seen.stream().anyMatch(Ended.class::isInstance));
        assertThat(seen.get(0)).isInstanceOf(Started.class);
        assertThat(seen.get(seen.size() - 1)).isInstanceOf(Ended.class);
    }

    @Test
    void aFailingSupplierFailsTheFuture() {
        IllegalStateException mine = new IllegalStateException("no spec today");
        assertThatThrownBy(() -> library()
                        .execute(
                                () -> {
                                    throw mine;
                                },
                                process -> CompletableFuture.completedFuture(null))
                        .get(20, TimeUnit.SECONDS))
                .hasCause(mine);
        assertThatThrownBy(() -> library()
                        .execute(
                                () -> CompletableFuture.failedFuture(mine),
                                process -> CompletableFuture.completedFuture(null))
                        .get(20, TimeUnit.SECONDS))
                .hasCause(mine);
        assertThatThrownBy(() -> library()
                        .execute(
                                () -> CompletableFuture.completedFuture(null),
                                process -> CompletableFuture.completedFuture(null))
                        .get(20, TimeUnit.SECONDS))
                .hasMessageContaining("createStreamSpec");
    }

    @Test
    void aFailingAfterStartFailsTheFutureAndLeavesNoFFmpeg() throws Exception {
        IllegalStateException mine = new IllegalStateException("after the start");
        StreamSpec first = endless();
        StreamSpec second = endless();
        AtomicReference<FFmpegProcess> started = new AtomicReference<>();
        assertThatThrownBy(() -> library()
                        .execute(() -> CompletableFuture.completedFuture(first), process -> {
                            started.set(process);
                            throw mine;
                        })
                        .get(20, TimeUnit.SECONDS))
                .hasCause(mine);
        assertThat(started.get().isAlive()).isFalse();
        assertThatThrownBy(() -> library()
                        .execute(
                                () -> CompletableFuture.completedFuture(second),
                                process -> CompletableFuture.failedFuture(mine))
                        .get(20, TimeUnit.SECONDS))
                .hasCause(mine);
    }

    @Test
    void theFutureWaitsForAfterStartAsWell() throws Exception {
        CompletableFuture<Void> afterStart = new CompletableFuture<>();
        AtomicReference<FFmpegProcess> started = new AtomicReference<>();
        StreamSpec spec = tiny();
        CompletableFuture<FFmpegResult> result = library()
                .execute(() -> CompletableFuture.completedFuture(spec), process -> {
                    started.set(process);
                    return afterStart;
                });
        await().atMost(Child.LIMIT)
                .until(() -> started.get() != null && !started.get().isAlive());
        assertThat(result).isNotDone();
        afterStart.complete(null);
        assertThat(result.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
    }

    @Test
    void afterStartMayWaitForTheResultOfItsProcess() throws Exception {
        StreamSpec spec = tiny();
        assertThat(library()
                        .execute(() -> CompletableFuture.completedFuture(spec), FFmpegProcess::result)
                        .get(20, TimeUnit.SECONDS)
                        .outcome())
                .isEqualTo(new Outcome.Completed());
        StreamSpec again = tiny();
        CompletableFuture<FFmpegResult> joined = library()
                .execute(() -> CompletableFuture.completedFuture(again), process -> {
                    process.result().join();
                    process.quit(); // after the end: nothing
                    return CompletableFuture.completedFuture(null);
                });
        assertThat(joined.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Completed());
    }

    @Test
    void aFailureIsNoStopThoughAStopCameAfterIt() throws Exception {
        FFmpegProcess process = library().start(StreamSpec.ofArguments("-i", file(), file()));
        await().atMost(Child.LIMIT)
                .until(() -> ProcessHandle.of(process.pid())
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
        assertThatThrownBy(process::stop)
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("No such file or directory");
    }

    @Test
    void aThreadThatIsInterruptedAlreadyStartsNothing() throws Exception {
        StreamSpec spec = tiny();
        String out = leaks.tempDirectory().resolve("out" + files.get() + ".mp4").toString();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> library().run(spec)).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void callbacksSeeTheClassLoaderOfWhoStartedTheRun() throws Exception {
        ClassLoader mine = new ClassLoader(getClass().getClassLoader()) {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        Thread.currentThread().setContextClassLoader(mine);
        try {
            library()
                    .execute(tiny())
                    .thenRun(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(seen.get(20, TimeUnit.SECONDS)).isSameAs(mine);
    }
}
