package io.github.asyncffmpeg.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Prints the JSON Schema (2020-12) of job files. Editors that know it complete keys and show what they mean."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg schema > job-file.schema.json",
            "      and as the first line of a job file:",
            "      # yaml-language-server: $schema=job-file.schema.json",
            "  asyncffmpeg schema --events > events.schema.json",
            "",
            "Exit codes: 0 done, 2 nothing was printed"
        })
final class SchemaCommand implements Callable<Integer> {

    @Option(names = "--events", description = "The schema of a line of an events file instead.")
    private boolean events;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws CannotStart {
        String name = "/io/github/asyncffmpeg/jobs/" + (events ? "events.schema.json" : "job-file.schema.json");
        try (InputStream schema = SchemaCommand.class.getResourceAsStream(name)) {
            if (schema == null) {
                throw new CannotStart("This build has no " + name + ".");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            out.flush();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CannotStart("The schema cannot be read: " + e.getMessage());
        }
    }
}
