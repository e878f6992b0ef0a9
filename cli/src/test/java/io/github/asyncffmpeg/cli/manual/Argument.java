package io.github.asyncffmpeg.cli.manual;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option or a positional argument.
 *
 * @param names of the option, short ones first; none if it is positional
 * @param label what stands for its value, such as {@code FILE}; empty if it takes none
 * @param words the values it can have; empty if there are others
 * @param file whether the value is a file or a folder
 * @param endings what its name ends with, such as {@code yaml}; empty if that can be anything
 * @param repeated whether it can be given more than once
 * @param description a sentence or more
 */
record Argument(
        List<String> names,
        String label,
        List<String> words,
        boolean file,
        List<String> endings,
        boolean repeated,
        String description) {

    private static final Pattern FILE_LABEL =
            Pattern.compile(".*(FILE|PATH|FOLDER|DIR|YAML|JSON|JOURNAL|PATTERN|INPUT|OUTPUT|FFMPEG).*");

    static Argument of(ArgSpec arg) {
        List<String> names =
                arg instanceof OptionSpec option ? List.of(shortestFirst(option.names())) : List.<String>of();
        boolean takesValue = names.isEmpty() || arg.arity().max() > 0;
        String label = takesValue ? arg.paramLabel() : "";
        List<String> words = new ArrayList<>();
        if (takesValue && arg.completionCandidates() != null) {
            arg.completionCandidates().forEach(words::add);
        }
        boolean file = takesValue
                && words.isEmpty()
                && (isFile(arg.auxiliaryTypes())
                        || isFile(arg.type())
                        || FILE_LABEL.matcher(upper(label)).matches());
        return new Argument(
                names,
                label,
                List.copyOf(words),
                file,
                label.equals("JOBS.yaml") ? List.of("yaml", "yml", "json") : List.of(),
                arg.arity().max() > 1 || arg.isMultiValue(),
                Plain.text(arg.description()));
    }

    private static String[] shortestFirst(String[] names) {
        String[] sorted = names.clone();
        Arrays.sort(sorted, Comparator.comparingInt(String::length));
        return sorted;
    }

    private static boolean isFile(Class<?>... types) {
        for (Class<?> type : types) {
            if (type == File.class || type == Path.class) {
                return true;
            }
        }
        return false;
    }

    private static String upper(String label) {
        return label.toUpperCase(Locale.ROOT);
    }

    boolean isOption() {
        return !names.isEmpty();
    }

    boolean takesValue() {
        return !label.isEmpty();
    }

    /** The first sentence, for a line in a menu. */
    String brief() {
        return Plain.firstSentence(description);
    }
}
