package io.github.asyncffmpeg.jobs.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.record.StateKey;
import io.github.asyncffmpeg.run.FFmpegJob;
import org.junit.jupiter.api.Test;

class JobKeyTest {

    private static final StateKey KEY = StateKey.ofThisRun();

    private static String key(String... arguments) {
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(arguments));
        return JobKey.of(job, FFmpegCommand.of(job.spec()), KEY);
    }

    @Test
    void knowsAnotherPasswordButNotAnotherSignature() {
        String job = key("-i", "https://a:b@h/x?id=1&X-Amz-Signature=11", "y.mp4");
        assertThat(key("-i", "https://a:b@h/x?id=1&X-Amz-Signature=22", "y.mp4"))
                .isEqualTo(job);
        assertThat(key("-i", "https://a:b@h/x?id=2&X-Amz-Signature=11", "y.mp4"))
                .isNotEqualTo(job);
        assertThat(key("-i", "https://a:c@h/x?id=1&X-Amz-Signature=11", "y.mp4"))
                .isNotEqualTo(job);
    }

    @Test
    void cannotBeTriedWithoutTheKey() {
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments("-i", "https://a:b@h/x", "y.mp4"));
        FFmpegCommand command = FFmpegCommand.of(job.spec());
        assertThat(JobKey.of(job, command, KEY))
                .isEqualTo(JobKey.of(job, command, KEY))
                .isNotEqualTo(JobKey.of(job, command))
                .isNotEqualTo(JobKey.of(job, command, StateKey.ofThisRun()));
    }
}
