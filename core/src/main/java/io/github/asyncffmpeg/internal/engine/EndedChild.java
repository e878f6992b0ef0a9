package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.util.List;

/**
 * What is left of an FFmpeg that has ended: the answers that its run still gives. A pool keeps a thousand ended runs, and
 * each would hold the process, its pipes and the readers of its log. Immutable and safe for any thread.
 *
 * @param pid the process id
 * @param job the job as it was run
 * @param texts its command line and its log
 * @param outputs what it wrote
 * @param outputFiles the files that these are
 * @param hasProgramMedia whether inputs or outputs were code of this program
 */
record EndedChild(
        long pid,
        FFmpegJob job,
        Texts texts,
        List<MediaTarget> outputs,
        OutputFiles outputFiles,
        boolean hasProgramMedia)
        implements ChildView {

    /** The command line, and the log as far as it is kept. */
    record Texts(List<String> command, List<String> log) {

        /** Those that the conclusion holds, so that they are not held twice. */
        static Texts of(RunningChild child, Conclusion how) {
            FFmpegResult result = how.result();
            if (result != null) {
                return new Texts(result.command(), result.logTail());
            }
            return how.failure() instanceof FFmpegProcessException failed
                    ? new Texts(failed.command(), failed.logTail())
                    : new Texts(List.copyOf(child.command()), List.copyOf(child.logTail()));
        }
    }

    /** What is left of it. */
    static EndedChild of(RunningChild child, Conclusion how) {
        return new EndedChild(
                child.pid(),
                child.job(),
                Texts.of(child, how),
                List.copyOf(child.outputs()),
                child.outputFiles(),
                child.hasProgramMedia());
    }

    @Override
    public List<String> command() {
        return texts.command();
    }

    @Override
    public List<String> logTail() {
        return texts.log();
    }
}
