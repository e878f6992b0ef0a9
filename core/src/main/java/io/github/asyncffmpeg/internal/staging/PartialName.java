package io.github.asyncffmpeg.internal.staging;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The names beside a final name: temporary ones, which say whose they are, and marked ones. The extension stays at the
 * end, since FFmpeg tells the format by it, also by that of a name which is nothing else, {@code .mp4}. A pure value.
 *
 * @param stem what comes before the mark
 * @param extension what comes after it, with its dot; mostly not empty
 */
record PartialName(String stem, String extension) {

    static final String MARK = PartialOwner.MARK;

    /** Most file systems of Linux take so many bytes. */
    private static final int MOST_BYTES = 255;

    private static final int LONGEST_EXTENSION = 24;

    /** The names beside a file. */
    static PartialName of(String file) {
        int dot = file.lastIndexOf('.');
        boolean named = dot >= 0 && bytes(file.substring(dot)) <= LONGEST_EXTENSION;
        return named ? fitting(file.substring(0, dot), file.substring(dot)) : fitting(file, "");
    }

    /** The names beside a file that is written through a link: FFmpeg sees the link's name, and tells the format by that. */
    static PartialName ofLinked(String file, String link) {
        String extension = of(link).extension;
        PartialName own = of(file);
        return extension.isEmpty() || extension.equals(own.extension) ? own : fitting(file, extension);
    }

    /** The names of a folder beside the target of many files; without {@code %}, which muxers would read as a pattern. */
    static PartialName ofFolder(String target) {
        return fitting(target.replace('%', '_').replace('/', '_').replace('\\', '_'), "");
    }

    private static PartialName fitting(String stem, String extension) {
        int room = MOST_BYTES - MARK.length() - 1 - PartialOwner.MOST_CHARACTERS - bytes(extension);
        if (bytes(stem) <= room) {
            return new PartialName(stem, extension);
        }
        // Two long names that begin alike stay apart.
        String tail = "~" + ShortText.of(stem, 5);
        StringBuilder cut = new StringBuilder();
        int used = bytes(tail);
        for (int point : stem.codePoints().toArray()) {
            used += bytes(Character.toString(point));
            if (used > room) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return new PartialName(cut + tail, extension);
    }

    String temporary(PartialOwner owner) {
        return stem + MARK + "-" + owner + extension;
    }

    /**
     * A name for what stays partial.
     *
     * @param number 1 for the first, the next ones where that is taken
     */
    String marked(int number) {
        return stem + MARK + (number == 1 ? "" : "-" + number) + extension;
    }

    /** Whose temporary file it is, if the name is that of one for this target. */
    Optional<PartialOwner> owner(String name) {
        String prefix = stem + MARK + "-";
        boolean fits = name.length() > prefix.length() + extension.length()
                && name.startsWith(prefix)
                && name.endsWith(extension);
        return fits
                ? PartialOwner.parse(name.substring(prefix.length(), name.length() - extension.length()))
                : Optional.empty();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
