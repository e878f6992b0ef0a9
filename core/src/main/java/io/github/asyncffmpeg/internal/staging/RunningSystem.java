package io.github.asyncffmpeg.internal.staging;

import java.time.Instant;
import java.util.OptionalLong;

/** The system this JVM runs on, as far as it tells whether a temporary file is still in use. Safe for any thread. */
interface RunningSystem {

    /** This JVM as the owner of a file, with the number 0. */
    PartialOwner self();

    /** When a process started, in the unit of {@link PartialOwner#start}; empty when there is no such process. */
    OptionalLong startOf(long pid);

    /** Whether the command line of some process has these characters in it. */
    boolean isNamedByAProcess(String name);

    /** Whether {@link #isNamedByAProcess} sees the processes of other users too. */
    boolean seesAllProcesses();

    Instant booted();

    Instant now();
}
