package io.github.asyncffmpeg.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import io.github.asyncffmpeg.testkit.StandInRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PidNamespaceIT {

    private static final int SIGTERM = 15;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @BeforeAll
    static void needsNamespaces() {
        Conditions.requirePidNamespace();
    }

    private Child namespace(List<String> command) throws Exception {
        return PidNamespace.start(leaks.tempDirectory(), leaks.environment(), command);
    }

    @Test
    void runsTheCommandAsPidOneAndReturnsItsExitCode() throws Exception {
        try (Child namespace = namespace(List.of("sh", "-c", "echo pid $$; exit 9"))) {
            assertThat(namespace.exitCode()).isEqualTo(9);
            assertThat(namespace.stdout()).isEqualTo("pid 1\n");
        }
    }

    @Test
    void killsWhatIsLeftWhenPidOneEnds() throws Exception {
        // The leak check fails this test if the sleep outlives its namespace.
        try (Child namespace = namespace(List.of("sh", "-c", "sleep 600 & echo started"))) {
            assertThat(namespace.exitCode()).isZero();
            assertThat(namespace.stdout()).isEqualTo("started\n");
        }
    }

    @Test
    void aSigtermFromOutsideReachesAJvmThatIsPidOne() throws Exception {
        Path records = leaks.tempDirectory();
        Path ffmpeg = StandInFFmpeg.install(records, Behaviour.records(records));
        try (Child namespace = namespace(Jvm.command(StandInHost.class, ffmpeg.toString()))) {
            assertThat(namespace.awaitNumber("jvm")).isEqualTo(1);
            long pid = namespace.awaitNumber("standin");
            await().atMost(Child.LIMIT)
                    .until(() -> StandInRecord.of(records, pid).ready());
            Child.signal(PidNamespace.init(namespace), SIGTERM);
            assertThat(namespace.exitCode()).isEqualTo(143);
            assertThat(namespace.stdout()).contains("hook 0");
            assertThat(StandInRecord.of(records, pid).finalised()).isTrue();
        }
    }
}
