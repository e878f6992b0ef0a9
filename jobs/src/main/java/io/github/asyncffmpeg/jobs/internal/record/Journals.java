package io.github.asyncffmpeg.jobs.internal.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where journals are: in one folder of the user's, {@code $XDG_STATE_HOME/asyncffmpeg} or {@code ~/.local/state/asyncffmpeg}
 * ({@code %LOCALAPPDATA%\asyncffmpeg} on Windows), so that none lies among the videos. One plan has one journal.
 *
 * @param folder the folder
 */
public record Journals(Path folder) {

    private static final String ENDING = ".ndjson";
    private static final int MOST = 100;
    private static final int LONGEST_TITLE = 60;

    /** Those of this user. */
    public static Journals ofUser() {
        return new Journals(
                folder(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", "")));
    }

    static Path folder(Map<String, String> environment, String system, String home) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!state.startsWith("/")) { // a relative one counts for nothing, the XDG specification says
            boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            state = windows && !local.isEmpty() ? local : home + "/.local/state";
        }
        return Path.of(state).resolve("asyncffmpeg");
    }

    /**
     * The journal of a plan.
     *
     * @param title begins its name
     * @param identity what makes the plan this one: the job file, or the folder and the patterns
     */
    public Path of(String title, List<String> identity) {
        StringBuilder name = new StringBuilder();
        for (int at = 0, kept = 0; at < title.length() && kept < LONGEST_TITLE; kept++) {
            int c = title.codePointAt(at);
            at += Character.charCount(c);
            name.append(c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '_') ? (char) c : '-');
        }
        return folder.resolve(name + "-" + digest(String.join("\0", identity)) + ENDING);
    }

    /** The lock of a journal that lies elsewhere. Locks stay, and are empty: to delete one would let two hold it. */
    static String lockName(Path journal) {
        Path file = journal.toAbsolutePath().normalize();
        Path folder = file.getParent();
        try {
            file = folder == null ? file : folder.toRealPath().resolve(String.valueOf(file.getFileName()));
        } catch (IOException notThere) {
            // The lock is named after the path as it was given.
        }
        return "named-" + digest(file.toString()) + ".lock";
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 5);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible); // every Java has it
        }
    }

    /** The journal that was written last. */
    public Optional<Path> newest() throws IOException {
        return all().stream().findFirst();
    }

    /** The journal of the values and decisions of a plan, beside that of its events. */
    public static Path ofPlan(Path journal) {
        return Path.of(journal + ".plan");
    }

    /** Removes the oldest journals, so that a hundred are kept. */
    public void prune() throws IOException {
        if (number() <= MOST) {
            return; // to sort them by their times takes some milliseconds
        }
        List<Path> all = all();
        for (Path old : all.subList(Math.min(MOST, all.size()), all.size())) {
            Files.deleteIfExists(old);
            Files.deleteIfExists(Path.of(old + ".lock"));
            Files.deleteIfExists(Path.of(old + ".old"));
            Files.deleteIfExists(ofPlan(old));
            Files.deleteIfExists(Path.of(ofPlan(old) + ".lock"));
        }
    }

    private long number() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            long number = 0;
            for (Path file : files) {
                number += file.toString().endsWith(ENDING) ? 1 : 0;
            }
            return number;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** The newest first. */
    private List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparing(Journals::modified).reversed())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
