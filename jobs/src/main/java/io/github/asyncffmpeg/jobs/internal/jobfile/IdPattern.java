package io.github.asyncffmpeg.jobs.internal.jobfile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Patterns of ids: {@code *} for any text, {@code ?} for one character. */
final class IdPattern {

    private IdPattern() {}

    static Set<String> matching(String pattern, Collection<String> ids) {
        Set<String> found = new LinkedHashSet<>();
        for (String id : ids) {
            if (id.equals(pattern) || matches(pattern, id)) {
                found.add(id);
            }
        }
        return found;
    }

    /** Goes back to the last star alone: linear in most cases, never worse than the product of both lengths. */
    private static boolean matches(String pattern, String id) {
        int p = 0;
        int star = -1;
        int mark = 0;
        for (int i = 0; i < id.length(); ) {
            boolean fits = p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == id.charAt(i));
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = i;
            } else if (fits) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
