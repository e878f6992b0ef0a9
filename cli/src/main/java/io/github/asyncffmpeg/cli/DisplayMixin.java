package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.display.ColorMode;
import io.github.asyncffmpeg.cli.display.Display;
import io.github.asyncffmpeg.cli.display.Displays;
import io.github.asyncffmpeg.cli.display.ProgressMode;
import io.github.asyncffmpeg.cli.display.Terminal;
import io.github.asyncffmpeg.jobs.internal.record.EventJson;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is shown of running jobs, and where it is written for programs. */
final class DisplayMixin implements PlainOptions {

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|plain|json|none",
            converter = WordOption.ProgressWord.class,
            description =
                    "How progress is shown on stderr: auto draws bars at a terminal, and writes few plain lines elsewhere.")
    ProgressMode progress = ProgressMode.AUTO;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            converter = WordOption.ColorWord.class,
            description = "Whether colours are used.")
    ColorMode color = ColorMode.AUTO;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Writes every event as one line of JSON to this file; - is stdout. See docs/events-file.md.")
    @Nullable
    String events;

    @Override
    public boolean option(String name, String value) {
        switch (name) {
            case "--progress" -> progress = new WordOption.ProgressWord().convert(value);
            case "--color" -> color = new WordOption.ColorWord().convert(value);
            case "--events" -> events = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    Display ofBatch(PrintWriter err) {
        return Displays.of(progress, Terminal.detect(color), err, EventJson::write);
    }

    Display ofOneJob(PrintWriter err) {
        return Displays.single(progress, Terminal.detect(color), err, EventJson::write);
    }
}
