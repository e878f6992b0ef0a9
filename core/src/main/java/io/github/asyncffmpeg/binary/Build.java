package io.github.asyncffmpeg.binary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How an FFmpeg was built: what {@code ffmpeg -version} says beside the version.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param configuration the options of its {@code configure}, such as {@code --enable-gpl}; empty when not known
 * @param compiler what it was built with; empty text when not known
 * @param libraries the versions of its libraries, such as {@code libavcodec} → {@code 62.11.100}: those it runs with, where
 *     they differ from those it was built with
 */
public record Build(List<String> configuration, String compiler, Map<String, String> libraries) {

    private static final Pattern LIBRARY =
            Pattern.compile("^(lib\\w+)\\s+([\\d. ]+?)(?:\\s*/\\s*([\\d. ]+?))?\\s*$", Pattern.MULTILINE);
    private static final Pattern COMPILER = Pattern.compile("^built with (.*)$", Pattern.MULTILINE);
    private static final Pattern CONFIGURATION = Pattern.compile("^configuration: (.*)$", Pattern.MULTILINE);

    /** An option may hold blanks in quotes: {@code --cc='ccache gcc'}. */
    private static final Pattern OPTION = Pattern.compile("--(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    /** Copies its arguments. */
    public Build {
        configuration = List.copyOf(configuration);
        libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries)); // in FFmpeg's order
    }

    /** The licence under which an FFmpeg may be passed on, as its configuration makes it. */
    public enum Licence {
        /** LGPL, version 2.1 or later. */
        LGPL_2_1,
        /** LGPL, version 3 or later. */
        LGPL_3,
        /** GPL, version 2 or later. */
        GPL_2,
        /** GPL, version 3 or later. */
        GPL_3,
        /** It must not be passed on. */
        NONFREE,
        /** The configuration is not known. */
        UNKNOWN
    }

    /** Reads the output of {@code ffmpeg -version}. */
    static Build parse(String text) {
        Matcher configuration = CONFIGURATION.matcher(text);
        Matcher compiler = COMPILER.matcher(text);
        Map<String, String> libraries = new LinkedHashMap<>();
        LIBRARY.matcher(text).results().forEach(library -> {
            String used = library.group(3) == null ? library.group(2) : library.group(3);
            libraries.put(library.group(1), used.replace(" ", ""));
        });
        Stream<String> options = configuration.find()
                ? OPTION.matcher(configuration.group(1)).results().map(option -> option.group())
                : Stream.of();
        return new Build(options.toList(), compiler.find() ? compiler.group(1).strip() : "", libraries);
    }

    /**
     * Whether an option was given to {@code configure}.
     *
     * @param option for example {@code --enable-libx264}
     * @return whether it is among them
     */
    public boolean isConfiguredWith(String option) {
        return configuration.contains(Objects.requireNonNull(option, "option"));
    }

    /**
     * The licence, by {@code --enable-nonfree}, {@code --enable-gpl} and {@code --enable-version3}, as FFmpeg's own
     * {@code configure} decides. Some libraries make it version 3 with that option alone.
     *
     * @return the licence
     */
    public Licence licence() {
        if (configuration.isEmpty()) {
            return Licence.UNKNOWN;
        }
        if (isConfiguredWith("--enable-nonfree")) {
            return Licence.NONFREE;
        }
        boolean third = isConfiguredWith("--enable-version3");
        if (isConfiguredWith("--enable-gpl")) {
            return third ? Licence.GPL_3 : Licence.GPL_2;
        }
        return third ? Licence.LGPL_3 : Licence.LGPL_2_1;
    }
}
