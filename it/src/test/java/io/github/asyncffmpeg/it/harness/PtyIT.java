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

class PtyIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @BeforeAll
    static void needsTerminals() {
        Conditions.requirePty();
    }

    private Child terminal(List<String> command) throws Exception {
        return Pty.start(leaks.tempDirectory(), leaks.environment(), command);
    }

    @Test
    void putsTheCommandIntoTheForegroundOfAControllingTerminal() throws Exception {
        try (Child terminal = terminal(List.of("cat", "/proc/self/stat"))) {
            assertThat(terminal.exitCode()).isZero();
            String afterName = terminal.stdout().substring(terminal.stdout().lastIndexOf(')') + 2);
            String[] fields = afterName.split(" ");
            // proc(5): state ppid pgrp session tty_nr tpgid
            assertThat(fields[4]).as("tty_nr").isNotEqualTo("0");
            assertThat(fields[5]).as("tpgid").isEqualTo(fields[2]);
        }
    }

    @Test
    void deliversWhatIsTypedAndReturnsTheExitCode() throws Exception {
        try (Child terminal = terminal(List.of("sh", "-c", "read word; echo \"got <$word>\"; exit 7"))) {
            terminal.type("it's typed\n");
            terminal.awaitStdout("got <it's typed>");
            assertThat(terminal.exitCode()).isEqualTo(7);
        }
    }

    @Test
    void ctrlCReachesTheJvmAndItsChildAlike() throws Exception {
        Path records = leaks.tempDirectory();
        // The q that the hook types may be there before the signal.
        Path ffmpeg = StandInFFmpeg.install(records, Behaviour.records(records), Behaviour.ignoresQ());
        try (Child terminal = terminal(Jvm.command(StandInHost.class, ffmpeg.toString()))) {
            long pid = terminal.awaitNumber("standin");
            await().atMost(Child.LIMIT)
                    .until(() -> StandInRecord.of(records, pid).ready());
            terminal.type(Pty.CTRL_C);
            terminal.awaitStdout("hook 255");
            assertThat(terminal.exitCode()).isEqualTo(130);
            assertThat(StandInRecord.of(records, pid).signals()).containsExactly("INT");
        }
    }

    @Test
    void killingItClosesTheTerminalOfTheJvm() throws Exception {
        Path records = leaks.tempDirectory();
        Path ffmpeg = StandInFFmpeg.install(records, Behaviour.records(records));
        Child terminal = terminal(Jvm.command(StandInHost.class, ffmpeg.toString()));
        long jvm = terminal.awaitNumber("jvm");
        terminal.awaitNumber("standin");
        terminal.close();
        await().atMost(Child.LIMIT)
                .until(() ->
                        ProcessHandle.of(jvm).filter(ProcessHandle::isAlive).isEmpty());
    }
}
