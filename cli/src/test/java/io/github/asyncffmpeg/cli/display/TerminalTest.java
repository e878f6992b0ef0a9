package io.github.asyncffmpeg.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stderr is taken for. */
class TerminalTest {

    private static final Map<String, String> USUAL = Map.of("TERM", "xterm-256color", "LANG", "de_DE.UTF-8");
    private static final String PTY = "/dev/pts/3";

    private static Terminal of(Map<String, String> variables, Map<String, String> properties, String stderr) {
        return of(variables, properties, stderr, ColorMode.AUTO);
    }

    private static Terminal of(
            Map<String, String> variables, Map<String, String> properties, String stderr, ColorMode color) {
        return new Surroundings(variables::get, properties::get, Optional.of(stderr), StandardCharsets.UTF_8)
                .terminal(color);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> all = new java.util.HashMap<>(USUAL);
        all.put(name, value);
        return all;
    }

    @Test
    void knowsATerminalWithoutTheLauncherByTheFileBehindStderr() {
        assertThat(of(USUAL, Map.of(), PTY)).isEqualTo(new Terminal(true, true, Optional.empty(), true, true));
        assertThat(of(USUAL, Map.of(), "/dev/tty1").live()).isTrue();
        assertThat(of(USUAL, Map.of(), "pipe:[4711]").live()).isFalse();
        assertThat(of(USUAL, Map.of(), "/dev/null").live()).isFalse();
        assertThat(of(Map.of("LANG", "C.UTF-8"), Map.of(), PTY).live())
                .as("without TERM")
                .isFalse();
    }

    @Test
    void believesTheLauncherUnlessWhatItSaysMakesNoSense() {
        Map<String, String> said =
                Map.of("asyncffmpeg.cli.live", "false", "asyncffmpeg.cli.columns", "132", "asyncffmpeg.cli.rows", "43");
        assertThat(of(USUAL, said, PTY).live()).isFalse();
        assertThat(of(USUAL, said, PTY).size()).contains(new Size(132, 43));
        assertThat(of(USUAL, Map.of("asyncffmpeg.cli.live", "true"), "pipe:[1]").live())
                .isTrue();
        Map<String, String> nonsense =
                Map.of("asyncffmpeg.cli.live", "?", "asyncffmpeg.cli.columns", "0", "asyncffmpeg.cli.rows", "many");
        assertThat(of(USUAL, nonsense, PTY)).isEqualTo(of(USUAL, Map.of(), PTY));
    }

    @Test
    void neverHasAWidthOfNothing() {
        assertThat(new Size(0, 0)).isEqualTo(Size.USUAL);
        assertThat(Size.ofStty("0 0\n")).contains(Size.USUAL);
        assertThat(Size.ofStty("50 132\n")).contains(new Size(132, 50));
        assertThat(Size.ofStty("stty: no terminal")).isEmpty();
        assertThat(Size.ofStty("")).isEmpty();
        assertThat(of(with("COLUMNS", "99999999999"), Map.of(), PTY).size()).isEmpty();
    }

    @Test
    void drawsNothingOverWhereTheCursorCannotMoveNorInCi() {
        assertThat(of(with("TERM", "dumb"), Map.of("asyncffmpeg.cli.live", "true"), PTY))
                .isEqualTo(new Terminal(false, false, Optional.empty(), true, false));
        assertThat(of(with("CI", "true"), Map.of(), PTY).live()).isFalse();
        assertThat(of(with("CI", "false"), Map.of(), PTY).live()).isTrue();
    }

    @Test
    void heedsWhatTheUserSaysOfColours() {
        assertThat(of(with("NO_COLOR", "1"), Map.of(), PTY).colours()).isFalse();
        assertThat(of(with("NO_COLOR", ""), Map.of(), PTY).colours()).isTrue();
        assertThat(of(with("FORCE_COLOR", "1"), Map.of(), "pipe:[1]").colours()).isTrue();
        assertThat(of(with("FORCE_COLOR", "0"), Map.of(), "pipe:[1]").colours()).isFalse();
        assertThat(of(with("NO_COLOR", "1"), Map.of(), "pipe:[1]", ColorMode.ALWAYS)
                        .colours())
                .isTrue();
        assertThat(of(with("FORCE_COLOR", "1"), Map.of(), PTY, ColorMode.NEVER).colours())
                .isFalse();
    }

    @Test
    void usesAsciiWhereTheLocaleKnowsNoMore() {
        assertThat(of(with("LANG", "C"), Map.of(), PTY).unicode()).isFalse();
        assertThat(of(Map.of("TERM", "xterm"), Map.of(), PTY).unicode()).isFalse();
        assertThat(of(with("LC_ALL", "POSIX"), Map.of(), PTY).unicode()).isFalse();
        assertThat(of(with("LC_ALL", "en_GB.utf8"), Map.of(), PTY).unicode()).isTrue();
        assertThat(of(with("LC_ALL", "C.UTF-8"), Map.of("asyncffmpeg.cli.locale", "C"), PTY)
                        .unicode())
                .as("the launcher has changed it")
                .isFalse();
        assertThat(new Surroundings(
                                USUAL::get, Map.<String, String>of()::get, Optional.of(PTY), StandardCharsets.US_ASCII)
                        .terminal(ColorMode.AUTO)
                        .unicode())
                .isFalse();
    }
}
