package io.github.asyncffmpeg.cli.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command of a job, to be copied into a POSIX shell. */
final class ShellWords {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWords() {}

    /**
     * The job by itself: with the arguments of its plan, because those that the program adds lead to its own pipes and
     * sockets.
     */
    static String of(Path directory, JobStory job) {
        if (job.plan.arguments().isEmpty()) {
            return ""; // a question
        }
        List<String> words = new ArrayList<>();
        words.add(job.command.isEmpty() ? "ffmpeg" : job.command.get(0));
        words.addAll(job.plan.arguments());
        return "cd " + quoted(directory.toString()) + " && "
                + words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
