package io.github.asyncffmpeg.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names near to one that does not exist, for "did you mean". Three things make a name near: few typing errors
 * ({@code libx246} → {@code libx264}), one name inside the other ({@code x264}, {@code mp3} → {@code libmp3lame},
 * {@code libfdk_aac} → {@code aac}), and the same words in another order ({@code nvenc_h264} → {@code h264_nvenc}).
 *
 * <p>Stateless and safe for any thread.
 */
public final class NearNames {

    private static final int MOST = 3;

    /** Longer names than any that FFmpeg has; the work for a name is quadratic in its length. */
    private static final int LONGEST = 64;

    /** A name inside another must have as many letters to say anything. */
    private static final int SHORTEST_PART = 3;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[_.\\-]+");

    private record Scored(String name, double score) {}

    private NearNames() {}

    /**
     * The names that may have been meant.
     *
     * @param wanted the name that somebody wrote; case does not count
     * @param known the names there are, in any order
     * @return at most three of them, the nearest first; equally near ones by the alphabet. Empty when none is near, and
     *     never {@code wanted} itself
     */
    public static List<String> nearest(String wanted, Collection<String> known) {
        String name = wanted.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > LONGEST) {
            return List.of();
        }
        List<Scored> near = new ArrayList<>();
        for (String candidate : new HashSet<>(known)) {
            if (!candidate.isEmpty() && candidate.length() <= LONGEST && !candidate.equals(wanted)) {
                double score = score(name, candidate.toLowerCase(Locale.ROOT));
                if (score < Double.MAX_VALUE) {
                    near.add(new Scored(candidate, score));
                }
            }
        }
        near.sort(Comparator.comparingDouble(Scored::score).thenComparing(Scored::name));
        return near.stream().limit(MOST).map(Scored::name).toList();
    }

    /** Lower is nearer. The weights were chosen by the cases of {@code NearNamesTest}. */
    private static double score(String wanted, String candidate) {
        double score = Double.MAX_VALUE;
        int longer = Math.max(wanted.length(), candidate.length());
        int errors = typingErrors(wanted, candidate);
        if (errors <= tolerated(longer)) {
            score = 60.0 * errors / longer;
        }
        double extra = 0.5 * Math.abs(candidate.length() - wanted.length());
        if (wanted.length() >= SHORTEST_PART && candidate.contains(wanted)) {
            score = Math.min(score, extra + (candidate.startsWith(wanted) ? 8 : 14));
        }
        if (candidate.length() >= SHORTEST_PART && wanted.contains(candidate)) {
            score = Math.min(score, extra + 18);
        }
        if (words(wanted).equals(words(candidate))) {
            score = Math.min(score, 5);
        }
        return score;
    }

    private static int tolerated(int length) {
        if (length <= 2) {
            return 0; // every name of two letters is one error away from dozens
        }
        return length <= 4 ? 1 : length <= 8 ? 2 : 3;
    }

    private static Set<String> words(String name) {
        return Set.copyOf(List.of(BETWEEN_WORDS.split(name, -1)));
    }

    /** Letters put in, left out, replaced, or exchanged with their neighbour (optimal string alignment). */
    private static int typingErrors(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                boolean exchanged =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
