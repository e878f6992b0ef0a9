package io.github.asyncffmpeg.jobs.internal.wire;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.FFmpegEvent;
import java.util.List;
import java.util.Optional;

/** The families of records of which one may stand where the family is named. */
final class Kinds {

    private static final List<Class<?>> FAMILIES = List.of(Outcome.class, FFmpegEvent.class);

    private Kinds() {}

    static boolean isOneOfSeveral(Class<?> type) {
        return FAMILIES.stream().anyMatch(family -> family.isAssignableFrom(type));
    }

    static String name(Class<?> type) {
        return type.getSimpleName();
    }

    /** The record of a family with this word. */
    static Optional<Class<?>> of(Class<?> family, String word) {
        for (Class<?> kind : family.getPermittedSubclasses()) {
            if (Words.of(name(kind)).equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
