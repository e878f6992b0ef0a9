package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.util.List;

/** What a run can be asked about its process, while that lives and ever after. Safe for any thread. */
interface ChildView {

    /** The process id. */
    long pid();

    /** The job, with the limits that a policy for untrusted inputs implies. */
    FFmpegJob job();

    /** The command line. */
    List<String> command();

    /** The outputs, under the names of this run: those that stay. */
    List<MediaTarget> outputs();

    /** The files that its outputs are. */
    OutputFiles outputFiles();

    /** The log as far as it is kept. */
    List<String> logTail();

    /** Whether inputs or outputs are code of this program. */
    boolean hasProgramMedia();
}
