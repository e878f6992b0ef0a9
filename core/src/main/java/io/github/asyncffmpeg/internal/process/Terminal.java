package io.github.asyncffmpeg.internal.process;

/** Whether this JVM, and so its children, belongs to a terminal whose Ctrl+C signals them all. */
final class Terminal {

    private Terminal() {}

    /**
     * Looks the controlling terminal up.
     *
     * @return {@code false} only when the system says that there is none: a service, a container without {@code -t}.
     *     Where it cannot be known (no {@code /proc}), {@code true}, which is the careful answer.
     */
    static boolean isShared() {
        ProcStat stat = ProcStat.of(ProcessHandle.current().pid()).orElse(null);
        return stat == null || !stat.terminal().equals("0");
    }
}
