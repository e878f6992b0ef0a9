package io.github.asyncffmpeg.staging;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.FailureStage;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before FFmpeg starts, what FFmpeg itself would refuse if it saw the final names: an output that is there
 * already, or that is an input too. It looks at the disk. For one thread.
 */
final class ExistingOutputs {

    private static final Pattern FILLED_IN = Pattern.compile("%\\d*([A-Za-z])");

    private final String run;
    private final @Nullable Path directory;
    private final FFmpegCommand command;

    ExistingOutputs(String run, @Nullable Path directory, FFmpegCommand command) {
        this.run = run;
        this.directory = directory;
        this.command = command;
    }

    void check(StagedOutput output, boolean overwrite) {
        Optional<Path> existing = overwrite ? Optional.empty() : existing(output);
        if (existing.isPresent()) {
            String name = output.hasPattern()
                    ? existing.get().toString()
                    : output.target().argument();
            throw refusal(output, FailureKind.OUTPUT_EXISTS, "File '" + name + "' already exists", null);
        }
        for (MediaTarget input : command.inputs()) {
            Optional<Path> file = TargetFile.of(input, directory);
            if (file.isPresent() && isSame(file.get(), output.last())) {
                throw refusal(
                        output,
                        FailureKind.SAME_FILE,
                        "Output " + output.target() + " is the input " + input + " too",
                        null);
            }
        }
    }

    private static boolean isSame(Path input, Path output) {
        try {
            return input.toAbsolutePath().normalize().equals(output.normalize()) || Files.isSameFile(input, output);
        } catch (IOException oneIsNotThere) {
            return false;
        }
    }

    private static Optional<Path> existing(StagedOutput output) {
        for (String master : output.masters()) {
            Path file = output.folder().resolve(master);
            if (isThere(file)) {
                return Optional.of(file);
            }
        }
        if (!output.hasPattern()) {
            return Optional.of(output.last()).filter(ExistingOutputs::isThere);
        }
        return output.firstNumber() < 0 ? Optional.empty() : matching(output);
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The first file that the pattern could stand for. */
    private static Optional<Path> matching(StagedOutput output) {
        int slash = output.tail().indexOf('/');
        String first = slash < 0 ? output.tail() : output.tail().substring(0, slash);
        String rest = slash < 0 ? "" : output.tail().substring(slash + 1);
        Pattern name = expression(first);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(output.folder())) {
            for (Path file : files) {
                Matcher matcher = name.matcher(String.valueOf(file.getFileName()));
                boolean counted = matcher.matches()
                        && (matcher.groupCount() == 0
                                || matcher.group(1).length() > 18
                                || Long.parseLong(matcher.group(1)) >= output.firstNumber());
                if (counted && isThere(rest.isEmpty() ? file : file.resolve(rest))) {
                    return Optional.of(file);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return Optional.empty(); // FFmpeg will say what it thinks of this folder
        }
        return Optional.empty();
    }

    /** A pattern of file names as an expression, with the count as its first group. */
    private static Pattern expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        Matcher parts = FILLED_IN.matcher(pattern);
        int end = 0;
        boolean counted = false;
        while (parts.find()) {
            expression.append(
                    Pattern.quote(pattern.substring(end, parts.start()).replace("%%", "%")));
            boolean counts = parts.group(1).equals("d");
            expression.append(counts ? (counted ? "\\d+" : "(\\d+)") : "[^/]+");
            counted |= counts;
            end = parts.end();
        }
        expression.append(Pattern.quote(pattern.substring(end).replace("%%", "%")));
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    /** The failure that FFmpeg would have ended with. */
    FFmpegProcessException refusal(StagedOutput output, FailureKind kind, String words, @Nullable IOException cause) {
        Failure failure = new Failure(
                kind,
                Optional.of(FailureStage.CONFIGURE),
                Optional.of(
                        new Failure.Culprit(Failure.Part.OUTPUT, output.target().toString())),
                Optional.of(words),
                List.of());
        return new FFmpegProcessException(
                run + " was not started: " + failure.sentence(),
                1,
                List.of(),
                List.of(),
                failure,
                Duration.ZERO,
                new Outcome.Failed(false),
                cause);
    }
}
