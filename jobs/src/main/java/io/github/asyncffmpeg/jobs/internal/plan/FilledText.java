package io.github.asyncffmpeg.jobs.internal.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A template with its values, which still knows what came out of a file's name: that is a name, and nothing for FFmpeg to
 * understand.
 *
 * @param pieces in their order
 */
record FilledText(List<Piece> pieces) {

    /** A part of the text, and whether it is a part of a file's name. */
    record Piece(String text, boolean fromFile) {}

    FilledText {
        pieces = List.copyOf(pieces);
    }

    String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** Whether a part of a file's name is in it. */
    boolean namesAFile() {
        return pieces.stream().anyMatch(Piece::fromFile);
    }

    /** What the author wrote, with another text in place of each part of a file's name. */
    String withFileParts(java.util.function.UnaryOperator<String> instead) {
        return pieces.stream()
                .map(piece -> piece.fromFile() ? instead.apply(piece.text()) : piece.text())
                .collect(Collectors.joining());
    }

    /** What the author wrote, alone. */
    String own() {
        return withFileParts(part -> "");
    }

    /** What the author wrote before the first part of a file's name. */
    String ownBeginning() {
        return pieces.stream()
                .takeWhile(piece -> !piece.fromFile())
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    /** Whether a part of a file's name holds one of these characters. */
    boolean fileHasAny(String characters) {
        return pieces.stream()
                .filter(Piece::fromFile)
                .anyMatch(piece -> piece.text().chars().anyMatch(c -> characters.indexOf(c) >= 0));
    }
}
