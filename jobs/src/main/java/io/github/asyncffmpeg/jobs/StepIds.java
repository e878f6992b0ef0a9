package io.github.asyncffmpeg.jobs;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Ids of steps. Functions without state. */
final class StepIds {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,99}");

    private StepIds() {}

    static String checked(String id) {
        if (!ID.matcher(Objects.requireNonNull(id, "id")).matches()) {
            throw new IllegalArgumentException("id: expected at most 100 letters, digits, _ and -, got \"" + id + "\"");
        }
        return id;
    }

    /** In one order, whatever the JVM, so that orders come in one order, too. */
    static Set<String> sorted(Set<String> needs) {
        Set<String> sorted = new TreeSet<>(Objects.requireNonNull(needs, "needs"));
        sorted.forEach(StepIds::checked);
        return Collections.unmodifiableSet(sorted);
    }
}
