package io.github.asyncffmpeg.cli.display;

import java.util.Optional;

/**
 * What stderr is connected to. Immutable; a size that changes later is told to the {@link Display}.
 *
 * @param live whether rows are drawn over by themselves: it is a terminal, its cursor can be moved, and it is not CI's
 * @param movable whether its cursor can be moved, if it is a terminal at all: {@code TERM} is not {@code dumb}
 * @param size how large it is; empty where nothing says so
 * @param unicode whether it shows more than ASCII
 * @param colours whether colours are wanted
 */
public record Terminal(boolean live, boolean movable, Optional<Size> size, boolean unicode, boolean colours) {

    /** A file or a pipe. */
    public static Terminal plain() {
        return new Terminal(false, true, Optional.empty(), true, false);
    }

    /**
     * Looks at stderr of this program. The launcher knows, and says so in system properties:
     *
     * <ul>
     *   <li>{@code asyncffmpeg.cli.live}: {@code true} if stderr is a terminal
     *   <li>{@code asyncffmpeg.cli.columns} and {@code asyncffmpeg.cli.rows}: its size
     *   <li>{@code asyncffmpeg.cli.locale}: {@code LC_ALL}, {@code LC_CTYPE} or {@code LANG} as the user has it, where the
     *       launcher has changed it
     * </ul>
     *
     * <p>What is missing or makes no sense is found out otherwise: by {@code /proc/self/fd/2} on Linux, and by the environment.
     *
     * @param color what the command line says of colours
     */
    public static Terminal detect(ColorMode color) {
        return Surroundings.ofThisProgram().terminal(color);
    }
}
