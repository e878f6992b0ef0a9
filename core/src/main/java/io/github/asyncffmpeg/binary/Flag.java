package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.media.Medium;
import java.util.Optional;

/** The letters of FFmpeg's listings. */
final class Flag {

    private Flag() {}

    /** Whether a letter stands in its column. Columns that are not there say no. */
    static boolean isAt(String flags, int column, char letter) {
        return flags.length() > column && flags.charAt(column) == letter;
    }

    static Optional<Medium> medium(char letter) {
        for (Medium medium : Medium.values()) {
            if (medium.letter() == Character.toLowerCase(letter)) {
                return Optional.of(medium);
            }
        }
        return Optional.empty();
    }
}
