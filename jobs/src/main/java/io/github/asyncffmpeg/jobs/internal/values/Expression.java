package io.github.asyncffmpeg.jobs.internal.values;

import java.util.Set;
import java.util.function.Function;

/** A condition as a tree. Immutable and safe for any thread. */
public sealed interface Expression {

    /** The kinds of comparison, by how they are written. */
    enum Comparison {
        EQUAL("=="),
        DIFFERENT("!="),
        AT_MOST("<="),
        LESS("<"),
        AT_LEAST(">="),
        MORE(">");

        final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case DIFFERENT -> order != 0;
                case AT_MOST -> order <= 0;
                case LESS -> order < 0;
                case AT_LEAST -> order >= 0;
                case MORE -> order > 0;
            };
        }
    }

    /** All must hold, or one of them. */
    record Several(boolean all, Expression left, Expression right) implements Expression {}

    /** The opposite. */
    record Not(Expression inner) implements Expression {}

    /** Two values compared. */
    record Compare(Operand left, Comparison how, Operand right) implements Expression {}

    /** A value that is {@code true} or {@code false}. */
    record Truth(Operand operand) implements Expression {}

    /**
     * One side of a comparison.
     *
     * @param text the value, or the name of one: {@code step.value}
     * @param isName whether it is a name
     */
    record Operand(String text, boolean isName) {

        String value(Function<String, String> values) {
            return isName ? values.apply(text) : text;
        }
    }

    /**
     * Whether it holds.
     *
     * @param values by their names; may throw
     * @throws IllegalArgumentException when texts would have to be compared as numbers
     */
    default boolean holds(Function<String, String> values) {
        if (this instanceof Several several) {
            boolean left = several.left.holds(values);
            return left == several.all ? several.right.holds(values) : left;
        } else if (this instanceof Not not) {
            return !not.inner.holds(values);
        } else if (this instanceof Truth truth) {
            String text = truth.operand.value(values);
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(
                        truth.operand.text + " is '" + text + "', which is neither true nor false; compare it");
            }
            return text.equals("true");
        }
        return compared((Compare) this, values);
    }

    private static boolean compared(Compare compare, Function<String, String> values) {
        String left = compare.left.value(values);
        String right = compare.right.value(values);
        double a = number(left);
        double b = number(right);
        if (!Double.isNaN(a) && !Double.isNaN(b)) {
            return compare.how.holds(Double.compare(a + 0.0, b + 0.0)); // -0 is 0
        }
        if (compare.how != Comparison.EQUAL && compare.how != Comparison.DIFFERENT) {
            throw new IllegalArgumentException(
                    "'" + left + "' " + compare.how.sign + " '" + right + "' compares something that is not a number");
        }
        return compare.how.holds(left.compareTo(right));
    }

    private static double number(String text) {
        if (!text.matches("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,4})?")) {
            return Double.NaN;
        }
        return Double.parseDouble(text);
    }

    /** Adds the names of all values that it uses. */
    default void collect(Set<String> names) {
        if (this instanceof Several several) {
            several.left.collect(names);
            several.right.collect(names);
        } else if (this instanceof Not not) {
            not.inner.collect(names);
        } else if (this instanceof Truth truth) {
            add(truth.operand, names);
        } else if (this instanceof Compare compare) {
            add(compare.left, names);
            add(compare.right, names);
        }
    }

    private static void add(Operand operand, Set<String> names) {
        if (operand.isName) {
            names.add(operand.text);
        }
    }
}
