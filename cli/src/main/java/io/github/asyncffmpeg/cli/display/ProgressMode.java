package io.github.asyncffmpeg.cli.display;

import java.util.Locale;

/** How progress is shown: {@code --progress}. */
public enum ProgressMode {
    /** {@link #BAR} at a terminal whose cursor can be moved and that is not CI's, {@link #PLAIN} elsewhere. */
    AUTO,
    /** Rows with bars that are drawn over, below the lines of what is finished. */
    BAR,
    /** Whole lines, few of them. */
    PLAIN,
    /** One JSON object a line. */
    JSON,
    /** Nothing. */
    NONE;

    /** As it is written on a command line: {@code auto}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
