package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of this machine that a command reads and writes, as far as its arguments tell. Looks at no disk. */
public final class FileTargets {

    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z][A-Za-z0-9+.,_-]+:.*", Pattern.DOTALL);

    /** Demuxers of FFmpeg 5.1 to 8.0 whose input is not a file. */
    private static final Set<String> NO_FILES = Set.of(
            "lavfi",
            "alsa",
            "android_camera",
            "avfoundation",
            "bktr",
            "decklink",
            "dshow",
            "fbdev",
            "gdigrab",
            "iec61883",
            "jack",
            "kmsgrab",
            "openal",
            "oss",
            "pulse",
            "sndio",
            "v4l2",
            "vfwcap",
            "video4linux2",
            "x11grab",
            "xcbgrab");

    private FileTargets() {}

    /**
     * The files that it reads.
     *
     * @param directory where relative names begin
     */
    public static List<Path> inputs(CompiledCommand command, Path directory) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < command.inputs().size(); i++) {
            MediaTarget target = command.inputs().get(i);
            String format = command.inputOption(i, "f").orElse("");
            String type = command.inputOption(i, "pattern_type").orElse("");
            boolean pictures = format.equals("image2") || PictureNames.isPicture(target.argument());
            boolean pattern = target.file().isEmpty()
                    && pictures
                    && (type.equals("glob") || (target.argument().indexOf('%') >= 0 && !type.equals("none")));
            if (!NO_FILES.contains(format) && !pattern) {
                file(target, directory).ifPresent(files::add);
            }
        }
        return files;
    }

    /**
     * The files that it makes, as far as the name of each is known.
     *
     * @param directory where relative names begin
     */
    public static List<Path> outputs(CompiledCommand command, Path directory) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < command.outputs().size(); i++) {
            MediaTarget target = command.outputs().get(i);
            OutputForm form = command.outputForm(i);
            boolean one = form == OutputForm.ONE_FILE || form == OutputForm.HLS || form == OutputForm.DASH;
            if (one && !(form == OutputForm.HLS && target.argument().contains("%v"))) {
                file(target, directory).ifPresent(files::add);
            }
        }
        return files;
    }

    /**
     * The outputs whose files FFmpeg numbers.
     *
     * @param directory where relative names begin
     */
    public static List<Series> series(CompiledCommand command, Path directory) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < command.outputs().size(); i++) {
            MediaTarget target = command.outputs().get(i);
            OutputForm form = command.outputForm(i);
            boolean variants = form == OutputForm.HLS && target.argument().contains("%v");
            if (form == OutputForm.PICTURES || form == OutputForm.SEGMENTS || variants) {
                long first = first(command, i, form);
                file(target, directory).ifPresent(file -> series.add(new Series(file, first)));
            }
        }
        return series;
    }

    private static long first(CompiledCommand command, int output, OutputForm form) {
        if (command.outputOption(output, "strftime").isPresent()
                || command.outputOption(output, "frame_pts").isPresent()) {
            return -1;
        }
        String first = switch (form) {
            case PICTURES -> command.outputOption(output, "start_number").orElse("1");
            case SEGMENTS ->
                command.outputOption(output, "segment_start_number").orElse("0");
            default -> "0";
        };
        return first.matches("\\d{1,18}") ? Long.parseLong(first) : -1;
    }

    private static Optional<Path> file(MediaTarget target, Path directory) {
        Optional<Path> literal = target.file();
        String text = literal.map(Path::toString).orElseGet(target::argument);
        String name = literal.isEmpty() && text.startsWith("file:") ? text.substring("file:".length()) : text;
        boolean elsewhere = literal.isEmpty()
                && (name.equals("-")
                        || (name.equals(text) && PROTOCOL.matcher(name).matches()));
        if (elsewhere || name.isEmpty() || name.startsWith("/dev/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.resolve(name).toAbsolutePath().normalize());
        } catch (InvalidPathException notAFile) {
            return Optional.empty();
        }
    }
}
