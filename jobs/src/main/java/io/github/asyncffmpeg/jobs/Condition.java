package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.values.Expression;
import io.github.asyncffmpeg.jobs.internal.values.ExpressionParser;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a step is done at all, from values of the steps that it needs: {@code look.video.height > 720}.
 *
 * <p>Comparisons are {@code == != < <= > >=}, between {@code step.value}, numbers, and texts in quotation marks. Join them with
 * {@code and}, {@code or}, {@code not} and parentheses. Two numbers are compared as numbers, anything else as text, and then only
 * {@code ==} and {@code !=} are allowed. A value alone must be {@code true} or {@code false}.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Condition {

    private final String text;
    private final Expression expression;

    private Condition(String text) {
        this.text = text;
        this.expression = ExpressionParser.parse(text);
    }

    /**
     * Reads a condition.
     *
     * @param text at most 4,096 characters
     * @return the condition
     * @throws IllegalArgumentException when it is none
     */
    public static Condition parse(String text) {
        return new Condition(Objects.requireNonNull(text, "text").strip());
    }

    /** The names of the values that it uses. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        expression.collect(names);
        return names;
    }

    /** Whether it holds. */
    boolean holds(UnaryOperator<String> values) {
        return expression.holds(values);
    }

    /**
     * Compares conditions.
     *
     * @param other anything
     * @return whether it is a condition with the same text
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Condition condition && text.equals(condition.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /**
     * The condition as it was written.
     *
     * @return its text
     */
    @Override
    public String toString() {
        return text;
    }
}
