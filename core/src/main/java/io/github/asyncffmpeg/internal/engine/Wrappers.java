package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.process.MemoryBound;
import io.github.asyncffmpeg.internal.process.MissingProgramException;
import io.github.asyncffmpeg.internal.process.Programs;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs that start FFmpeg with less of the machine: each becomes the next by {@code exec}, so that the process id
 * is FFmpeg's. Safe for any thread. The first use blocks for some milliseconds.
 */
final class Wrappers {

    private Wrappers() {}

    /**
     * The wrappers for some limits, the outermost first.
     *
     * @throws MissingProgramException if this machine cannot hold one of them
     */
    static List<String> of(ResourceLimits limits) throws MissingProgramException {
        List<String> line = new ArrayList<>();
        if (limits.niceness().isPresent()) {
            String niceness = "" + limits.niceness().getAsInt();
            line.addAll(List.of(Programs.required("nice", "niceness"), "-n", niceness));
        }
        if (limits.isIoIdle()) {
            line.addAll(List.of(Programs.required("ionice", "ioIdle"), "-c", "3"));
        } else if (limits.ioPriority().isPresent()) {
            String level = "" + limits.ioPriority().getAsInt();
            line.addAll(List.of(Programs.required("ionice", "ioPriority"), "-c", "2", "-n", level));
        }
        if (limits.memory().isPresent()) {
            line.addAll(MemoryBound.wrapper(limits.memory().getAsLong(), "memory"));
        }
        return line;
    }
}
