package io.github.asyncffmpeg.cli.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The pictures of the jobs' graphs, each one once. When there are many jobs, their files are shown by what they are and not
 * by name: then jobs that differ in nothing else have one picture.
 */
final class Pictures {

    private static final int FEW = 40;
    private static final int MOST_CHARACTERS = 2 << 20;

    private final Function<List<String>, String> draw;
    private final boolean byName;
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final List<String> drawn = new ArrayList<>();
    private int characters;

    Pictures(Function<List<String>, String> draw, RunStory run) {
        this.draw = draw;
        Set<List<String>> different = new HashSet<>();
        run.jobs().forEach(job -> different.add(job.plan.arguments()));
        this.byName = different.size() <= FEW;
    }

    /** The number of the picture of a job; -1 if there is none. */
    int of(JobStory job) {
        if (job.plan.arguments().isEmpty()) {
            return -1; // it asks something, and is no command
        }
        return numbers.computeIfAbsent(byName ? job.plan.arguments() : withoutNames(job), arguments -> {
            if (characters > MOST_CHARACTERS) {
                return -1;
            }
            String svg = draw.apply(arguments);
            if (svg.isEmpty()) {
                return -1;
            }
            characters += svg.length();
            drawn.add(svg);
            return drawn.size() - 1;
        });
    }

    List<String> drawn() {
        return drawn;
    }

    private static List<String> withoutNames(JobStory job) {
        Map<String, String> shown = new HashMap<>();
        job.plan.inputs().forEach(file -> shown.put(file.toString(), like("input", file)));
        job.plan.outputs().forEach(file -> shown.put(file.toString(), like("output", file)));
        List<String> arguments = new ArrayList<>();
        for (String argument : job.plan.arguments()) {
            String file = argument.startsWith("file:") ? argument.substring("file:".length()) : argument;
            arguments.add(shown.getOrDefault(file, argument));
        }
        return arguments;
    }

    private static String like(String what, Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? what : what + name.substring(dot);
    }
}
