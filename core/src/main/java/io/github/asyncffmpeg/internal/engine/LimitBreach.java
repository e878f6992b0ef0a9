package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.internal.process.Nanos;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A bound of this library's that a run went over, and what was seen of it.
 *
 * @param kind how the failure is called
 * @param limit which bound
 * @param words for messages: which bound, its value, and what was seen
 */
record LimitBreach(FailureKind kind, Failure.Limit limit, String words) {

    static LimitBreach ofSize(long most, long seen) {
        return limit(
                Failure.Limit.OUTPUT_SIZE,
                "its output is larger than maxOutputSize allows: " + most + " bytes, and " + seen + " were seen");
    }

    static LimitBreach ofDuration(Duration most, Duration seen) {
        return limit(
                Failure.Limit.OUTPUT_DURATION,
                "its output is longer than maxOutputDuration allows: " + Nanos.inWords(most) + ", and "
                        + Nanos.inWords(seen) + " were seen");
    }

    static LimitBreach ofLog(long most, long seen) {
        return limit(
                Failure.Limit.LOG_SIZE,
                "its log is longer than maxLogSize allows: " + most + " bytes, and " + seen + " were seen");
    }

    static LimitBreach ofStdout(int most) {
        return limit(
                Failure.Limit.CAPTURED_OUTPUT,
                "it wrote more to its standard output than captureStdout allows, " + most
                        + " bytes, or than this JVM's memory holds");
    }

    static LimitBreach ofUnaskedStdout(int kept) {
        return limit(
                Failure.Limit.CAPTURED_OUTPUT,
                "it wrote more to its standard output than the " + kept
                        + " bytes that are kept without captureStdout; set captureStdout(bytes), or write to a MediaSink or a"
                        + " file");
    }

    static LimitBreach ofSink(String sink, int most) {
        return limit(
                Failure.Limit.CAPTURED_OUTPUT,
                "it wrote more to " + sink + " than MediaSink.toBytes allows: " + most + " bytes");
    }

    static LimitBreach ofMemory(long most, String said) {
        return limit(
                Failure.Limit.MEMORY,
                "it did nothing more after it got no memory (" + said + "); its limit on memory is " + most + " bytes");
    }

    static LimitBreach ofInput(String input, Duration most, Duration announced) {
        return new LimitBreach(
                FailureKind.REFUSED_BY_POLICY,
                Failure.Limit.DURATION,
                "its input " + input + " plays for " + Nanos.inWords(announced)
                        + ", and the policy for untrusted media allows at most " + Nanos.inWords(most));
    }

    private static LimitBreach limit(Failure.Limit limit, String words) {
        return new LimitBreach(FailureKind.LIMIT_EXCEEDED, limit, words);
    }

    /** As the failure of the run. */
    Failure failure() {
        return new Failure(kind, Optional.empty(), Optional.empty(), Optional.of(words), List.of(), Optional.of(limit));
    }
}
