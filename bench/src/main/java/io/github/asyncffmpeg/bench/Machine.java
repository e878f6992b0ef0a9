package io.github.asyncffmpeg.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system says of this JVM and of the machine. Safe for any thread. */
final class Machine {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    /** The load average of the last minute. */
    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }

    /** CPU time of all threads of this JVM, the compiler's and collector's too; Linux counts it in steps of 10 ms. */
    static double cpuMillis() {
        return SYSTEM.getProcessCpuTime() / 1e6;
    }

    /**
     * CPU time of the just-in-time compiler, which goes on for thousands of jobs and says little of a JVM that has run
     * for an hour; NaN where there is no /proc. Of compiler threads that have ended it knows nothing.
     */
    static double compilerMillis() {
        double nanos = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    if (Files.readString(task.resolve("comm")).matches("C[12] Compiler.*\\s*")) {
                        nanos += Double.parseDouble(
                                Files.readString(task.resolve("schedstat")).replaceFirst(" .*\\s*", ""));
                    }
                } catch (IOException ended) {
                    // between the list and the look: not one of the compiler's
                }
            }
        } catch (IOException notLinux) {
            return Double.NaN;
        }
        return nanos / 1e6;
    }

    /** Threads of this JVM as the kernel counts them; NaN where there is no /proc. */
    static double threads() {
        return status("Threads");
    }

    /** Memory of this JVM that is in RAM, in MB; NaN where there is no /proc. */
    static double residentMegabytes() {
        return status("VmRSS") / 1024;
    }

    /** The most of its memory that was in RAM at a time, since it began, in MB; NaN where there is no /proc. */
    static double peakResidentMegabytes() {
        return status("VmHWM") / 1024;
    }

    /** The same of another process; NaN where there is no /proc, and when it has ended. */
    static double peakResidentMegabytes(long pid) {
        return value("/proc/" + pid + "/status", "VmHWM") / 1024;
    }

    /** Memory in RAM that is this JVM's alone, in MB: without libraries that others use too; NaN without /proc. */
    static double privateMegabytes() {
        return (value("/proc/self/smaps_rollup", "Private_Clean") + value("/proc/self/smaps_rollup", "Private_Dirty"))
                / 1024;
    }

    /** The objects on the heap, dead ones included, in MB. */
    static double heapMegabytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0 / 1024;
    }

    private static double status(String key) {
        return value("/proc/self/status", key);
    }

    private static double value(String file, String key) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file));
        } catch (IOException notLinux) {
            return Double.NaN;
        }
        Pattern line = Pattern.compile(Pattern.quote(key) + ":\\s*(\\d+).*");
        return lines.stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
