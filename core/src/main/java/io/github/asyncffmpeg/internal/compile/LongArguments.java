package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.media.FFmpegVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Graphs that are too long for an argument. Linux allows 128 KiB for one argument, whatever the total; Windows 32,767
 * characters for all together.
 */
final class LongArguments {

    static final int LINUX_LIMIT = 128 * 1024;

    private static final int LIMIT = java.io.File.separatorChar == '\\' ? 20 * 1024 : 100 * 1024;
    private static final Set<String> COMPLEX = Set.of("filter_complex", "lavfi");

    /** An option and its value that give way to another option and a file. */
    private record Swap(ArgumentScan.Option option, CommandFile file) {}

    private final List<String> arguments;
    private final List<Swap> swaps = new ArrayList<>();

    LongArguments(List<String> arguments, ArgumentScan scan) {
        this.arguments = arguments;
        for (ArgumentScan.Option option : scan.options()) {
            String value = option.value();
            if (value != null && isGraph(option.name()) && bytes(value) > LIMIT) {
                swaps.add(new Swap(option, new CommandFile("graph" + swaps.size() + ".txt", value)));
            }
        }
    }

    static int bytes(String text) {
        // Cheap for the usual case: no text has more than three bytes a char.
        return text.length() * 3 <= LIMIT ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    List<CommandFile> files() {
        List<CommandFile> files = new ArrayList<>();
        for (Swap swap : swaps) {
            files.add(swap.file());
        }
        return List.copyOf(files);
    }

    List<String> placed(FFmpegVersion version, Function<CommandFile, Path> place) {
        List<String> all = new ArrayList<>(arguments);
        for (Swap swap : swaps) {
            int index = swap.option().index();
            all.set(index, optionFor(swap.option().name(), version));
            all.set(index + 1, place.apply(swap.file()).toString());
        }
        return List.copyOf(all);
    }

    /** Whether the value of this argument is a graph, which goes into a file when it is long. */
    static boolean isGraphOption(String argument) {
        return argument.startsWith("-") && isGraph(argument.substring(1));
    }

    private static boolean isGraph(String option) {
        String name = OptionTable.withoutSpecifier(option);
        return COMPLEX.contains(name) || name.equals("filter") || name.equals("vf") || name.equals("af");
    }

    private static String optionFor(String name, FFmpegVersion version) {
        if (version.isAtLeast(7, 0)) {
            return "-/" + name;
        }
        if (COMPLEX.contains(name)) {
            return "-filter_complex_script";
        }
        return switch (name) {
            case "vf" -> "-filter_script:v";
            case "af" -> "-filter_script:a";
            default -> "-filter_script" + name.substring("filter".length());
        };
    }
}
