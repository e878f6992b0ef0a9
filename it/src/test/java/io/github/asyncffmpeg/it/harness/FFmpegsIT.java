package io.github.asyncffmpeg.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.TestAbortedException;

class FFmpegsIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void isAnFFmpegWithItsFFprobe(FFmpegs.Installation installation) throws Exception {
        for (var executable : List.of(installation.ffmpeg(), installation.ffprobe())) {
            try (Child child = Child.start(
                    leaks.tempDirectory(), installation.environment(), List.of(executable.toString(), "-version"))) {
                assertThat(child.exitCode()).isZero();
                String first = child.stdout().lines().findFirst().orElseThrow();
                assertThat(FFmpegVersion.parse(first).isAtLeast(5, 1)).as(first).isTrue();
            }
        }
    }

    @Test
    void whatIsMissingFailsInCiAndIsSkippedElsewhere() {
        assertThatThrownBy(() -> Conditions.require(false, "a thing that no machine has (this line is a test)"))
                .isInstanceOf(Conditions.inCi() ? AssertionError.class : TestAbortedException.class)
                .hasMessageContaining("a thing that no machine has");
    }
}
