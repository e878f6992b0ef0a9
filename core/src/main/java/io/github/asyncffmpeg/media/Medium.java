package io.github.asyncffmpeg.media;

/**
 * The kind of a stream. The letter is FFmpeg's own (see "Stream specifiers" in the FFmpeg documentation).
 *
 * <p>Immutable and safe for any thread.
 */
public enum Medium {
    /** Pictures. */
    VIDEO('v'),
    /** Sound. */
    AUDIO('a'),
    /** Subtitles. */
    SUBTITLE('s'),
    /** Data. */
    DATA('d'),
    /** Attachments, such as fonts in a Matroska file. */
    ATTACHMENT('t');

    private final char letter;

    Medium(char letter) {
        this.letter = letter;
    }

    /**
     * The letter FFmpeg uses for this medium in a stream specifier.
     *
     * @return one of {@code v a s d t}
     */
    public char letter() {
        return letter;
    }
}
