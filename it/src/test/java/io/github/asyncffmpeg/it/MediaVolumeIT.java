package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Much media through each way in and out, in a JVM whose memory is far smaller. The long form, with 2 GB a way: {@code
 * -Dit.volume=2048}.
 */
class MediaVolumeIT {

    private static final long MEGABYTES = Long.getLong("it.volume", 128);

    private static final List<String> WAYS =
            List.of("in-stream", "in-channel", "in-part", "in-publisher", "out-channel", "out-subscriber", "out-code");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void everyWayHoldsMemoryConstant(Installation installation) throws Exception {
        Path file = leaks.tempDirectory().resolve("zeros");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(MEGABYTES * 1024 * 1024);
        }
        String executable = installation.name().equals("bundled")
                ? ""
                : installation.ffmpeg().toString();
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.put("JDK_JAVA_OPTIONS", "-Xmx24m -XX:MaxDirectMemorySize=8m");
        try (Child jvm = Jvm.start(
                leaks.tempDirectory(),
                environment,
                VolumeHost.class,
                executable,
                Long.toString(MEGABYTES),
                file.toString())) {
            assertThat(jvm.exitCode(Duration.ofSeconds(60 + MEGABYTES)))
                    .as(jvm.stderr())
                    .isZero();
            for (String way : WAYS) {
                assertThat(jvm.stdout()).contains(way + " " + MEGABYTES * 1024 * 1024);
            }
        }
    }
}
