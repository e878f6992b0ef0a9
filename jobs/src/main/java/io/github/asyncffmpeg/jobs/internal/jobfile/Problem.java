package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong with a job file.
 *
 * @param position where; empty for what is wrong on the command line, or with the file as a whole
 * @param sentence what, without a full stop
 * @param near names that may have been meant, the nearest first
 */
public record Problem(Optional<Position> position, String sentence, List<String> near) {

    /** Copies the names. */
    public Problem {
        near = List.copyOf(near);
    }

    /** One line for people; nothing in it moves a terminal's cursor. */
    public String text() {
        String where = position.map(place -> place + ": ").orElse("");
        String meant = near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?";
        String end = sentence.endsWith("?") || sentence.endsWith(".") ? "" : ".";
        return Words.name(Redactor.alone(where + sentence + end + meant));
    }
}
