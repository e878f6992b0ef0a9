package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** What is allowed, and probably not meant. Each warning says what to do. */
final class Warnings {

    /** Formats and extensions that have no sound. */
    private static final class Silent {
        private static final Set<String> FORMATS = Set.of(
                "apng",
                "framehash",
                "framemd5",
                "gdigrab",
                "gif",
                "h264",
                "hevc",
                "image2",
                "image2pipe",
                "ivf",
                "kmsgrab",
                "lavfi",
                "null",
                "obu",
                "rawvideo",
                "v4l2",
                "vfwcap",
                "x11grab",
                "yuv4mpegpipe");
        private static final Set<String> NAMES =
                Set.of("264", "265", "apng", "gif", "h264", "hevc", "ivf", "y4m", "yuv");
    }

    private final List<String> found = new ArrayList<>();

    /** Of arguments that are known to work nothing else is asked. */
    static List<String> ofHandWritten(List<String> arguments) {
        Warnings warnings = new Warnings();
        warnings.tooLong(arguments);
        return List.copyOf(warnings.found);
    }

    static List<String> of(List<Unit> units, List<String> arguments) {
        Warnings warnings = new Warnings();
        warnings.lostAudio(units);
        warnings.sameTarget(units);
        warnings.tooLong(arguments);
        return List.copyOf(warnings.found);
    }

    /**
     * A filter's output has only what the filter made: mapping the filtered video leaves the audio of the same input
     * behind, and FFmpeg says nothing.
     */
    private void lostAudio(List<Unit> units) {
        FilterMedia media = new FilterMedia(units);
        // For each filter the first input with sound whose pictures it shows; one walk, in order, for all outputs.
        IdentityHashMap<Unit, Input> shown = new IdentityHashMap<>();
        for (Unit unit : units) {
            for (Unit.Edge edge : unit.inputs) {
                Input input = edge.source().input;
                Input from = input != null && mayHaveSound(input, edge) ? input : shown.get(edge.source());
                if (from != null) {
                    shown.putIfAbsent(unit, from);
                }
            }
        }
        for (Unit unit : units) {
            if (unit.output != null) {
                lostAudio(unit, unit.output, media, shown);
            }
        }
    }

    private void lostAudio(Unit unit, Output output, FilterMedia media, IdentityHashMap<Unit, Input> shown) {
        // What -map by hand adds is not read here: "0:a?" may well be the audio.
        boolean mapped = !of(output.options(), "map").isEmpty();
        boolean frames = output.target() instanceof MediaTarget.ToProgram program
                && program.sink().options().containsKey("an");
        if (mapped || frames || isSilent(output.options(), output.target().argument())) {
            return;
        }
        for (Unit.Edge edge : unit.inputs) {
            if (media.of(edge).orElse(null) != Medium.VIDEO) {
                return;
            }
        }
        for (Unit.Edge edge : unit.inputs) {
            Input input = edge.source().isFilter() ? shown.get(edge.source()) : null;
            if (input != null) {
                found.add(
                        named(output) + " gets the filtered video of "
                                + input.describe()
                                + ", but none of its audio, if there is any. To keep it, add in.audio() to the output, or "
                                + "in.stream(\"a?\") where the input may have none; to leave it out on purpose, add noAudio().");
                return;
            }
        }
    }

    private static boolean mayHaveSound(Input input, Unit.Edge edge) {
        boolean pictures =
                edge.specifier().isEmpty() || edge.specifier().get().medium().orElse(Medium.VIDEO) == Medium.VIDEO;
        boolean frames = input.source() instanceof MediaTarget.FromProgram program
                && program.source().options().containsKey("an");
        return pictures && !frames && !isSilent(input.options(), input.source().argument());
    }

    private static String named(Output output) {
        return output.describe()
                + output.madeAt().map(line -> " (made at " + line + ")").orElse("");
    }

    private static List<Object> of(SortedMap<String, List<Object>> options, String name) {
        return options.getOrDefault(name, List.of());
    }

    private static boolean isSilent(SortedMap<String, List<Object>> options, String target) {
        String name = target.substring(target.lastIndexOf('.') + 1);
        List<Object> format = of(options, of(options, "f").isEmpty() ? "format" : "f");
        for (Object value : format) {
            if (value instanceof String text && Silent.FORMATS.contains(text)) {
                return true;
            }
        }
        return !of(options, "an").isEmpty() || Silent.NAMES.contains(name) || MediaFormats.isImage(target);
    }

    private void sameTarget(List<Unit> units) {
        Set<String> targets = new HashSet<>();
        for (Unit unit : units) {
            if (unit.output != null && !targets.add(unit.output.target().argument())) {
                found.add(named(unit.output) + " is written by two outputs of this command; give each its own target.");
            }
        }
    }

    private void tooLong(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            int bytes = LongArguments.bytes(arguments.get(i));
            if (bytes >= LongArguments.LINUX_LIMIT && !(i > 0 && LongArguments.isGraphOption(arguments.get(i - 1)))) {
                found.add(
                        "Argument " + i + " has " + bytes + " bytes; Linux allows 131072 for one. Put it into a file.");
            }
        }
    }
}
