package io.github.asyncffmpeg.internal.staging;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    /** A text as a few characters, digits and small letters, which are hardly ever those of another text. */
    static String shortened(String text, int characters) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            String all = new BigInteger(1, digest).toString(Character.MAX_RADIX);
            return all.substring(all.length() - characters);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
