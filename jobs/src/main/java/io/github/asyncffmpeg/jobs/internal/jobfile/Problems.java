package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.internal.text.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong, so that all of it is told at once. One reading, one thread. */
final class Problems {

    /** Who has made a hundred mistakes has made one, a hundred times. */
    private static final int MOST = 100;

    private final Set<Problem> found = new LinkedHashSet<>();
    private int more;
    private int told;

    void add(Position at, String sentence) {
        add(Optional.of(at), sentence, List.of());
    }

    void add(Position at, String sentence, List<String> near) {
        add(Optional.of(at), sentence, near);
    }

    void add(Optional<Position> at, String sentence, List<String> near) {
        told++;
        Problem problem = new Problem(at, sentence, near);
        if (found.size() < MOST) {
            found.add(problem);
        } else if (!found.contains(problem)) {
            more++;
        }
    }

    /** Something that is not on a list. */
    void unknown(Position at, String what, String name, Collection<String> known) {
        if (found.size() >= MOST) {
            told++;
            more++;
            return;
        }
        List<String> near = NearNames.nearest(name, known);
        boolean few = near.isEmpty() && !known.isEmpty() && known.size() <= 12;
        String there = few ? "; there is " + String.join(", ", known) : "";
        add(at, what + " '" + shortened(name) + "'" + there, near);
    }

    /** How many were told, the same ones again too: to see later whether there are more. */
    int count() {
        return told;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() throws JobFileException {
        if (!found.isEmpty()) {
            List<Problem> all = new ArrayList<>(found);
            all.sort(Comparator.comparing(
                    problem -> problem.position().orElse(null),
                    Comparator.nullsLast(Comparator.comparingInt(Position::line).thenComparingInt(Position::column))));
            if (more > 0) {
                all.add(new Problem(Optional.empty(), "And " + more + " more", List.of()));
            }
            throw new JobFileException(all);
        }
    }

    /** Whether what is added now is only counted. */
    boolean isFull() {
        return found.size() >= MOST;
    }

    /** Some names, as the end of a sentence. */
    static String some(Collection<String> names) {
        String first = names.stream().limit(12).map(Problems::shortened).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; there is " + first + (names.size() > 12 ? ", …" : "");
    }

    /** A text that somebody wrote, as far as a message needs it. */
    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 60
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 57)) + "…";
    }
}
