package io.github.asyncffmpeg.testkit.standin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this stand-in behaves: the {@code -standin NAME[=VALUE]} options of its command line, then the lines of the
 * environment variable, and those options of ffmpeg that matter to it. Filled once by the main thread, then read only.
 */
final class Settings {

    boolean ignoreQuit;
    boolean ignoreTerm;
    boolean ignoreInt;
    boolean floodStderr;
    boolean fillStdout;
    boolean writeFile;
    boolean noStdin;
    boolean noProgress;
    boolean hideBanner;
    int exitCode;
    long blocks = Long.MAX_VALUE;
    long periodMillis = -1;
    long openMillis;
    long trailerMillis;
    long holdMillis = -1;
    /** An endless stand-in that nobody stops must not outlive a forgotten test run for ever. */
    long lifetimeMillis = 600_000;

    final List<String> firstLines = new ArrayList<>();
    final List<String> lastLines = new ArrayList<>();

    int losses;

    @Nullable
    String lossCounter;

    @Nullable
    String recordDirectory;

    @Nullable
    String progressUrl;

    String output = "";

    static Settings read(String[] arguments, @Nullable String environment) {
        Settings settings = new Settings();
        for (int i = 0; i < arguments.length; i++) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "-standin" -> settings.behave(value);
                case "-progress" -> settings.progressUrl = value;
                case "-stats_period" -> settings.period(value);
                case "-nostdin" -> settings.noStdin = true;
                case "-hide_banner" -> settings.hideBanner = true;
                case "-y", "-n" -> {} // also behind the output
                default -> settings.output = arguments[i];
            }
        }
        if (environment != null) {
            for (String line : lines(environment)) {
                if (!line.isBlank()) {
                    settings.behave(line.strip());
                }
            }
        }
        if (settings.periodMillis < 0) {
            settings.periodMillis = 100;
        }
        return settings;
    }

    private void behave(String behaviour) {
        int equals = behaviour.indexOf('=');
        String name = equals < 0 ? behaviour : behaviour.substring(0, equals);
        String value = equals < 0 ? "" : behaviour.substring(equals + 1);
        switch (name) {
            case "ignore-q" -> ignoreQuit = true;
            case "ignore-term" -> ignoreTerm = true;
            case "ignore-int" -> ignoreInt = true;
            case "flood-stderr" -> floodStderr = true;
            case "fill-stdout" -> fillStdout = true;
            case "write-file" -> writeFile = true;
            case "no-stdin" -> noStdin = true;
            case "no-progress" -> noProgress = true;
            case "end" -> {
                int comma = value.indexOf(',');
                blocks = Long.parseLong(value.substring(0, comma));
                exitCode = Integer.parseInt(value.substring(comma + 1));
            }
            case "period" -> periodMillis = Long.parseLong(value);
            case "open" -> openMillis = Long.parseLong(value);
            case "trailer" -> trailerMillis = Long.parseLong(value);
            case "lose" -> {
                int comma = value.indexOf(',');
                losses = Integer.parseInt(value.substring(0, comma));
                lossCounter = value.substring(comma + 1);
            }
            case "hold" -> holdMillis = Long.parseLong(value);
            case "lifetime" -> lifetimeMillis = Long.parseLong(value);
            case "first-line" -> firstLines.add(value);
            case "last-line" -> lastLines.add(value);
            case "record" -> recordDirectory = value;
            default -> throw new IllegalArgumentException("unknown behaviour of the stand-in: ".concat(behaviour));
        }
    }

    /** Takes ffmpeg's own {@code -stats_period} (seconds), unless a behaviour has set the period already. */
    private void period(String seconds) {
        if (periodMillis < 0) {
            periodMillis = Math.max(1, (long) (Double.parseDouble(seconds) * 1000));
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        lines.add(text.substring(start));
        return lines;
    }
}
