package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.process.Launch;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the standard streams of one FFmpeg are for.
 *
 * @param inherited those that are this JVM's own
 * @param mediaOnStdin whether standard input is fed with the bytes of the job
 * @param deafToKeys whether FFmpeg cannot be asked by a key
 */
record PlannedStreams(Set<Launch.Standard> inherited, boolean mediaOnStdin, boolean deafToKeys) {

    /** Copies the set. */
    PlannedStreams {
        inherited = Set.copyOf(inherited);
    }

    /**
     * Plans.
     *
     * @param command what FFmpeg is told
     * @throws FFmpegSpecException if the command reads standard input, and nothing will come from there
     */
    static PlannedStreams of(FFmpegJob job, CompiledCommand command) {
        boolean fed = job.stdin().isPresent() && !job.inheritStdin();
        Set<Launch.Standard> inherited = EnumSet.noneOf(Launch.Standard.class);
        if (command.mayWriteStdout() && job.inheritStdout()) {
            inherited.add(Launch.Standard.OUTPUT);
        }
        if (command.readsStdin() && job.inheritStdin()) {
            inherited.add(Launch.Standard.INPUT);
        } else if (command.readsStdin() && !fed) {
            throw new FFmpegSpecException(
                    job + " reads its input from standard input (pipe:0 or -), but the job has no"
                            + " bytes for it: give them with FFmpegJob.stdin(…), or let it read this program's own by inheritStdin");
        }
        boolean deaf = command.hasOption("nostdin") || inherited.contains(Launch.Standard.INPUT);
        return new PlannedStreams(inherited, fed, deaf);
    }

    boolean inheritsStdout() {
        return inherited.contains(Launch.Standard.OUTPUT);
    }
}
