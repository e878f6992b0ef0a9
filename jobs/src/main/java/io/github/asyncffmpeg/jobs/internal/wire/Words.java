package io.github.asyncffmpeg.jobs.internal.wire;

import java.util.Locale;

/** Names of Java as keys and words: {@code lastProgress} and {@code LAST_PROGRESS} are {@code last-progress}. */
final class Words {

    private Words() {}

    static String of(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            word.append(Character.isUpperCase(c) && i > 0 ? "-" : "").append(Character.toLowerCase(c));
        }
        return word.toString();
    }
}
