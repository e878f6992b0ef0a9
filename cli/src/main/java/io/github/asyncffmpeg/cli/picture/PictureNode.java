package io.github.asyncffmpeg.cli.picture;

/**
 * A box of the picture.
 *
 * @param kind what it is
 * @param caption a word or two above its name, such as {@code input 0}; may be empty
 * @param name the name of the filter, or the target of the file, whole
 * @param detail the arguments or options, whole; may be empty
 * @param medium what comes out of a filter
 */
record PictureNode(Kind kind, String caption, String name, String detail, EdgeMedium medium) {

    enum Kind {
        INPUT,
        FILTER,
        /** A graph that could not be read. */
        TEXT,
        OUTPUT
    }

    /** All that is known of it, for a tool tip. */
    String whole() {
        StringBuilder whole = new StringBuilder();
        for (String part : new String[] {caption, name, detail}) {
            whole.append(part.isEmpty() || whole.isEmpty() ? "" : "\n").append(part);
        }
        return whole.toString();
    }
}
