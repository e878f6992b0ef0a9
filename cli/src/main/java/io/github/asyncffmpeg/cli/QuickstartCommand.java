package io.github.asyncffmpeg.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg quickstart [FILE]}. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Copies a video to output1.mp4 and scales it to a width of 768 in output2.mp4, both at the same time, "
                    + "in the current folder. Files of these names are replaced.",
            "Ctrl+C stops both; what they have written so far can be played."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg quickstart              on a small video it brings",
            "  asyncffmpeg quickstart holiday.mov  on a video of yours",
            "",
            "Exit codes: 0 all done, 1 some job failed, 2 nothing was started, 130 Ctrl+C, 143 SIGTERM"
        })
final class QuickstartCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "A video; by default a small sample.")
    private @Nullable String file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final DisplayMixin shown = new DisplayMixin();

    @Mixin
    private final FFmpegMixin ffmpeg = new FFmpegMixin();

    @Override
    public Integer call() throws CannotStart {
        String named = file;
        try (SourceFile source = named == null ? SourceFile.sample() : SourceFile.ofUser(named)) {
            return new Quickstart(
                            ffmpeg.builder().build(),
                            shown,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .run(source);
        }
    }
}
