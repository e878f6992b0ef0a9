package io.github.asyncffmpeg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandInStopTest {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @Test
    void endsOnQWithExitCodeZeroAndALastBlock() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of("-progress", "pipe:1")).awaitReady();
        run.type("q");
        assertThat(run.exitCode()).isZero();
        assertThat(run.stdout()).endsWith("progress=end\n");
        assertThat(run.record().quits()).isEqualTo(1);
        assertThat(run.record().finalised()).isTrue();
    }

    @Test
    void endsOnOneSigtermWith255AndSaysSo() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of()).awaitReady().signal("TERM");
        assertThat(run.exitCode()).isEqualTo(255);
        assertThat(run.stderr()).contains("Exiting normally, received signal 15.");
        assertThat(run.record().signals("TERM")).isEqualTo(1);
        assertThat(run.record().finalised()).isTrue();
    }

    @Test
    void endsOnOneSigintWith255() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of()).awaitReady().signal("INT");
        assertThat(run.exitCode()).isEqualTo(255);
        assertThat(run.record().signals()).containsExactly("INT");
    }

    @Test
    void ignoresTheEndOfStdin() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of()).awaitReady();
        run.process.getOutputStream().close();
        await().until(() -> run.record().stdinEnded());
        assertThat(run.process.isAlive()).isTrue();
        assertThat(run.signal("TERM").exitCode()).isEqualTo(255);
    }

    @Test
    void ignoresQWhenToldTo() throws Exception {
        StandInRun run =
                StandInRun.start(leaks, List.of(), Behaviour.ignoresQ()).awaitReady();
        run.type("q");
        await().until(() -> run.record().quits() == 1);
        assertThat(run.process.isAlive()).isTrue();
        assertThat(run.signal("TERM").exitCode()).isEqualTo(255);
    }

    @Test
    void recordsTheSignalsThatItIgnores() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of(), Behaviour.ignoresSigterm(), Behaviour.ignoresSigint())
                .awaitReady();
        run.signal("TERM").signal("INT").signal("TERM");
        assertThat(run.process.isAlive()).isTrue();
        assertThat(run.record().signals("TERM")).isEqualTo(2);
        assertThat(run.record().signals("INT")).isEqualTo(1);
        run.process.destroyForcibly();
        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(run.record().exitCode()).isEmpty();
    }

    @Test
    void aSecondSignalDuringTheTrailerAbortsIt() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of(), Behaviour.trailerTakes(Duration.ofSeconds(30)))
                .awaitReady();
        run.signal("TERM").signal("INT");
        assertThat(run.exitCode()).isEqualTo(255);
        assertThat(run.stderr()).contains("Immediate exit requested");
        assertThat(run.record().finalised()).isFalse();
    }

    @Test
    void oneSignalAfterQDoesNotAbortTheTrailer() throws Exception {
        StandInRun run = StandInRun.start(leaks, List.of(), Behaviour.trailerTakes(Duration.ofMillis(500)))
                .awaitReady();
        run.type("q");
        await().until(() -> run.record().quits() == 1);
        assertThat(run.signal("TERM").exitCode()).isEqualTo(255);
        assertThat(run.record().finalised()).isTrue();
    }

    @Test
    void moreThanThreeSignalsExitHardEvenWhenBlocked() throws Exception {
        StandInRun run = StandInRun.startUnread(leaks, List.of(), Behaviour.fillsStdout())
                .awaitReady();
        run.signal("TERM").signal("TERM").signal("TERM");
        assertThat(run.process.isAlive()).isTrue();
        assertThat(run.signal("TERM").exitCode()).isEqualTo(123);
    }

    @Test
    void aSignalWhileOpeningEndsItWithExitCodeOne() throws Exception {
        StandInRun run =
                StandInRun.start(leaks, List.of("-progress", "pipe:1"), Behaviour.opensFor(Duration.ofMinutes(1)));
        await().until(() -> run.stderr().contains("ffmpeg version"));
        run.type("q");
        assertThat(run.signal("TERM").exitCode()).isEqualTo(1);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.record().stdinBytes()).isZero();
    }

    @Test
    void writesAWholeFileWhenStoppedAndABrokenOneWhenKilled() throws Exception {
        Path whole = leaks.tempDirectory().resolve("whole.mp4");
        StandInRun first = StandInRun.start(leaks, List.of("file:" + whole), Behaviour.writesFile())
                .awaitReady();
        first.type("q");
        first.exitCode();
        assertThat(whole).content().startsWith("header\n").endsWith("trailer\n");

        Path broken = leaks.tempDirectory().resolve("broken.mp4");
        StandInRun second = StandInRun.start(leaks, List.of(broken.toString()), Behaviour.writesFile())
                .awaitReady();
        await().until(() -> Files.size(broken) > 10);
        second.process.destroyForcibly();
        second.exitCode();
        assertThat(broken).content().startsWith("header\n").doesNotContain("trailer");
    }
}
