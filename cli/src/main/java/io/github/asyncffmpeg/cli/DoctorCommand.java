package io.github.asyncffmpeg.cli;

import com.google.gson.stream.JsonWriter;
import io.github.asyncffmpeg.cli.display.ColorMode;
import io.github.asyncffmpeg.cli.display.Terminal;
import io.github.asyncffmpeg.jobs.internal.record.Journals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Says which FFmpeg is used and why, which encoders really work on this machine, and what else jobs depend on; "
                    + "and what to do where something is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg doctor",
            "  asyncffmpeg doctor --encoders         each encoder, and why it does not work",
            "  asyncffmpeg doctor --ffmpeg /usr/bin  of another FFmpeg",
            "",
            "Exit codes: 0 jobs can run, 2 they cannot"
        })
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--encoders", description = "A line for each encoder that was tried.")
    private boolean encoders;

    @Option(names = "--json", description = "One JSON object: jobsCanRun, findings.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ExecutableMixin ffmpeg = new ExecutableMixin();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> found = new ArrayList<>();
        Consumer<Finding> findings = finding -> {
            found.add(finding);
            if (!json) {
                finding.lines().forEach(out::println);
                out.flush(); // encoders take their time
            }
        };
        Surroundings surroundings = Surroundings.ofThisProgram();
        boolean works = new FFmpegCheckup(ffmpeg.builder().build(), surroundings, findings).check(encoders);
        new MachineCheckup(
                        surroundings,
                        Terminal.detect(ColorMode.AUTO),
                        Journals.ofUser().folder(),
                        findings)
                .check();
        if (json) {
            out.println(json(works, found));
        }
        out.flush();
        return works ? ExitCode.DONE : ExitCode.NOTHING_STARTED;
    }

    static String json(boolean works, List<Finding> findings) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = new JsonWriter(text)) {
            writer.beginObject()
                    .name("jobsCanRun")
                    .value(works)
                    .name("findings")
                    .beginArray();
            for (Finding finding : findings) {
                writer.beginObject().name("level").value(finding.level().word());
                writer.name("topic").value(finding.topic()).name("text").value(finding.text());
                if (!finding.advice().isEmpty()) {
                    writer.name("advice").value(finding.advice());
                }
                writer.endObject();
            }
            writer.endArray().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has none
        }
        return text.toString();
    }
}
