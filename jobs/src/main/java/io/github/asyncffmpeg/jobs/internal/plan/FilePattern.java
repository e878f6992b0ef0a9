package io.github.asyncffmpeg.jobs.internal.plan;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One name between two slashes of a pattern: {@code *.mov}, {@code ?[0-9]}, {@code take-{1,2}}. */
final class FilePattern {

    private static final boolean BACKSLASH_ESCAPES = java.io.File.separatorChar != '\\';

    /** Each star more multiplies the ways in which a long name can be tried. */
    private static final int MOST_STARS = 6;

    private FilePattern() {}

    /** Whether anything in it stands for more than itself. */
    static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0) || (BACKSLASH_ESCAPES && name.indexOf('\\') >= 0);
    }

    /** The same as a regular expression for whole names. */
    static Pattern of(String name) throws SearchException {
        if (name.chars().filter(c -> c == '*').count() > MOST_STARS) {
            throw new SearchException("more than " + MOST_STARS + " stars are in the pattern " + name);
        }
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '*' -> regex.append(regex.toString().endsWith("[^/]*") ? "" : "[^/]*");
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    depth++;
                    regex.append("(?:");
                }
                case '}' -> {
                    if (depth == 0) {
                        regex.append("\\}");
                    } else {
                        depth--;
                        regex.append(')');
                    }
                }
                case ',' -> regex.append(depth > 0 ? "|" : ",");
                case '[' -> i = characters(name, i, regex);
                case '\\' -> {
                    if (BACKSLASH_ESCAPES && i + 1 < name.length()) {
                        i++;
                    }
                    regex.append(Pattern.quote(String.valueOf(name.charAt(i))));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (depth > 0) {
            throw new SearchException("'{' has no '}' in the pattern " + name);
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new SearchException("this is no pattern of file names: " + name);
        }
    }

    private static int characters(String name, int start, StringBuilder regex) throws SearchException {
        int first = start + 1;
        boolean negated = first < name.length() && (name.charAt(first) == '!' || name.charAt(first) == '^');
        int from = negated ? first + 1 : first;
        int end = name.indexOf(']', from + 1);
        if (end < 0) {
            throw new SearchException("'[' has no ']' in the pattern " + name);
        }
        regex.append(negated ? "[^/" : "[");
        for (int i = from; i < end; i++) {
            char c = name.charAt(i);
            boolean range = c == '-' && i > from && i < end - 1;
            regex.append(range || Character.isLetterOrDigit(c) ? "" : "\\").append(c);
        }
        regex.append(']');
        return end;
    }
}
