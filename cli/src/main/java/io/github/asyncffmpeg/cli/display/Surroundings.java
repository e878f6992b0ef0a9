package io.github.asyncffmpeg.cli.display;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What tells of the terminal.
 *
 * @param variable environment variables, by name
 * @param property system properties, by name
 * @param stderr the file behind stderr, if that can be told
 * @param charset in which the program writes
 */
record Surroundings(
        Function<String, @Nullable String> variable,
        Function<String, @Nullable String> property,
        Optional<String> stderr,
        Charset charset) {

    private static final Set<String> YES = Set.of("true", "1", "yes");
    private static final Set<String> NO = Set.of("false", "0", "no");

    static Surroundings ofThisProgram() {
        return new Surroundings(System::getenv, System::getProperty, behindStderr(), Charset.defaultCharset());
    }

    /** Java 17 cannot say whether stderr is a terminal, and {@code System.console()} speaks of the other two. */
    static Optional<String> behindStderr() {
        return behind(2);
    }

    /** The file of a descriptor. */
    static Optional<String> behind(int descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString());
        } catch (IOException | UnsupportedOperationException | SecurityException notLinux) {
            return Optional.empty();
        }
    }

    Terminal terminal(ColorMode color) {
        boolean terminal = isTerminal();
        boolean movable = !"dumb".equals(variable.apply("TERM"));
        return new Terminal(
                terminal && movable && !said("CI"), movable, size(), unicode(), colours(color, terminal && movable));
    }

    private boolean isTerminal() {
        String launcher = lower(property.apply("asyncffmpeg.cli.live"));
        if (YES.contains(launcher) || NO.contains(launcher)) {
            return YES.contains(launcher);
        }
        return variable.apply("TERM") != null
                && stderr.filter(Surroundings::isTerminal).isPresent();
    }

    static boolean isTerminal(String file) {
        return file.matches("/dev/(pts/\\d+|tty.*|console)");
    }

    private Optional<Size> size() {
        int columns = Size.number(property.apply("asyncffmpeg.cli.columns"));
        int rows = Size.number(property.apply("asyncffmpeg.cli.rows"));
        if (columns <= 0 || rows <= 0) {
            // A shell exports these seldom; who does, means them.
            columns = columns > 0 ? columns : Size.number(variable.apply("COLUMNS"));
            rows = rows > 0 ? rows : Size.number(variable.apply("LINES"));
        }
        return columns <= 0 || rows <= 0 ? Optional.empty() : Optional.of(new Size(columns, rows));
    }

    private boolean unicode() {
        if (!charset.newEncoder().canEncode('\u2588')) {
            return false;
        }
        String locale = property.apply("asyncffmpeg.cli.locale");
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            if (locale == null || locale.isEmpty()) {
                locale = variable.apply(name);
            }
        }
        // Windows has none of these, and its charset alone decides.
        return locale == null
                ? !isTerminal() || stderr.isEmpty()
                : lower(locale).replace("-", "").contains("utf8");
    }

    private boolean colours(ColorMode color, boolean able) {
        if (color != ColorMode.AUTO) {
            return color == ColorMode.ALWAYS;
        }
        if (said("FORCE_COLOR")) {
            return true;
        }
        String no = variable.apply("NO_COLOR");
        return able && (no == null || no.isEmpty());
    }

    private boolean said(String name) {
        String value = lower(variable.apply(name));
        return !value.isEmpty() && !NO.contains(value);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
