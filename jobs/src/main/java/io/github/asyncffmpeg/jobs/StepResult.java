package io.github.asyncffmpeg.jobs;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a step of a plan has ended.
 *
 * @param status how
 * @param because why it was not done, in a sentence; or why it was decided so. May be empty
 * @param values what it has found. Every job finds {@code bytes} (of its output files together), {@code seconds} (how long its
 *     output is) and {@code frames} (of video), as far as they are known
 */
public record StepResult(StepStatus status, String because, Map<String, String> values) {

    /** Copies the values. */
    public StepResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(because, "because");
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
