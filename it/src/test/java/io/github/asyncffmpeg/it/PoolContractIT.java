package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.run.JobRunner;
import io.github.asyncffmpeg.testkit.JobRunnerContract;

/** What every runner promises, of the pool of this JVM. */
class PoolContractIT extends JobRunnerContract {

    @Override
    protected JobRunner open(FFmpeg ffmpeg, int slots) {
        return ffmpeg.poolBuilder().maxWorkers(slots).resource(RESOURCE, 1).build();
    }
}
