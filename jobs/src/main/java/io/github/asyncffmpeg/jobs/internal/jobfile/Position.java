package io.github.asyncffmpeg.jobs.internal.jobfile;

/**
 * A place in a job file.
 *
 * @param file as it was named
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {

    /** As compilers write it: {@code jobs.yaml:7:5}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
