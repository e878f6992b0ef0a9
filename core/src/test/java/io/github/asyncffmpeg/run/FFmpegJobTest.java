package io.github.asyncffmpeg.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.UntrustedMedia;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A job as a value. */
class FFmpegJobTest {

    private static final List<UnaryOperator<FFmpegJob>> SETTINGS = List.of(
            job -> job.name("a"),
            job -> job.timeout(Duration.ofSeconds(1)),
            job -> job.stallTimeout(Duration.ofSeconds(1)),
            job -> job.pass(1, 2),
            job -> job.timeToForceTermination(Duration.ofSeconds(1)),
            job -> job.directory(Path.of("folder")),
            job -> job.environment("A", "b"),
            job -> job.priority(1),
            job -> job.stdin(new byte[] {1, 2}),
            job -> job.captureStdout(5),
            job -> job.inheritStdin(true),
            job -> job.inheritStdout(true),
            job -> job.partialOutput(PartialOutput.MARK),
            job -> job.numberedOutputs(true),
            job -> job.makeFolders(true),
            job -> job.skipExisting(true),
            job -> job.sweepLeftovers(true),
            job -> job.limits(ResourceLimits.none().threads(2).maxLogSize(5)),
            job -> job.untrusted(UntrustedMedia.strict()),
            job -> job.retry(RetryPolicy.times(2).failures(Set.of(FailureKind.IO_ERROR))));

    private static StreamSpec spec() {
        return Input.of("in.mp4").filter("scale", 100, -2).output(Path.of("out.mp4"));
    }

    @Test
    void isEqualToOneWithEqualSettingsAndAnEqualSpec() {
        FFmpegJob one = FFmpegJob.of(spec());
        FFmpegJob other = FFmpegJob.of(spec());
        for (UnaryOperator<FFmpegJob> setting : SETTINGS) {
            assertThat(setting.apply(one)).isNotEqualTo(one).isEqualTo(setting.apply(other));
            one = setting.apply(one);
            other = setting.apply(other);
            assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        }
        assertThat(one).isNotEqualTo(FFmpegJob.of(spec()));
    }

    @Test
    void isEqualWhenASettingIsBackToItsDefault() {
        FFmpegJob plain = FFmpegJob.of(spec());
        FFmpegJob back = plain.priority(3)
                .priority(0)
                .inheritStdin(true)
                .inheritStdin(false)
                .skipExisting(true)
                .skipExisting(false)
                .pass(1, 2)
                .pass(1, 1)
                .limits(ResourceLimits.none().threads(1))
                .limits(ResourceLimits.none());
        assertThat(back).isEqualTo(plain).hasSameHashCodeAs(plain);
    }

    @Test
    void differsWhenFFmpegWouldBeToldSomethingElse() {
        FFmpegJob job = FFmpegJob.of(spec());
        assertThat(job).isNotEqualTo(FFmpegJob.of(spec().overwrite()));
        assertThat(FFmpegJob.of(Input.of("file:a").output("b")))
                .as("a path is not a text, whatever its argument is")
                .isNotEqualTo(FFmpegJob.of(Input.of(Path.of("a")).output("b")));
        assertThat(FFmpegJob.of(StreamSpec.ofArguments("-i", "a", "b")))
                .isEqualTo(FFmpegJob.of(StreamSpec.ofArguments("-i", "a", "b")));
    }

    @Test
    void hasEqualCodeOnlyWhenItIsTheSameObject() {
        MediaSink sink = MediaSink.to(new ByteArrayOutputStream());
        assertThat(FFmpegJob.of(to(sink))).isEqualTo(FFmpegJob.of(to(sink)));
        assertThat(FFmpegJob.of(to(sink))).isNotEqualTo(FFmpegJob.of(to(MediaSink.to(new ByteArrayOutputStream()))));
    }

    private static Output to(MediaSink sink) {
        return Input.of("a").output(sink).option("f", "matroska");
    }

    @Test
    void isEqualToItselfWhenItsSpecCannotBeACommand() {
        StreamSpec broken = Input.of("a").output("b").option("shortest", "yes"); // it takes no value
        FFmpegJob job = FFmpegJob.of(broken);
        assertThat(job).isEqualTo(FFmpegJob.of(broken)).hasSameHashCodeAs(FFmpegJob.of(broken));
    }

    @Test
    void settingsAreSafeForAnyThreadBecauseTheirFieldsAreFinal() {
        for (Class<?> settings : List.of(FFmpegJob.class, ResourceLimits.class, RetryPolicy.class)) {
            assertThat(Arrays.stream(settings.getDeclaredFields())
                            .filter(field -> !field.isSynthetic())
                            .filter(field -> !Modifier.isFinal(field.getModifiers())))
                    .as(settings.getSimpleName())
                    .isEmpty();
        }
    }

    @Test
    void aRetryPolicySaysWhatIsWrongWithIt() {
        RetryPolicy policy = RetryPolicy.times(3);
        assertThatThrownBy(() -> RetryPolicy.times(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRetries: at least 0 expected, not -1");
        assertThatThrownBy(() -> policy.jitter(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.multiplier(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.firstDelay(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(policy.failures()).allMatch(FailureKind::isTransient).isNotEmpty();
    }

    @Test
    void noFailureIsBothTransientAndPermanent() {
        assertThat(FailureKind.values()).noneMatch(kind -> kind.isTransient() && kind.isPermanent());
    }
}
