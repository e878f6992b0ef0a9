package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.Build;
import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code doctor} looks at in FFmpeg: which one is used and why, and whether it does a job. */
final class FFmpegCheckup {

    private static final StreamSpec SMALL_JOB =
            StreamSpec.ofArguments("-f", "lavfi", "-i", "color=s=64x64:d=0.1", "-f", "null", "-");

    private static final String PROPERTY = "asyncffmpeg.ffmpeg";
    private static final String VARIABLE = "ASYNCFFMPEG_FFMPEG";

    private final FFmpeg ffmpeg;
    private final Surroundings surroundings;
    private final Consumer<Finding> findings;

    FFmpegCheckup(FFmpeg ffmpeg, Surroundings surroundings, Consumer<Finding> findings) {
        this.ffmpeg = ffmpeg;
        this.surroundings = surroundings;
        this.findings = findings;
    }

    /** Whether jobs can run. */
    boolean check(boolean eachEncoder) {
        FFmpegBinary binary;
        try {
            binary = ffmpeg.binary();
        } catch (FFmpegNotFoundException none) {
            findings.accept(Finding.problem("FFmpeg", "none was found that works", advice()));
            none.tried().stream()
                    .filter(place -> !place.startsWith("No path was given")) // of the library's, and not said here
                    .forEach(place -> findings.accept(Finding.note("tried", place)));
            return false;
        }
        findings.accept(Finding.ok("FFmpeg", binary.version() + ", " + binary.origin() + ": " + binary.ffmpeg()));
        findings.accept(Finding.ok("looked for", order()));
        licence(ffmpeg.capabilities());
        findings.accept(binary.ffprobe()
                .map(path -> Finding.ok("ffprobe", path.toString()))
                .orElseGet(() -> Finding.warning(
                        "ffprobe",
                        "there is none beside " + binary.ffmpeg(),
                        "install the one of the same version; probe needs it, jobs run without")));
        boolean works = smallJob();
        if (works) {
            new EncoderCheckup(ffmpeg.capabilities(), findings).check(eachEncoder);
            new LibraryCheckup(ffmpeg.capabilities(), findings).check();
        }
        return works;
    }

    /** The places in their order, up to the one that decided. */
    private String order() {
        List<String> places = new ArrayList<>();
        Optional<String> property = surroundings.property(PROPERTY);
        Optional<String> variable = surroundings.variable(VARIABLE);
        places.add("the system property " + PROPERTY + is(property));
        places.add("the variable " + VARIABLE + is(variable));
        places.add("the bundled FFmpeg");
        places.add("PATH");
        return String.join(", then ", places);
    }

    private static String is(Optional<String> value) {
        return value.map(set -> " (" + set + ")").orElse(" (not set)");
    }

    private static String advice() {
        return "install ffmpeg, or set " + VARIABLE + " to the program or its folder";
    }

    private void licence(Capabilities capabilities) {
        Build build = capabilities.build();
        String text = switch (build.licence()) {
            case LGPL_2_1 -> "LGPL 2.1 or later";
            case LGPL_3 -> "LGPL 3 or later";
            case GPL_2 -> "GPL 2 or later";
            case GPL_3 -> "GPL 3 or later";
            case NONFREE -> "not free: this build may not be passed on";
            case UNKNOWN -> "not known: this FFmpeg does not say how it was built";
        };
        List<String> flags = build.configuration().stream()
                .filter(flag -> flag.matches("--(enable|disable)-(gpl|version3|nonfree)"))
                .distinct()
                .toList();
        String by = flags.isEmpty() ? "" : " (" + String.join(" ", flags) + ")";
        findings.accept(
                build.licence() == Build.Licence.NONFREE
                        ? Finding.warning("licence", text + by, "keep it to yourself, or take another build")
                        : Finding.ok("licence", text + by));
    }

    private boolean smallJob() {
        long begun = System.nanoTime();
        try {
            ffmpeg.run(SMALL_JOB);
            findings.accept(Finding.ok("a job", "ran, in " + (System.nanoTime() - begun) / 1_000_000 + " ms"));
            return true;
        } catch (FFmpegException failed) {
            findings.accept(
                    Finding.problem("a job", "failed: " + Words.name(String.valueOf(failed.getMessage())), advice()));
            return false;
        }
    }
}
