package io.github.asyncffmpeg.internal.pool;

import io.github.asyncffmpeg.internal.compile.SpecKey;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether two jobs do the same: one spec, in one directory, with one environment and input. How urgent they are, how long they
 * may take and how often they are tried does not count.
 */
final class SameWork {

    private SameWork() {}

    static boolean of(FFmpegJob one, FFmpegJob other) {
        return one.directory().equals(other.directory())
                && one.environment().equals(other.environment())
                && sameInput(one.stdin(), other.stdin())
                && one.inheritStdin() == other.inheritStdin()
                && one.inheritStdout() == other.inheritStdout()
                && one.numberedOutputs() == other.numberedOutputs()
                && one.untrusted().equals(other.untrusted())
                && SpecKey.areEqual(one.spec(), other.spec());
    }

    private static boolean sameInput(Optional<byte[]> one, Optional<byte[]> other) {
        return Arrays.equals(one.orElse(null), other.orElse(null));
    }
}
