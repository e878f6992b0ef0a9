package io.github.asyncffmpeg.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A man page in roff, of a command or of the whole program. */
final class ManPage {

    private static final String EXIT_STATUS = """
            0|All that was asked for is done.
            1|Some job failed.
            2|Nothing was started: wrong usage, no such file, no FFmpeg.
            130|Ended by Ctrl+C.
            143|Ended by SIGTERM.
            """;
    private static final String ENVIRONMENT = """
            ASYNCFFMPEG_FFMPEG|The FFmpeg to use: a program, or a folder with ffmpeg and ffprobe.
            ASYNCFFMPEG_CACHE|The folder for what is kept between runs.
            ASYNCFFMPEG_ARCHIVE|"off" keeps the launcher from making and using an archive of the program's classes, which \
            shortens the start.
            ASYNCFFMPEG_JAVA_OPTS|Options for the JVM, such as -Xmx512m.
            JAVA_HOME|The Java to use, 17 or newer; else the one on PATH.
            """;
    private static final String FILES = """
            ~/.cache/asyncffmpeg|The unpacked FFmpeg, and the archives. With XDG_CACHE_HOME set, the folder asyncffmpeg in \
            it. It may be deleted at any time.
            """;

    private final StringBuilder out = new StringBuilder();
    private final CommandText command;

    private ManPage(CommandText command) {
        this.command = command;
    }

    /**
     * Writes a page.
     *
     * @param command what it is about
     * @param version of the program, for the foot of the page
     * @param date of the page, as {@code 2026-11-22}
     * @param others names of the other pages
     */
    static String of(CommandText command, String version, String date, List<String> others) {
        return new ManPage(command).page(version, date, others);
    }

    private String page(String version, String date, List<String> others) {
        request(".TH " + quoted(command.page().toUpperCase(Locale.ROOT)) + " 1 " + quoted(date) + " "
                + quoted("asyncffmpeg " + version) + " " + quoted("User Commands"));
        section("NAME");
        request(Roff.escaped(command.page()) + " \\- " + Roff.escaped(lowerFirst(command.brief())));
        section("SYNOPSIS");
        request(".B " + Roff.escaped(command.typed()));
        text(command.synopsis());
        section("DESCRIPTION");
        command.description().forEach(this::paragraph);
        list(
                "COMMANDS",
                command.commands().stream()
                        .map(each -> new String[] {each.name(), each.brief() + ". See " + each.page() + "(1)."})
                        .toList());
        list("ARGUMENTS", entries(command.positional()));
        list("OPTIONS", entries(command.options()));
        footer();
        list("EXIT STATUS", table(EXIT_STATUS));
        list("ENVIRONMENT", table(ENVIRONMENT));
        list("FILES", table(FILES));
        section("SEE ALSO");
        List<String> pages = new ArrayList<>(others);
        pages.add("ffmpeg");
        text(String.join(", ", pages.stream().map(each -> each + "(1)").toList()));
        return out.toString();
    }

    private static List<String[]> table(String lines) {
        return lines.lines().map(line -> line.split("\\|", 2)).toList();
    }

    private static List<String[]> entries(List<Argument> arguments) {
        return arguments.stream()
                .map(each -> {
                    String names = String.join(", ", each.names());
                    String label = each.isOption() && each.takesValue() ? "=" + each.label() : each.label();
                    String words = each.words().isEmpty() ? "" : " One of: " + String.join(", ", each.words()) + ".";
                    return new String[] {names + label, (each.description() + words).strip()};
                })
                .toList();
    }

    private void list(String heading, List<String[]> entries) {
        if (entries.isEmpty()) {
            return;
        }
        section(heading);
        for (String[] entry : entries) {
            request(".TP");
            request(".B " + Roff.escaped(entry[0]));
            text(entry[1]);
        }
    }

    /** An unindented line that ends with a colon is a heading, an indented one is shown as it is. */
    private void footer() {
        boolean shown = false;
        for (String line : command.footer()) {
            boolean indented = line.startsWith(" ");
            if (shown && !indented) {
                request(".fi");
                shown = false;
            }
            if (line.isBlank() || line.startsWith("Exit codes:")) {
                continue; // every page has EXIT STATUS
            }
            if (!indented && line.endsWith(":")) {
                section(line.substring(0, line.length() - 1).toUpperCase(Locale.ROOT));
            } else if (indented) {
                if (!shown) {
                    request(".nf");
                    shown = true;
                }
                text(line.substring(2));
            } else {
                paragraph(line);
            }
        }
        if (shown) {
            request(".fi");
        }
    }

    private void section(String heading) {
        request(".SH " + Roff.escaped(heading));
    }

    private void paragraph(String text) {
        request(".PP");
        text(text);
    }

    private void text(String text) {
        text.lines().filter(line -> !line.isBlank()).forEach(line -> request(Roff.line(line)));
    }

    private void request(String line) {
        out.append(line).append('\n');
    }

    private static String quoted(String text) {
        return '"' + Roff.escaped(text) + '"';
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
