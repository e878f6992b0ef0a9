package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.display.Terminal;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What {@code doctor} looks at in the machine: the watchdog, the terminal, Java, memory, folders. */
final class MachineCheckup {

    private static final long LITTLE_SPACE = 1L << 30;

    private final Surroundings surroundings;
    private final Terminal terminal;
    private final Path journals;
    private final Consumer<Finding> findings;

    MachineCheckup(Surroundings surroundings, Terminal terminal, Path journals, Consumer<Finding> findings) {
        this.surroundings = surroundings;
        this.terminal = terminal;
        this.journals = journals;
        this.findings = findings;
    }

    void check() {
        findings.accept(watchdog());
        findings.accept(terminal());
        findings.accept(charset());
        findings.accept(Finding.ok(
                "Java",
                property("java.version") + " (" + property("java.vendor") + "), " + property("os.name") + " "
                        + property("os.version") + " " + property("os.arch")));
        int processors = Runtime.getRuntime().availableProcessors();
        findings.accept(Finding.ok(
                "machine",
                processors
                        + (processors == 1 ? " processor" : " processors")
                        + memory().map(bytes -> ", " + Words.size(bytes) + " of memory free")
                                .orElse("")));
        findings.accept(temporaryFolder());
        findings.accept(journals());
    }

    private String property(String name) {
        return surroundings.property(name).orElse("?");
    }

    /** The library's watchdog outlives the JVM, and needs what a Linux has. */
    private Finding watchdog() {
        String risk = "if this program is killed with kill -9, its FFmpegs run on";
        if (!property("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Finding.warning("watchdog", "there is none on this system", risk);
        }
        List<String> missing = Stream.concat(
                        Stream.of("setsid", "sleep").filter(name -> find(name).isEmpty()),
                        Stream.of("/bin/sh", "/proc/self/stat").filter(file -> !Files.isReadable(Path.of(file))))
                .toList();
        if (!missing.isEmpty()) {
            String names = String.join(", ", missing);
            return Finding.warning("watchdog", "it cannot run without " + names, "install it; until then: " + risk);
        }
        return starts(find("setsid").get())
                ? Finding.ok("watchdog", "can run: when this program is killed, its FFmpegs are ended")
                : Finding.warning("watchdog", "setsid and /bin/sh do not start", risk);
    }

    private Optional<Path> find(String program) {
        for (String folder :
                surroundings.variable("PATH").orElse("/usr/bin:/bin").split(File.pathSeparator, -1)) {
            try {
                Path file = Path.of(folder, program);
                if (file.isAbsolute() && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            } catch (InvalidPathException notAFolder) {
                // the next one
            }
        }
        return Optional.empty();
    }

    private static boolean starts(Path setsid) {
        try {
            Process process = new ProcessBuilder(setsid.toString(), "/bin/sh", "-c", "exit 0")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Finding terminal() {
        if (!terminal.live()) {
            return Finding.ok("terminal", "stderr is a file, a pipe or a simple terminal: plain lines, no bars");
        }
        return Finding.ok(
                "terminal",
                "live"
                        + terminal.size()
                                .map(size -> ", " + size.columns() + " columns, " + size.rows() + " rows")
                                .orElse("")
                        + (terminal.unicode() ? "" : ", ASCII alone")
                        + (terminal.colours() ? ", colours" : ", no colours")
                        + surroundings
                                .variable("TERM")
                                .map(term -> ", TERM=" + term)
                                .orElse(""));
    }

    /** Java opens only files whose names it can encode. */
    private Finding charset() {
        String names = surroundings.property("sun.jnu.encoding").orElse("UTF-8");
        String text = Charset.defaultCharset().displayName();
        boolean ascii = names.equals("ANSI_X3.4-1968") || names.equals("US-ASCII");
        return ascii
                ? Finding.warning(
                        "charset",
                        text + ", file names " + names + ": files with names beyond ASCII cannot be opened",
                        "set LC_ALL=C.UTF-8")
                : Finding.ok("charset", text + ", file names " + names);
    }

    private static Optional<Long> memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .filter(digits -> !digits.isEmpty())
                    .map(digits -> Long.parseLong(digits) * 1024)
                    .findFirst();
        } catch (IOException | RuntimeException notLinux) {
            return Optional.empty();
        }
    }

    private Finding temporaryFolder() {
        Path folder = Path.of(property("java.io.tmpdir"));
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return Finding.problem(
                    "temporary",
                    folder + " cannot be written to",
                    "make it, or name another one in JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
        }
        return space("temporary", folder, folder);
    }

    private Finding journals() {
        Path existing = journals.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Finding.warning(
                    "journals",
                    journals + " cannot be written to",
                    "without journals there is no --resume: make it, or set XDG_STATE_HOME to another folder");
        }
        return space("journals", journals, existing);
    }

    private static Finding space(String topic, Path folder, Path existing) {
        try {
            FileStore store = Files.getFileStore(existing);
            String text = folder + ", " + Words.size(store.getUsableSpace()) + " free";
            return store.getUsableSpace() < LITTLE_SPACE
                    ? Finding.warning(topic, text, "little: make room")
                    : Finding.ok(topic, text);
        } catch (IOException e) {
            return Finding.ok(topic, folder.toString());
        }
    }
}
