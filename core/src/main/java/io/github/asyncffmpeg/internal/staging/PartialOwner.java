package io.github.asyncffmpeg.internal.staging;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who writes a temporary file, as its name tells: so a later start can see whether that process is gone.
 *
 * @param machine five characters that tell machines apart
 * @param boot five that tell apart what has been booted since; {@link #NO_BOOT} where that is not known
 * @param namespace four that tell apart the namespaces of process ids: containers
 * @param pid the process, in its namespace
 * @param start when it started, in whatever unit the system counts; pids are used again
 * @param number tells apart the files of one process
 */
record PartialOwner(String machine, String boot, String namespace, long pid, long start, long number) {

    /** Begins the mark in a name, before the owner. */
    static final String MARK = ".partial";

    static final String NO_BOOT = "00000";

    /** The longest text: 14 characters, and three numbers of at most 13. */
    static final int MOST_CHARACTERS = 14 + 3 * 14;

    private static final Pattern TEXT = Pattern.compile(
            "([0-9a-z]{5})([0-9a-z]{5})([0-9a-z]{4})-([0-9a-z]{1,12})-([0-9a-z]{1,12})-([0-9a-z]{1,12})");

    static Optional<PartialOwner> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() ? Optional.of(of(parts)) : Optional.empty();
    }

    /** The owner in a file name, if it is a temporary name of any file. */
    static Optional<PartialOwner> in(String name) {
        Matcher parts = TEXT.matcher(name);
        int mark = name.lastIndexOf(MARK + "-");
        return mark >= 0 && parts.find(mark + MARK.length() + 1) ? Optional.of(of(parts)) : Optional.empty();
    }

    private static PartialOwner of(Matcher parts) {
        return new PartialOwner(
                parts.group(1),
                parts.group(2),
                parts.group(3),
                number(parts.group(4)),
                number(parts.group(5)),
                number(parts.group(6)));
    }

    private static long number(String text) {
        return Long.parseLong(text, Character.MAX_RADIX);
    }

    /** Whether both were on one running kernel: there, a process id and its start are the process. */
    boolean sharesKernelWith(PartialOwner other) {
        return boot.equals(other.boot) && (!boot.equals(NO_BOOT) || machine.equals(other.machine));
    }

    boolean isSameProcessAs(PartialOwner other) {
        return sharesKernelWith(other) && namespace.equals(other.namespace) && pid == other.pid && start == other.start;
    }

    @Override
    public String toString() {
        return machine + boot + namespace + "-" + text(pid) + "-" + text(start) + "-" + text(number);
    }

    private static String text(long number) {
        return Long.toString(number, Character.MAX_RADIX);
    }
}
