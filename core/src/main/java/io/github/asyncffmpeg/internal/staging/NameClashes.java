package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.internal.compile.OutputName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names of a command that are one file: two outputs, an output and an input, an output and what is there already. FFmpeg 5.1
 * and 8.0 compare the texts of inputs and outputs alone: they write over what they read through a link, or by the name of a
 * segment. It looks at the disk, and only where a command could do harm.
 *
 * <p>For one thread; it blocks.
 */
public final class NameClashes {

    private final CompiledCommand command;
    private final @Nullable Path directory;

    /**
     * For a command.
     *
     * @param command the command, with the names that will stay
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     */
    public NameClashes(CompiledCommand command, @Nullable Path directory) {
        this.command = command;
        this.directory = directory;
    }

    /**
     * An output that would be written over something.
     *
     * @param output its number
     * @param words a sentence without its end
     */
    public record Clash(int output, String words) {}

    /**
     * Two outputs that write to one file.
     *
     * @return the first such pair
     */
    public Optional<Clash> ofOutputs() {
        int count = command.outputs().size();
        if (count < 2) {
            return Optional.empty();
        }
        List<List<OutputName>> names = new ArrayList<>();
        for (int output = 0; output < count; output++) {
            names.add(command.outputNames(output));
        }
        for (int output = 1; output < count; output++) {
            for (int other = 0; other < output; other++) {
                Optional<String> both = both(names.get(output), names.get(other));
                if (both.isPresent()) {
                    boolean same = command.outputs()
                            .get(output)
                            .argument()
                            .equals(command.outputs().get(other).argument());
                    String name = command.outputs().get(output).toString();
                    String words = same
                            ? "two outputs are one file: " + name
                            : "outputs " + command.outputs().get(other) + " and " + name + " write to one file ("
                                    + both.get() + ")";
                    return Optional.of(new Clash(output, words));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * An output that would be written over an input.
     *
     * @return the first one
     */
    public Optional<Clash> ofInputs() {
        List<OutputName> read = new ArrayList<>();
        for (int input = 0; input < command.inputs().size(); input++) {
            read.addAll(command.inputNames(input));
        }
        for (int output = 0; output < command.outputs().size() && !read.isEmpty(); output++) {
            List<OutputName> written = command.outputNames(output);
            for (OutputName input : read) {
                Optional<String> both = both(written, List.of(input));
                if (both.isPresent()) {
                    String target = command.outputs().get(output).toString();
                    return Optional.of(new Clash(
                            output,
                            written.size() == 1 && written.get(0).literal()
                                    ? "Output " + target + " is the input " + input.text() + " too"
                                    : "Output " + target + " may be written over the input " + input.text() + ": "
                                            + both.get() + " is a name of its files"));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * A file that is there and that an output of many files would be written over. FFmpeg looks for such an output's own name
     * alone, and for that of a playlist not even then.
     *
     * @param output the number of the output
     * @return the first one that is found
     */
    Optional<Path> existing(int output) {
        OutputForm form = command.outputForm(output);
        boolean goesOn = command.outputOption(output, "hls_flags").orElse("").contains("append_list");
        if (form == OutputForm.ONE_FILE || form == OutputForm.NO_FILE || goesOn) {
            return Optional.empty();
        }
        for (OutputName name : command.outputNames(output)) {
            Optional<Path> there = existing(name);
            if (there.isPresent()) {
                return there;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> existing(OutputName name) {
        Path folder = seen(name.folder());
        if (name.literal()) {
            return Optional.of(seen(Path.of(name.text())))
                    .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        }
        if (name.first() < 0) {
            return Optional.empty();
        }
        int depth = 1
                + (int) name.name()
                        .pattern()
                        .pattern()
                        .chars()
                        .filter(each -> each == '/')
                        .count();
        try (Stream<Path> files =
                Files.find(folder, depth, (file, attributes) -> name.matches(folder.relativize(file)))) {
            return files.findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty(); // FFmpeg will say what it thinks of this folder
        }
    }

    /** What both sides have, as it is called. */
    private Optional<String> both(List<OutputName> some, List<OutputName> others) {
        for (OutputName one : some) {
            for (OutputName other : others) {
                if (overlap(one, other)) {
                    return Optional.of(one.text());
                }
            }
        }
        return Optional.empty();
    }

    private boolean overlap(OutputName one, OutputName other) {
        if (one.literal() && other.literal()) {
            return isSame(seen(Path.of(one.text())), seen(Path.of(other.text())));
        }
        if (one.literal()) {
            return mayBe(other, seen(Path.of(one.text())));
        }
        if (other.literal()) {
            return mayBe(one, seen(Path.of(other.text())));
        }
        return one.isLike(other) && isSame(seen(one.folder()), seen(other.folder()));
    }

    private boolean mayBe(OutputName pattern, Path file) {
        Path folder = seen(pattern.folder());
        return isBelow(pattern, folder, file) || isBelow(pattern, real(folder), real(file));
    }

    private static boolean isBelow(OutputName pattern, Path folder, Path file) {
        return file.startsWith(folder) && !file.equals(folder) && pattern.matches(folder.relativize(file));
    }

    private Path seen(Path file) {
        Path seen = directory == null ? file : directory.resolve(file);
        return seen.toAbsolutePath().normalize();
    }

    private static boolean isSame(Path one, Path other) {
        if (one.equals(other)) {
            return !isDevice(one);
        }
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other) && !isDevice(one);
            }
        } catch (IOException gone) {
            return false;
        }
        return real(one).equals(real(other));
    }

    /** What may be written to by many. */
    private static boolean isDevice(Path file) {
        return file.startsWith("/dev")
                || file.startsWith("/proc")
                || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    /** With no links in it, as far as it is there. */
    private static Path real(Path file) {
        Path last = Staging.withoutLinks(file);
        try {
            return last.toRealPath();
        } catch (IOException notThere) {
            Path folder = last.getParent();
            Path name = last.getFileName();
            try {
                return folder == null || name == null
                        ? last
                        : folder.toRealPath().resolve(name);
            } catch (IOException noFolder) {
                return last;
            }
        }
    }
}
