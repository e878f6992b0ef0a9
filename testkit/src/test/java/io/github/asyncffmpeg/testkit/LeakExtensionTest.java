package io.github.asyncffmpeg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class LeakExtensionTest {

    /** Keeps the planted cases out of an ordinary run: they fail on purpose. */
    private static EngineExecutionResults execute(Class<?> planted) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(planted))
                .execute();
    }

    private static void assertFails(EngineExecutionResults results, String part) {
        results.allEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(text -> text.contains(part)))));
    }

    @Test
    void aTestThatLeavesNothingPasses() {
        execute(Tidy.class)
                .testEvents()
                .assertStatistics(all -> all.succeeded(2).failed(0));
    }

    @Test
    void namesALeakedProcessAndKillsIt() {
        assertFails(
                execute(LeaksProcess.class), "process " + LeaksProcess.handle().pid() + ": sleep 61");
        await().until(() -> !LeaksProcess.handle().isAlive());
    }

    @Test
    void findsAProcessWhoseParentHasDied() throws Exception {
        assertFails(execute(LeaksOrphan.class), ": sleep 62");
        long pid = LeaksOrphan.pid();
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void namesALeakedThreadAndItsStack() {
        assertFails(execute(LeaksThread.class), "thread \"asyncffmpeg-planted\"");
        assertFails(execute(LeaksThread.class), "CountDownLatch.await");
        LeaksThread.end.countDown();
    }

    /** The library's poller rests for a second: a test need not wait for that, but its class does. */
    @Test
    void aPollerThatStaysIsALeakOfTheClassOnly() {
        EngineExecutionResults results = execute(LeaksPoller.class);
        results.testEvents().assertStatistics(all -> all.succeeded(3).failed(0));
        results.containerEvents().assertStatistics(all -> all.failed(1));
        assertFails(results, "thread \"asyncffmpeg-poller\"");
        LeaksPoller.end.countDown();
    }

    @Test
    void namesALeakedFileAndDeletesIt() {
        assertFails(execute(LeaksFile.class), "file " + LeaksFile.file());
        assertThat(LeaksFile.file()).doesNotExist();
    }

    @Test
    void leavesTheFilesOfAnotherJvmAlone() throws IOException {
        execute(SeesFileOfAnother.class).testEvents().assertStatistics(all -> all.succeeded(1));
        Path file = SeesFileOfAnother.file();
        assertThat(file).exists();
        Files.delete(file);
    }

    @Test
    void givesAThingTimeToGo() {
        execute(SlowToGo.class).testEvents().assertStatistics(all -> all.succeeded(1));
    }

    @Test
    void aProcessOfTheClassIsALeakOfTheClassOnly() {
        EngineExecutionResults results = execute(LeaksFromBeforeAll.class);
        results.testEvents().assertStatistics(all -> all.succeeded(1).failed(0));
        results.containerEvents().assertStatistics(all -> all.failed(1));
    }

    @Test
    void deletesTheDirectoryOfTheTest() {
        execute(UsesDirectory.class).testEvents().assertStatistics(all -> all.succeeded(1));
        assertThat(UsesDirectory.directory()).doesNotExist();
    }

    @Test
    void aProcessThatIsBeingStartedIsWaitedFor() {
        Iterator<Boolean> starting = List.of(true, true, false, false).iterator();
        Iterator<List<Leak>> looks = List.of(
                        List.<Leak>of(),
                        List.<Leak>of(),
                        List.<Leak>of(),
                        List.<Leak>of(new Leak.OfFile(Path.of("late"))))
                .iterator();
        assertThat(Leak.awaitNone(
                        () -> looks.hasNext() ? looks.next() : List.of(new Leak.OfFile(Path.of("late"))),
                        () -> starting.hasNext() && starting.next(),
                        Duration.ofMillis(100)))
                .hasSize(1);
    }

    @Test
    void twoLooksThatSeeNothingAreEnough() {
        AtomicInteger looks = new AtomicInteger();
        assertThat(Leak.awaitNone(
                        () -> {
                            looks.incrementAndGet();
                            return List.of();
                        },
                        () -> false,
                        Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(looks).hasValue(2);
    }

    /** Right after the spawn a process has no marker yet. */
    @Test
    void findsEachProcessThatWasStartedLast() {
        execute(LeaksAtOnce.class)
                .testEvents()
                .assertStatistics(all -> all.failed(20).succeeded(0));
    }

    @Tag("planted")
    static class LeaksAtOnce {
        @RegisterExtension
        final LeakExtension leaks = impatient();

        @RepeatedTest(20)
        void leaks() {
            Thread starter = new Thread(() -> {
                try {
                    start(leaks, "sleep", "64");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            starter.start();
            await().until(() -> starter.getState() == Thread.State.TERMINATED
                    || Arrays.stream(starter.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals("java.lang.ProcessBuilder")));
        }
    }

    private static Process start(LeakExtension leaks, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(leaks.environment());
        return builder.start();
    }

    private static LeakExtension impatient() {
        return LeakExtension.builder().patience(Duration.ofMillis(100)).build();
    }

    private static <T> T present(@Nullable T value) {
        assertThat(value).isNotNull();
        return java.util.Objects.requireNonNull(value);
    }

    @Tag("planted")
    @ExtendWith(LeakExtension.class)
    static class Tidy {
        @Test
        void startsAndWaits(LeakExtension leaks) throws Exception {
            assertThat(start(leaks, "true").waitFor()).isZero();
        }

        @Test
        void hasAMarkerOfItsOwn(LeakExtension leaks) {
            assertThat(leaks.environment()).containsEntry(LeakExtension.MARKER_VARIABLE, leaks.marker());
        }
    }

    @Tag("planted")
    static class LeaksProcess {
        private static @Nullable ProcessHandle handle;

        @RegisterExtension
        final LeakExtension leaks = impatient();

        static ProcessHandle handle() {
            return present(handle);
        }

        @Test
        void leaks() throws Exception {
            handle = start(leaks, "sleep", "61").toHandle();
        }
    }

    @Tag("planted")
    static class LeaksOrphan {
        private static @Nullable String pid;

        @RegisterExtension
        final LeakExtension leaks = impatient();

        static long pid() {
            return Long.parseLong(present(pid));
        }

        @Test
        void leaks() throws Exception {
            Process parent = start(leaks, "sh", "-c", "setsid sleep 62 >/dev/null 2>&1 & echo $!");
            pid = parent.inputReader().readLine();
            assertThat(parent.waitFor()).isZero();
            await().until(() -> ProcessHandle.of(pid()).isPresent());
        }
    }

    @Tag("planted")
    static class LeaksThread {
        static final CountDownLatch end = new CountDownLatch(1);

        @RegisterExtension
        final LeakExtension leaks = impatient();

        @Test
        void leaks() {
            start("asyncffmpeg-planted", end);
        }

        static void start(String name, CountDownLatch end) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    name);
            thread.start();
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }
    }

    @Tag("planted")
    static class LeaksPoller {
        static final CountDownLatch end = new CountDownLatch(1);

        @RegisterExtension
        final LeakExtension leaks = impatient();

        @Test
        void leaks() {
            LeaksThread.start("asyncffmpeg-poller", end);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void leaksNothing(int round) {
            assertThat(leaks.marker()).isNotEmpty();
        }
    }

    @Tag("planted")
    static class LeaksFile {
        private static @Nullable Path file;

        @RegisterExtension
        final LeakExtension leaks = impatient();

        static Path file() {
            return present(file);
        }

        @Test
        void leaks() throws Exception {
            Path directory = Files.createTempDirectory(
                    "asyncffmpeg-" + ProcessHandle.current().pid() + "-planted");
            Files.writeString(directory.resolve("inside"), "x");
            file = directory;
        }
    }

    @Tag("planted")
    static class SeesFileOfAnother {
        private static @Nullable Path file;

        @RegisterExtension
        final LeakExtension leaks = impatient();

        static Path file() {
            return present(file);
        }

        @Test
        void sees() throws Exception {
            long another = ProcessHandle.current().parent().orElseThrow().pid();
            file = Files.createTempFile("asyncffmpeg-" + another + "-planted", "");
        }
    }

    @Tag("planted")
    @ExtendWith(LeakExtension.class)
    static class SlowToGo {
        @Test
        void endsSoonAfter(LeakExtension leaks) throws Exception {
            assertThat(start(leaks, "sleep", "0.5").isAlive()).isTrue();
        }
    }

    @Tag("planted")
    static class LeaksFromBeforeAll {
        @RegisterExtension
        static final LeakExtension leaks = impatient();

        @BeforeAll
        static void starts() throws Exception {
            start(leaks, "sleep", "63");
        }

        @Test
        void passes() {
            assertThat(leaks.marker()).endsWith(".1");
        }

        @AfterAll
        static void hasTheMarkerOfTheClassAgain() {
            assertThat(leaks.marker()).doesNotContain(".");
        }
    }

    @Tag("planted")
    static class UsesDirectory {
        private static @Nullable Path directory;

        @RegisterExtension
        final LeakExtension leaks = impatient();

        static Path directory() {
            return present(directory);
        }

        @Test
        void writesIntoIt() throws Exception {
            directory = leaks.tempDirectory();
            Files.writeString(directory().resolve("file"), "x");
            assertThat(leaks.tempDirectory()).isEqualTo(directory);
        }
    }
}
