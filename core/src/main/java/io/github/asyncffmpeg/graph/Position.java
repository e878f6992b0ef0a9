package io.github.asyncffmpeg.graph;

/**
 * A place in a picture, from its upper left corner: pixels, or expressions such as {@code W-w-10}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param x to the right, in FFmpeg's words
 * @param y downwards, in FFmpeg's words
 */
public record Position(Object x, Object y) {

    /** Takes the values over. */
    public Position {
        x = Values.of("x", x);
        y = Values.of("y", y);
    }

    /**
     * A place. Made to be imported statically.
     *
     * @param x pixels or an expression
     * @param y pixels or an expression
     * @return the place
     */
    public static Position at(Object x, Object y) {
        return new Position(x, y);
    }
}
