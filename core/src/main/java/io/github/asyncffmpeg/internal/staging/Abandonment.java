package io.github.asyncffmpeg.internal.staging;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether a temporary file is abandoned: whoever wrote it is gone, and nobody writes it any more. When in doubt it is
 * not.
 *
 * <p>Safe for any thread.
 */
final class Abandonment {

    /** After this without a write a file of a container that this one cannot see into counts as abandoned. */
    static final Duration UNSEEN = Duration.ofHours(1);

    /** Where the processes of others are hidden: the watchdog kills the FFmpegs of a dead JVM sooner than this. */
    static final Duration HIDDEN = Duration.ofMinutes(1);

    /** Those that this JVM uses right now. */
    private static final Set<PartialOwner> OURS = ConcurrentHashMap.newKeySet();

    /** Begins anywhere: another class loader of this JVM may have this class too. */
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime() & 0xffff_ffffL);

    private final RunningSystem system;

    Abandonment(RunningSystem system) {
        this.system = system;
    }

    /** A new owner for a file of this JVM. */
    PartialOwner next() {
        PartialOwner self = system.self();
        return new PartialOwner(
                self.machine(), self.boot(), self.namespace(), self.pid(), self.start(), NEXT.getAndIncrement());
    }

    /** From now on its file is in use, until it is {@linkplain #release released}. */
    static void claim(PartialOwner owner) {
        OURS.add(owner);
    }

    static void release(PartialOwner owner) {
        OURS.remove(owner);
    }

    /** Whether it is that of a file that this JVM uses right now. */
    static boolean isInUseHere(PartialOwner owner) {
        return OURS.contains(owner);
    }

    /**
     * Whether a file is abandoned.
     *
     * @param owner whose it is, by its name
     * @param name its name, which is on the command line of the FFmpeg that writes it: after a kill of its JVM it may go on
     *     for some seconds
     * @param modified when it was last written to
     */
    boolean isAbandoned(PartialOwner owner, String name, Instant modified) {
        PartialOwner self = system.self();
        if (!owner.sharesKernelWith(self)) {
            // Another machine, of a shared folder, or this one before it was booted anew. Hosts with one name
            // (containers made from one description) would seem one machine: but what they write now is younger than
            // this boot.
            return owner.machine().equals(self.machine())
                    && !owner.boot().equals(PartialOwner.NO_BOOT)
                    && modified.isBefore(system.booted());
        }
        if (!owner.namespace().equals(self.namespace())) {
            return modified.isBefore(system.now().minus(UNSEEN)); // a process id means nothing here
        }
        if (isAlive(owner, self)) {
            return false;
        }
        return !system.isNamedByAProcess(name)
                && (system.seesAllProcesses() || modified.isBefore(system.now().minus(HIDDEN)));
    }

    private boolean isAlive(PartialOwner owner, PartialOwner self) {
        if (owner.isSameProcessAs(self)) {
            return OURS.contains(owner);
        }
        OptionalLong start = system.startOf(owner.pid());
        return start.isPresent() && start.getAsLong() == owner.start();
    }
}
