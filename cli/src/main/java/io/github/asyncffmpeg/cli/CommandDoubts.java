package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.folder.MediaNames;
import io.github.asyncffmpeg.cli.picture.CommandPicture;
import io.github.asyncffmpeg.command.CommandOutline;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What FFmpeg would refuse or ignore in a command, as far as its arguments tell. */
final class CommandDoubts {

    private CommandDoubts() {}

    /** Sentences, with a full stop each; mostly none. */
    static List<String> of(PlannedJob job) {
        FFmpegCommand command = FFmpegCommand.of(job.job().spec());
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.removeIf(argument -> argument.equals("-y") || argument.equals("-n"));
        List<String> doubts = new ArrayList<>();
        CommandPicture.of(arguments).notes().forEach(note -> doubts.add(note.endsWith(".") ? note : note + "."));
        List<MediaTarget> outputs = command.outputs();
        if (!outputs.isEmpty()) {
            int last = arguments.lastIndexOf(outputs.get(outputs.size() - 1).argument());
            if (last >= 0 && last < arguments.size() - 1) {
                doubts.add("FFmpeg ignores what comes after the last output: "
                        + String.join(" ", arguments.subList(last + 1, arguments.size())) + ".");
            }
        }
        boolean formats = false;
        for (CommandOutline.File output : command.outline().outputs()) {
            formats |= output.option("f").isPresent();
        }
        if (!formats) {
            job.outputs().forEach(output -> extension(output, doubts));
        }
        doubts.replaceAll(Redactor.of(command.arguments())::text);
        return doubts;
    }

    private static void extension(Path output, List<String> doubts) {
        String name = String.valueOf(output.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1);
        List<String> near = MediaNames.nearExtensions(extension);
        if (name.indexOf('.') >= 0 && !near.isEmpty()) {
            doubts.add("There may be no container ." + extension + "; did you mean ." + near.get(0) + "?");
        }
    }
}
