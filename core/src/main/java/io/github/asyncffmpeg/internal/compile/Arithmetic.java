package io.github.asyncffmpeg.internal.compile;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The arithmetic of FFmpeg's expressions without its functions: numbers, names, {@code + - * / ^}, parentheses. Whatever
 * else is in an expression makes it unknown.
 */
final class Arithmetic {

    private static final int DEEPEST = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d*)?|\\.\\d+");

    private final String text;
    private final Map<String, Double> names;
    private int at;
    private int depth;
    private boolean unknown;

    private Arithmetic(String text, Map<String, Double> names) {
        this.text = text;
        this.names = names;
    }

    /** The value of an expression, or NaN. */
    static double value(String text, Map<String, Double> names) {
        Arithmetic expression = new Arithmetic(text.replace(" ", ""), names);
        double value = expression.sum();
        return expression.unknown || expression.at < expression.text.length() ? Double.NaN : value;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (take('+')) {
                value += product();
            } else if (take('-')) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = power();
        while (true) {
            if (take('*')) {
                value *= power();
            } else if (take('/')) {
                value /= power();
            } else {
                return value;
            }
        }
    }

    private double power() {
        double value = signed();
        while (take('^')) {
            value = Math.pow(value, signed());
        }
        return value;
    }

    private double signed() {
        boolean negative = false;
        while (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            negative ^= text.charAt(at++) == '-';
        }
        double value = atom();
        return negative ? -value : value;
    }

    private double atom() {
        if (take('(')) {
            if (++depth > DEEPEST) {
                return unknown();
            }
            double value = sum();
            depth--;
            return take(')') ? value : unknown();
        }
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        Double known = names.get(word);
        if (known != null) {
            return known;
        }
        return NUMBER.matcher(word).matches() ? Double.parseDouble(word) : unknown();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private double unknown() {
        unknown = true;
        at = text.length();
        return Double.NaN;
    }
}
