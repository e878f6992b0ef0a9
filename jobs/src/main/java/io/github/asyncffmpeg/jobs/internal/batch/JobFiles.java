package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the files of jobs. */
public final class JobFiles {

    private JobFiles() {}

    /** Of a file, and of the segments that it names if it is a list of such. */
    public static Optional<FileState> state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileState(
                    attributes.size() + ListedFiles.bytes(file),
                    attributes.lastModifiedTime().toInstant()));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** A target of a job: of a series the bytes of its files together, and the time of the newest. */
    static Optional<FileState> state(PlannedJob job, Path target) {
        for (Series series : job.series()) {
            if (series.pattern().equals(target.toAbsolutePath().normalize())) {
                return state(series);
            }
        }
        return state(target);
    }

    private static Optional<FileState> state(Series series) {
        long bytes = 0;
        Instant newest = Instant.MIN;
        for (Path file : series.files()) {
            Optional<FileState> state = state(file);
            if (state.isPresent()) {
                bytes += state.get().bytes();
                newest = state.get().modified().isAfter(newest) ? state.get().modified() : newest;
            }
        }
        return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(new FileState(bytes, newest));
    }

    /** The targets of a job that are there. */
    public static Map<Path, FileState> states(PlannedJob job) {
        Map<Path, FileState> states = new LinkedHashMap<>();
        job.targets().forEach(target -> state(job, target).ifPresent(state -> states.put(target, state)));
        return states;
    }

    /**
     * Whether all that a job makes is there: not a folder of that name, and no empty file where pictures or sound are
     * expected. Of files that are named by the time, nobody can tell.
     */
    static boolean areThere(PlannedJob job) {
        return !job.targets().isEmpty()
                && job.outputs().stream().allMatch(file -> isMade(job, file))
                && job.series().stream()
                        .allMatch(series ->
                                series.first() >= 0 && series.files().stream().anyMatch(file -> !isEmpty(file)));
    }

    private static boolean isMade(PlannedJob job, Path file) {
        return Files.isRegularFile(file) && (!isEmpty(file) || mayBeEmpty(job, file));
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException gone) {
            return true;
        }
    }

    /** Subtitles without words, say. */
    private static boolean mayBeEmpty(PlannedJob job, Path file) {
        CompiledCommand command = CompiledCommand.of(job.job().spec());
        String name = String.valueOf(file.getFileName());
        return IntStream.range(0, command.outputs().size())
                .anyMatch(output -> !command.holdsPicturesOrSound(output)
                        && command.outputs().get(output).argument().endsWith(name));
    }

    /** Deletes a file, or a folder with the files in it. */
    static void delete(Path file) throws IOException {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(file);
            return;
        }
        List<Path> all;
        try (Stream<Path> inside = Files.walk(file)) {
            all = new ArrayList<>(inside.toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Collections.reverse(all);
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    /** The sizes together; empty when one is not known. */
    public static OptionalLong bytes(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            Optional<FileState> state = state(file);
            if (state.isEmpty()) {
                return OptionalLong.empty();
            }
            bytes += state.get().bytes();
        }
        return files.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** Makes the folders that outputs go to. */
    static void makeFolders(PlannedJob job) throws IOException {
        for (Path output : job.outputs()) {
            makeFolder(output.getParent());
        }
        for (Series series : job.series()) {
            makeFolder(series.folder()); // what is below, with a pattern, FFmpeg makes
        }
    }

    private static void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }
}
