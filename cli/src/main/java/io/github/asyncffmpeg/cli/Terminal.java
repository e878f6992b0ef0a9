package io.github.asyncffmpeg.cli;

/**
 * What stderr is connected to. Java 17 cannot ask; the launcher can, and says so in two system properties.
 *
 * @param live whether lines can be drawn over
 * @param columns how wide it is, at least 20
 */
record Terminal(boolean live, int columns) {

    private static final int USUAL = 80;

    Terminal {
        columns = Math.max(20, columns);
    }

    /** A file, a pipe, or a terminal that cannot move its cursor. */
    static Terminal plain() {
        return new Terminal(false, USUAL);
    }

    static Terminal ofLauncher() {
        int columns = Integer.getInteger("asyncffmpeg.cli.columns", USUAL);
        return new Terminal(Boolean.getBoolean("asyncffmpeg.cli.live"), columns <= 0 ? USUAL : columns);
    }
}
