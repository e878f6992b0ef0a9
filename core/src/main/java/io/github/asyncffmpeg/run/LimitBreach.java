package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FailureKind;
import java.time.Duration;

/**
 * A bound of this library's that a run went over, and what was seen of it.
 *
 * @param kind how the failure is called
 * @param words for messages: which bound, its value, and what was seen
 */
record LimitBreach(FailureKind kind, String words) {

    static LimitBreach ofSize(long most, long seen) {
        return limit("its output is larger than maxOutputSize allows: " + most + " bytes, and " + seen + " were seen");
    }

    static LimitBreach ofDuration(Duration most, Duration seen) {
        return limit("its output is longer than maxOutputDuration allows: " + seconds(most) + ", and " + seconds(seen)
                + " were seen");
    }

    static LimitBreach ofLog(long most, long seen) {
        return limit("its log is longer than maxLogSize allows: " + most + " bytes, and " + seen + " were seen");
    }

    static LimitBreach ofStdout(int kept) {
        return limit("it wrote more to its standard output than captureStdout allows, or than this JVM's memory holds: "
                + kept + " bytes were kept");
    }

    static LimitBreach ofMemory(long most, String said) {
        return new LimitBreach(
                FailureKind.OUT_OF_MEMORY,
                "it did nothing more after it got no memory (" + said + "); its limit on memory is " + most + " bytes");
    }

    static LimitBreach ofInput(String input, Duration most, Duration announced) {
        return new LimitBreach(
                FailureKind.REFUSED_BY_POLICY,
                "its input " + input + " plays for " + seconds(announced)
                        + ", and the policy for untrusted media allows at most " + seconds(most));
    }

    private static LimitBreach limit(String words) {
        return new LimitBreach(FailureKind.LIMIT_EXCEEDED, words);
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
