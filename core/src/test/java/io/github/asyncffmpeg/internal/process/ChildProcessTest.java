package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A child that is none, and no poller but the test. */
class ChildProcessTest {

    private final byte[] buffer = new byte[1024];
    private final List<String> seen = new ArrayList<>();
    private final FakeProcess process = new FakeProcess();

    @Test
    void asksOnceThenSignalsOnceThenKillsOnce() {
        ChildProcess child = child(false);
        child.stop(Duration.ofSeconds(8));
        for (int second = 0; second < 12; second++) {
            child.poll(TimeUnit.SECONDS.toNanos(second), buffer);
        }
        assertThat(seen).containsExactly("1 byte", "asked", "destroy", "destroyForcibly");
        assertThat(child.asked() && child.terminated() && child.killed()).isTrue();
    }

    @Test
    void keepsToTheLimitOfWhoStopsFirst() {
        ChildProcess child = child(false);
        child.stop(Duration.ofSeconds(8));
        child.stop(Duration.ofMillis(1));
        child.poll(0, buffer);
        child.poll(TimeUnit.SECONDS.toNanos(1), buffer);
        assertThat(seen).containsExactly("1 byte", "asked");
    }

    @Test
    void killsOnceHoweverOftenItIsTold() {
        ChildProcess child = child(false);
        child.kill();
        child.poll(0, buffer);
        child.kill();
        child.stop(Duration.ofMillis(1));
        child.poll(TimeUnit.SECONDS.toNanos(1), buffer);
        assertThat(seen).containsExactly("1 byte", "destroyForcibly");
    }

    @Test
    void isNeverTerminatedWhereThatWouldBeAKill() {
        process.normalTermination = false;
        ChildProcess child = child(false);
        child.stop(Duration.ofSeconds(8));
        child.poll(0, buffer);
        child.poll(TimeUnit.SECONDS.toNanos(7), buffer);
        child.poll(TimeUnit.SECONDS.toNanos(8), buffer);
        assertThat(seen).containsExactly("1 byte", "asked", "destroyForcibly");
    }

    @Test
    void readsWhatIsLeftBeforeItTellsOfTheEnd() {
        process.alive = false;
        assertThat(child(false).poll(0, buffer)).isEqualTo(-1);
        assertThat(seen).containsExactly("1 byte", "ended 3");
    }

    @Test
    void tellsOfTheEndOnceEvenWhenTheObserverThrows() {
        process.alive = false;
        ChildProcess child = child(true);
        assertThatThrownBy(() -> child.poll(0, buffer)).hasMessage("a fault of ours");
        child.abandon(new IllegalStateException("a fault of ours, on purpose"));
        assertThat(child.poll(0, buffer)).isEqualTo(-1);
        assertThat(seen).containsOnlyOnce("ended 3");
    }

    @Test
    void theEndOfTheJvmSignalsNobodyWhoSharesItsTerminal() {
        assertThat(atTheEndOfTheJvm(child(false), true)).containsExactly("1 byte", "asked", "destroyForcibly");
    }

    @Test
    void theEndOfTheJvmClimbsTheWholeLadderForASessionOfItsOwn() {
        assertThat(atTheEndOfTheJvm(child(false, Launch.Care.OWN_SESSION), true))
                .containsExactly("1 byte", "asked", "destroy", "destroyForcibly");
    }

    @Test
    void theEndOfTheJvmClimbsTheWholeLadderWithoutATerminal() {
        assertThat(atTheEndOfTheJvm(child(false), false))
                .containsExactly("1 byte", "asked", "destroy", "destroyForcibly");
    }

    private List<String> atTheEndOfTheJvm(ChildProcess child, boolean sharesTerminal) {
        child.stopForShutdown(sharesTerminal);
        for (int second = 0; second < 12; second++) {
            child.poll(TimeUnit.SECONDS.toNanos(second), buffer);
        }
        return seen;
    }

    private ChildProcess child(boolean faulty) {
        return child(faulty, Launch.Care.NONE);
    }

    private ChildProcess child(boolean faulty, Launch.Care care) {
        Ask ask = new Ask() {
            @Override
            public Readiness readiness() {
                return Readiness.WORKING;
            }

            @Override
            public void send() {
                seen.add("asked");
            }
        };
        ChildObserver observer = new ChildObserver() {
            @Override
            public void tick(long now) {}

            @Override
            public void ended(int exitCode) {
                seen.add("ended " + exitCode);
                if (faulty) {
                    throw new IllegalStateException("a fault of ours");
                }
            }
        };
        ByteSink stderr = (bytes, offset, length) -> seen.add(length + " byte");
        Launch launch = new Launch(List.of(), List.of("x"), null, environment -> {}, Duration.ofSeconds(8), care);
        return new ChildProcess(
                process,
                launch,
                care != Launch.Care.NONE,
                new ChildProcess.Wiring(null, stderr, null, ask),
                observer,
                nobody());
    }

    private static ChildProcess.Keeper nobody() {
        return new ChildProcess.Keeper() {
            @Override
            public void wake() {}

            @Override
            public boolean pause(ChildProcess child) {
                return false;
            }

            @Override
            public boolean resume(ChildProcess child) {
                return false;
            }

            @Override
            public void signalled(ChildProcess child) {}

            @Override
            public void ended(ChildProcess child) {}

            @Override
            public boolean allWereSignalled() {
                return false;
            }
        };
    }

    private final class FakeProcess extends Process {

        private final InputStream stderr = new ByteArrayInputStream(new byte[1]);
        private boolean alive = true;
        private boolean normalTermination = true;

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public int exitValue() {
            return 3;
        }

        @Override
        public int waitFor() {
            return 3;
        }

        @Override
        public long pid() {
            return 42;
        }

        @Override
        public boolean supportsNormalTermination() {
            return normalTermination;
        }

        @Override
        public ProcessHandle toHandle() {
            return (ProcessHandle) Proxy.newProxyInstance(
                    ProcessHandle.class.getClassLoader(),
                    new Class<?>[] {ProcessHandle.class},
                    (proxy, method, arguments) -> seen.add(method.getName()));
        }

        @Override
        public void destroy() {
            throw new AssertionError("it would close the pipes");
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return stderr;
        }
    }
}
