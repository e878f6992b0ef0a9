package io.github.asyncffmpeg.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program without a command: help and version. */
@Command(
        name = "asyncffmpeg",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "Runs FFmpeg jobs at the same time, and stops them without losing a file.",
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg quickstart              two jobs at once on a small video it brings",
            "  asyncffmpeg quickstart holiday.mov  the same on a video of yours",
            "  asyncffmpeg --version               this version, the FFmpeg it uses, and Java's",
            "",
            "Exit codes: 0 all done, 1 some job failed, 2 nothing was started, 130 Ctrl+C, 143 SIGTERM"
        })
final class AsyncFFmpegCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }
}
