package io.github.asyncffmpeg.it.harness;

import java.util.List;
import java.util.Map;

/**
 * The environment of a program under test, the same on every machine: nothing of the terminal, locale or CI service that the
 * build happens to run in. A test that asks about one of these variables sets it itself. Stateless.
 */
final class NeutralEnvironment {

    /** What programs look at to choose colors, bars, widths and languages, and what makes FFmpeg write files or colors. */
    private static final List<String> LEFT_OUT = List.of(
            "CI",
            "NO_COLOR",
            "FORCE_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "COLORTERM",
            "COLUMNS",
            "LINES",
            "LANG",
            "LANGUAGE",
            "FFREPORT",
            "AV_LOG_FORCE_COLOR",
            "AV_LOG_FORCE_256COLOR",
            "AV_LOG_FORCE_NOCOLOR",
            "TMUX");

    private NeutralEnvironment() {}

    /**
     * Makes an environment neutral, then adds what the test wants.
     *
     * @param environment that of a process to be started, changed in place
     * @param wanted the variables of the test; they win
     */
    static void set(Map<String, String> environment, Map<String, String> wanted) {
        environment.keySet().removeIf(name -> LEFT_OUT.contains(name) || name.startsWith("LC_"));
        environment.put("TERM", "xterm");
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(wanted);
    }
}
