package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.InputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Which bytes a job reads, as far as a look at its input files tells. A file is the same when it has the same size and the same
 * time of modification. Small files, such as lists, subtitles and pictures, are compared by their bytes instead: scripts
 * write them again for every run. A large file with a new time counts as replaced, as it does for make: both ends of two
 * recordings of one length can be equal where nothing but a new time tells that the middle was edited.
 */
public final class Inputs {

    /** Bytes: read in some 30 µs, and more than most lists have. */
    private static final int SMALL = 64 * 1024;

    /** A line of a list for the concat demuxer. */
    private static final Pattern CONCAT = Pattern.compile("(?m)^\\s*file\\s+(.+?)\\s*$");

    private static final Set<String> CONCAT_NAMES = Set.of("txt", "ffconcat", "concat", "list");

    private Inputs() {}

    /** The input files of a job that are there. */
    public static List<InputFile> of(PlannedJob job) {
        List<InputFile> inputs = new ArrayList<>();
        job.inputs().forEach(file -> of(file).ifPresent(inputs::add));
        return inputs;
    }

    /** A file; empty if there is none. A pipe or a device has a new time at each use, and says nothing. */
    static Optional<InputFile> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            FileState own = new FileState(
                    attributes.size(), attributes.lastModifiedTime().toInstant());
            byte[] bytes = own.bytes() <= SMALL ? Files.readAllBytes(file) : new byte[0];
            Set<Path> listed = listed(file, bytes);
            CRC32 content =
                    new CRC32(); // a cold JVM, too, has it as machine code: no SHA-256 of 64 KiB before the first job
            content.update(bytes);
            if (listed.isEmpty()) {
                Optional<String> known = own.bytes() <= SMALL ? Optional.of(text(content)) : Optional.empty();
                return Optional.of(new InputFile(file, own, known));
            }
            if (own.bytes() > SMALL) {
                update(content, own);
            }
            return Optional.of(withListed(file, own, content, listed));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static InputFile withListed(Path file, FileState own, CRC32 content, Set<Path> listed) {
        long all = own.bytes();
        Instant newest = own.modified();
        for (Path each : listed) {
            Optional<FileState> state = JobFiles.state(each);
            if (state.isPresent()) {
                update(content, state.get());
                all += state.get().bytes();
                newest = state.get().modified().isAfter(newest) ? state.get().modified() : newest;
            }
        }
        return new InputFile(file, new FileState(all, newest), Optional.of(text(content)));
    }

    private static void update(CRC32 content, FileState state) {
        content.update((state.bytes() + " " + state.modified() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(CRC32 content) {
        return String.format(Locale.ROOT, "%08x", content.getValue());
    }

    /** The local files that it names, if it is a list. */
    private static Set<Path> listed(Path file, byte[] bytes) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!CONCAT_NAMES.contains(name.substring(name.lastIndexOf('.') + 1))) {
            return ListedFiles.of(file);
        }
        Set<Path> files = new LinkedHashSet<>();
        Matcher lines = CONCAT.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (lines.find()) {
            try {
                files.add(file.resolveSibling(unquoted(lines.group(1))));
            } catch (InvalidPathException notHere) {
                // a URL, where a file cannot have such a name
            }
        }
        return files;
    }

    /** FFmpeg's quoting: all between two {@code '} is as it is, elsewhere a backslash takes the next character as it is. */
    private static String unquoted(String text) {
        StringBuilder plain = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '\\' && !quoted && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /**
     * Whether the inputs of a job are those that an earlier run has read. One that is gone says nothing: people delete
     * sources when the outputs are made.
     */
    static boolean areAsTheyWere(JobStarted start, PlannedJob job) {
        if (start.inputs().isEmpty()) {
            return areAsTheyWereByTime(start, job);
        }
        Map<Path, InputFile> then = start.inputs().stream()
                .collect(Collectors.toMap(InputFile::file, input -> input, (one, same) -> one, TreeMap::new));
        return job.inputs().stream().allMatch(file -> {
            InputFile before = then.get(file);
            return before == null
                    || of(file).filter(now -> !now.isSameAs(before)).isEmpty();
        });
    }

    /** Of a journal that does not have them: by their size together, and their time; a time to come says nothing. */
    private static boolean areAsTheyWereByTime(JobStarted start, PlannedJob job) {
        OptionalLong bytes = JobFiles.bytes(job.inputs());
        boolean sameSize = bytes.isEmpty() || start.inputBytes().isEmpty() || bytes.equals(start.inputBytes());
        Instant now = Instant.now();
        return sameSize
                && job.inputs().stream()
                        .flatMap(input -> JobFiles.state(input).stream())
                        .noneMatch(state -> state.modified().isAfter(start.time())
                                && state.modified().isBefore(now));
    }
}
