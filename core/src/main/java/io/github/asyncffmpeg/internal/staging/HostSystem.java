package io.github.asyncffmpeg.internal.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * This machine. On Linux by {@code /proc}; elsewhere by what {@link ProcessHandle} knows, with nothing known of boots and
 * containers. Nothing is read before the first file needs it.
 */
final class HostSystem implements RunningSystem {

    static final HostSystem THIS = new HostSystem();

    private static final Path PROC = Path.of("/proc");

    private HostSystem() {}

    private static final class Self {
        static final PartialOwner OWNER = read();

        private static PartialOwner read() {
            long pid = ProcessHandle.current().pid();
            String boot = line("/proc/sys/kernel/random/boot_id")
                    .map(id -> ShortText.of(id, 5))
                    .orElse(PartialOwner.NO_BOOT);
            return new PartialOwner(
                    ShortText.of(line("/etc/machine-id").orElse("") + " " + hostName(), 5),
                    boot,
                    namespace(),
                    pid,
                    THIS.startOf(pid).orElse(0),
                    0);
        }

        private static String hostName() {
            return line("/proc/sys/kernel/hostname").orElseGet(() -> {
                try {
                    return InetAddress.getLocalHost().getHostName();
                } catch (UnknownHostException e) {
                    return "";
                }
            });
        }

        private static String namespace() {
            try {
                return ShortText.of(
                        Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString(), 4);
            } catch (IOException | UnsupportedOperationException none) {
                return "0000";
            }
        }
    }

    @Override
    public PartialOwner self() {
        return Self.OWNER;
    }

    @Override
    public OptionalLong startOf(long pid) {
        // Ticks since the boot, the 22nd field; the second, the name, may hold spaces and brackets. An instant would
        // not do: with the clock set anew, the same process would seem to have started at another time.
        Optional<String> stat = line("/proc/" + pid + "/stat");
        if (stat.isPresent()) {
            String[] fields =
                    stat.get().substring(stat.get().lastIndexOf(')') + 1).trim().split(" ", -1);
            return OptionalLong.of(Long.parseLong(fields[19]));
        }
        if (Files.exists(PROC.resolve("self/stat"))) {
            return OptionalLong.empty();
        }
        return ProcessHandle.of(pid)
                .map(process -> OptionalLong.of(
                        process.info().startInstant().map(Instant::toEpochMilli).orElse(0L)))
                .orElse(OptionalLong.empty());
    }

    @Override
    public boolean isNamedByAProcess(String name) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.allProcesses()
                    .anyMatch(process -> process.info().commandLine().orElse("").contains(name));
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (line(process.resolve("cmdline").toString()).orElse("").contains(name)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | UncheckedIOException | java.nio.file.DirectoryIteratorException e) {
            return true; // not known: better in use
        }
    }

    @Override
    public boolean seesAllProcesses() {
        return line("/proc/1/cmdline").isPresent(); // hidepid hides it from all but root
    }

    @Override
    public Instant booted() {
        return line("/proc/uptime")
                .map(text -> now().minusMillis((long) (Double.parseDouble(text.split(" ", -1)[0]) * 1000)))
                .orElse(Instant.MIN);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    /** A small file of the system, without white space at its ends. */
    private static Optional<String> line(String file) {
        try {
            return Optional.of(new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8).strip());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
