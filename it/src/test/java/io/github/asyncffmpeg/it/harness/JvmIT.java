package io.github.asyncffmpeg.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import io.github.asyncffmpeg.testkit.StandInRecord;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JvmIT {

    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** Says what it was started with. */
    static final class Echo {
        public static void main(String[] arguments) {
            System.out.println(arguments[0] + " " + System.getenv("IT_WORD"));
            System.err.println("and that on stderr");
            System.exit(5);
        }
    }

    @Test
    void runsAMainClassOfTheTestsWithArgumentsAndEnvironment() throws Exception {
        try (Child jvm = Jvm.start(leaks.tempDirectory(), java.util.Map.of("IT_WORD", "two"), Echo.class, "it's one")) {
            assertThat(jvm.exitCode()).isEqualTo(5);
            assertThat(jvm.stdout()).isEqualTo("it's one two\n");
            assertThat(jvm.stderr()).endsWith("and that on stderr\n"); // java itself may have said JAVA_TOOL_OPTIONS
        }
    }

    private Child host(Path records) throws Exception {
        Path ffmpeg = StandInFFmpeg.install(records, Behaviour.records(records));
        Child jvm = Jvm.start(leaks.tempDirectory(), leaks.environment(), StandInHost.class, ffmpeg.toString());
        long pid = jvm.awaitNumber("standin");
        await().atMost(Child.LIMIT).until(() -> StandInRecord.of(records, pid).ready());
        return jvm;
    }

    @Test
    void aSigtermReachesTheJvmAlone() throws Exception {
        Path records = leaks.tempDirectory();
        try (Child jvm = host(records)) {
            jvm.signal(SIGTERM);
            assertThat(jvm.exitCode()).isEqualTo(143);
            StandInRecord record = StandInRecord.all(records).get(0);
            assertThat(record.signals()).isEmpty();
            assertThat(record.finalised()).isTrue();
        }
    }

    @Test
    void aSigkillRunsNoHookAndLeavesTheChild() throws Exception {
        Path records = leaks.tempDirectory();
        try (Child jvm = host(records)) {
            long child = jvm.awaitNumber("standin");
            jvm.signal(SIGKILL);
            assertThat(jvm.exitCode()).isEqualTo(137);
            assertThat(jvm.stdout()).doesNotContain("hook");
            Child.signal(child, SIGTERM);
            await().atMost(Child.LIMIT)
                    .until(() -> StandInRecord.of(records, child).exitCode().isPresent());
        }
    }

    @Test
    void aWaitWithoutEndFailsWithTheOutputSoFar() throws Exception {
        Path records = leaks.tempDirectory();
        try (Child jvm = host(records)) {
            assertThatThrownBy(() -> jvm.exitCode(Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("standin ");
            jvm.signal(SIGTERM);
            assertThat(jvm.exitCode()).isEqualTo(143);
        }
    }
}
