package io.github.asyncffmpeg.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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

    /** Threads of this JVM as the kernel counts them; NaN where there is no /proc. */
    static double threads() {
        return status("Threads");
    }

    /** Memory of this JVM that is in RAM, in MB; NaN where there is no /proc. */
    static double residentMegabytes() {
        return status("VmRSS") / 1024;
    }

    private static double status(String key) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("/proc/self/status"));
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
