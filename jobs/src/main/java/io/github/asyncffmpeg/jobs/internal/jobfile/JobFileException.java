package io.github.asyncffmpeg.jobs.internal.jobfile;

import java.util.List;
import java.util.stream.Collectors;

/** A job file that is not a plan: all that is wrong with it. The message has a line for each. */
public final class JobFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    JobFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order in which it was found; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
