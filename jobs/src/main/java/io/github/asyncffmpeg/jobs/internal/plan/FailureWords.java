package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.error.FailureKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words for failures in job files and options: {@code disk-full} for {@code DISK_FULL}; two words stand for several. */
public final class FailureWords {

    private static final String ANY = "any";
    private static final String NETWORK = "network";

    private FailureWords() {}

    /** The failures of a word: {@code any}, {@code network}, or the name of one; empty when there is no such word. */
    public static Optional<Set<FailureKind>> kinds(String word) {
        if (word.equals(ANY)) {
            return Optional.of(EnumSet.allOf(FailureKind.class));
        }
        if (word.equals(NETWORK)) {
            return Optional.of(EnumSet.of(
                    FailureKind.CONNECTION_REFUSED,
                    FailureKind.CONNECTION_LOST,
                    FailureKind.CONNECTION_TIMED_OUT,
                    FailureKind.NETWORK_UNREACHABLE,
                    FailureKind.HOST_NOT_FOUND,
                    FailureKind.TLS_FAILED,
                    FailureKind.HTTP_TOO_MANY_REQUESTS,
                    FailureKind.HTTP_SERVER_ERROR,
                    FailureKind.IO_ERROR));
        }
        for (FailureKind kind : FailureKind.values()) {
            if (word(kind).equals(word)) {
                return Optional.of(EnumSet.of(kind));
            }
        }
        return Optional.empty();
    }

    /** The word for one. */
    public static String word(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words. */
    public static List<String> all() {
        List<String> words = new ArrayList<>(List.of(ANY, NETWORK));
        for (FailureKind kind : FailureKind.values()) {
            words.add(word(kind));
        }
        return words;
    }
}
