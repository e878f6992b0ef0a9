package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFileException;
import io.github.asyncffmpeg.jobs.internal.jobfile.Position;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text is not the document or the job file that it should be, or a job cannot become one: all that is wrong with it. The message has a line for
 * each problem.
 *
 * <p>Immutable and safe for any thread.
 */
public final class JobDocumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Something that is wrong.
     *
     * @param document what the document is called; empty when a job cannot become one
     * @param line from 1; 0 when it has no place
     * @param column from 1, in characters; 0 when it has no place
     * @param sentence what is wrong, and what was expected or what to do; without a full stop
     * @param near names that may have been meant, the nearest first
     */
    public record Problem(String document, int line, int column, String sentence, List<String> near) {

        /** Copies the names. */
        public Problem {
            near = List.copyOf(near);
        }

        /**
         * The problem in one line, as compilers write it.
         *
         * @return for example {@code job.yaml:3:1: a job has no key 'timeuot'. Did you mean timeout?}
         */
        @Override
        public String toString() {
            String where = line == 0 ? "" : document + ":" + line + ":" + column + ": ";
            String meant = near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?";
            String end = sentence.endsWith("?") || sentence.endsWith(".") ? "" : ".";
            return Words.name(
                    Redactor.alone(where + sentence + end + meant)); // nothing in it moves a terminal's cursor
        }
    }

    JobDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    static JobDocumentException of(JobFileException reasons, String name) {
        return new JobDocumentException(reasons.problems().stream()
                .map(problem -> new Problem(
                        problem.position().isPresent() ? name : "",
                        problem.position().map(Position::line).orElse(0),
                        problem.position().map(Position::column).orElse(0),
                        problem.sentence(),
                        problem.near()))
                .toList());
    }

    /**
     * What is wrong.
     *
     * @return in the order of their places, at least one and at most a hundred; then one more says how many there are besides
     */
    public List<Problem> problems() {
        return problems;
    }
}
