package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.staging.CheckedOutputs;
import io.github.asyncffmpeg.internal.staging.OutputSettlement;

/**
 * Gives the outputs of a run their names, when the run has written and checked them. A process can be frozen between a look
 * and a rename, and be another's rival when it goes on: so where somebody else decides which run counts, that one holds the
 * outputs, stores what is to be committed, and commits exactly that.
 */
public interface OutputCommitter {

    /**
     * Commits, or holds.
     *
     * @param outputs what was written
     * @return what became of them
     */
    OutputSettlement settle(CheckedOutputs outputs);
}
