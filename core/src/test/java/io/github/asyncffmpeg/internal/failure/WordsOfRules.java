package io.github.asyncffmpeg.internal.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes random texts that a pattern matches. It knows as much of patterns as the rules of failures need. */
final class WordsOfRules {

    private final Random random;
    private String pattern = "";
    private int at;

    WordsOfRules(Random random) {
        this.random = random;
    }

    String matching(Pattern words) {
        String text;
        do { // a boundary of words is left to luck
            pattern = words.pattern();
            at = 0;
            text = alternatives();
        } while (!words.matcher(text).matches());
        return text;
    }

    private String alternatives() {
        List<String> all = new ArrayList<>(List.of(sequence()));
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
            int from = at;
            String one = atom();
            int end = at;
            char count = at < pattern.length() ? pattern.charAt(at) : ' ';
            if ("?*+".indexOf(count) < 0) {
                text.append(one);
                continue;
            }
            int times = count == '?' ? random.nextInt(2) : random.nextInt(count == '+' ? 1 : 0, 4);
            for (int i = 0; i < times; i++) {
                at = from;
                text.append(atom());
            }
            at = end + 1;
            if (at < pattern.length() && pattern.charAt(at) == '?') {
                at++; // reluctant
            }
        }
        return text.toString();
    }

    private String atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> ofClass();
            case '.' -> any("abc XYZ 059 :-#");
            case '\\' -> escaped(pattern.charAt(at++));
            case '^', '$' -> "";
            default -> String.valueOf(c);
        };
    }

    private String group() {
        boolean lookAhead = false;
        if (pattern.startsWith("?!", at)) {
            lookAhead = true;
            at += 2;
        } else if (pattern.startsWith("?<", at)) {
            at = pattern.indexOf('>', at) + 1;
        } else if (pattern.startsWith("?i)", at)) {
            at += 3;
            return "";
        } else if (pattern.startsWith("?", at)) {
            at = pattern.indexOf(':', at) + 1;
        }
        String inside = alternatives();
        at++;
        return lookAhead ? "" : inside;
    }

    private String ofClass() {
        int end = pattern.indexOf(']', at + 1);
        String inside = pattern.substring(at, end);
        at = end + 1;
        if (inside.startsWith("^")) {
            return any("abc059");
        }
        String plain = inside.replace("\\d", "0")
                .replace("\\S", "x")
                .replace("\\w", "w")
                .replace("\\", "");
        String ranges = plain.replaceAll("(.)-(.)", "$1$2");
        return any(ranges);
    }

    private String escaped(char c) {
        return switch (c) {
            case 'd' -> any("0123456789");
            case 'S', 'w' -> any("abcXYZ059");
            case 's' -> " ";
            case 'b' -> "";
            default -> String.valueOf(c);
        };
    }

    private String any(String of) {
        return String.valueOf(of.charAt(random.nextInt(of.length())));
    }
}
