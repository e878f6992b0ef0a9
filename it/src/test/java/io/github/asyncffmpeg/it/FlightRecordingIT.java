package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Java Flight Recorder has of a run; and that all works where there is none. */
@Timeout(120)
class FlightRecordingIT {

    private static final String NAME = "io.github.asyncffmpeg.Run";

    /** As fast as it is played: FFmpeg's CPU time can be seen only while it lives. */
    private static final List<String> ENCODE =
            List.of("-re -f lavfi -i testsrc=d=2:s=640x480 -c:v libx264 -f null -".split(" "));

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void recordsOneEventForEachRun(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path file = bench.file("runs.jfr");
        FFmpegProcess good;
        try (Recording recording = new Recording()) {
            recording.enable(NAME);
            recording.start();
            good = bench.ffmpeg()
                    .start(FFmpegJob.of(StreamSpec.ofArguments(ENCODE)).name("talk"));
            good.result().join();
            assertThatThrownBy(
                            () -> bench.run(StreamSpec.ofArguments("-i", bench.file("none") + "", "-f", "null", "-")))
                    .isInstanceOf(FFmpegProcessException.class);
            recording.stop();
            recording.dump(file);
        }
        bench.run(StreamSpec.ofArguments("-f", "lavfi", "-i", "sine=d=1", "-f", "null", "-"));

        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(NAME))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
        assertThat(events).hasSize(2);
        RecordedEvent first = events.get(0);
        assertThat(first.getString("job")).isEqualTo("talk");
        assertThat(first.getString("command")).isEqualTo(String.join(" ", good.command()));
        assertThat(first.getLong("pid")).isEqualTo(good.pid());
        assertThat(first.getString("outcome")).isEqualTo("Completed");
        assertThat(first.getBoolean("finalised")).isTrue();
        assertThat(first.getString("failure")).isEmpty();
        assertThat(first.getInt("exitCode")).isZero();
        assertThat(first.getLong("frames")).isEqualTo(50);
        assertThat(first.getDuration("outTime")).isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(2));
        assertThat(first.getDuration("cpuTime")).isPositive().isLessThan(Duration.ofMinutes(1));
        assertThat(first.getDuration("elapsed")).isPositive();
        // by the recorder's own clock, which differs from Java's by some 400 millionths
        assertThat(first.getDuration()).isBetween(first.getDuration("elapsed").minusMillis(100), Duration.ofMinutes(1));
        RecordedEvent second = events.get(1);
        assertThat(second.getString("job")).isEmpty();
        assertThat(second.getString("outcome")).isEqualTo("Failed");
        assertThat(second.getString("failure")).isNotEmpty();
        assertThat(second.getInt("exitCode")).isNotZero();
        assertThat(second.getLong("frames")).isZero();
    }

    @Test
    void runsOnAJavaWithoutTheRecorder() throws Exception {
        Installation bundled = FFmpegs.bundled();
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.putAll(bundled.environment());
        String ffmpeg = bundled.ffmpeg().toString();
        List<String> command = new ArrayList<>(Jvm.command(RecordedHost.class, ffmpeg));
        command.addAll(
                command.indexOf("-cp"),
                List.of("--limit-modules", "java.base,java.logging")); // java.logging for the JUnit on the class path
        try (Child jvm = Child.start(leaks.tempDirectory(), environment, command)) {
            assertThat(jvm.exitCode()).as(jvm.stderr()).isZero();
            assertThat(jvm.stdout()).isEqualTo("recorder false\nCompleted[]\n");
        }
    }
}
