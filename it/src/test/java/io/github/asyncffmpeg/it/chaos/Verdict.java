package io.github.asyncffmpeg.it.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What became of a case.
 *
 * @param cell the case
 * @param fate of its file
 * @param problems why it failed; none when it did not
 * @param took from the first step until nothing was left
 * @param folder its files, which stay when it failed
 * @param evidence what is known, for people
 */
record Verdict(Cell cell, Fate fate, List<String> problems, Duration took, Path folder, String evidence) {

    /** What became of what FFmpeg wrote. */
    enum Fate {
        /** Output was seen before a graceful ending, and it is whole. */
        KEPT,
        /** None was seen before the ending: there may be a file or not. */
        ABSENT_ALLOWED,
        /** Output was seen before a graceful ending, and it is not whole. */
        LOST,
        /** The ending promises no file: a kill, a fault. */
        UNPROMISED
    }

    Verdict {
        problems = List.copyOf(problems);
    }

    boolean failed() {
        return !problems.isEmpty();
    }
}
