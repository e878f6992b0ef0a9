package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FailureKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * When a job is tried again, and after which pause; see {@link FFmpegJob#retry}. Pure data; each method that takes a value
 * returns a new policy.
 *
 * <pre>{@code
 * FFmpegJob job = FFmpegJob.of(spec).retry(RetryPolicy.times(3));
 * }</pre>
 *
 * <p>The pause after the n-th failure is {@code firstDelay × multiplier^(n − 1)}, at most {@code longestDelay}; the jitter takes
 * a random share off, so that many jobs that failed together do not come back together.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param maxRetries how often it is tried again, at least 0
 * @param firstDelay the pause after the first failure, zero or more
 * @param multiplier how much longer each pause is than the one before, at least 1
 * @param longestDelay the bound on pauses, zero or more
 * @param jitter the share of a pause that chance may take off: 0 for none, to 1 for anything from no pause to the whole
 * @param failures the kinds of failure after which it is tried again
 */
public record RetryPolicy(
        int maxRetries,
        Duration firstDelay,
        double multiplier,
        Duration longestDelay,
        double jitter,
        Set<FailureKind> failures) {

    private static final Set<FailureKind> TRANSIENT = transientKinds();

    /** Checks the values. */
    public RetryPolicy {
        Objects.requireNonNull(firstDelay, "firstDelay");
        Objects.requireNonNull(longestDelay, "longestDelay");
        Objects.requireNonNull(failures, "failures");
        check(maxRetries >= 0, "maxRetries: at least 0", maxRetries);
        check(!firstDelay.isNegative(), "firstDelay: zero or more", firstDelay);
        check(multiplier >= 1 && !Double.isInfinite(multiplier), "multiplier: at least 1", multiplier);
        check(!longestDelay.isNegative(), "longestDelay: zero or more", longestDelay);
        check(jitter >= 0 && jitter <= 1, "jitter: 0 to 1", jitter);
        failures = failures.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(failures));
    }

    private static void check(boolean holds, String expected, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(expected + " expected, not " + value);
        }
    }

    private static Set<FailureKind> transientKinds() {
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        Arrays.stream(FailureKind.values()).filter(FailureKind::isTransient).forEach(kinds::add);
        return kinds;
    }

    /**
     * After failures that are {@linkplain FailureKind#isTransient transient}, with pauses of up to 1, 2, 4 … 60 s.
     *
     * @param maxRetries how often it is tried again, at least 0
     * @return the policy
     */
    public static RetryPolicy times(int maxRetries) {
        return new RetryPolicy(maxRetries, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.5, TRANSIENT);
    }

    /**
     * Sets how often it is tried again.
     *
     * @param most at least 0
     * @return a policy with this bound
     */
    public RetryPolicy maxRetries(int most) {
        return new RetryPolicy(most, firstDelay, multiplier, longestDelay, jitter, failures);
    }

    /**
     * Sets the pause after the first failure.
     *
     * @param delay zero or more; 1 s by default
     * @return a policy with this delay
     */
    public RetryPolicy firstDelay(Duration delay) {
        return new RetryPolicy(
                maxRetries, Objects.requireNonNull(delay, "delay"), multiplier, longestDelay, jitter, failures);
    }

    /**
     * Sets how much longer each pause is than the one before.
     *
     * @param factor at least 1; 2 by default
     * @return a policy with this factor
     */
    public RetryPolicy multiplier(double factor) {
        return new RetryPolicy(maxRetries, firstDelay, factor, longestDelay, jitter, failures);
    }

    /**
     * Bounds the pauses.
     *
     * @param delay zero or more; one minute by default
     * @return a policy with this bound
     */
    public RetryPolicy longestDelay(Duration delay) {
        return new RetryPolicy(
                maxRetries, firstDelay, multiplier, Objects.requireNonNull(delay, "delay"), jitter, failures);
    }

    /**
     * Sets the share of each pause that chance may take off.
     *
     * @param share 0 to 1; 0.5 by default
     * @return a policy with this share
     */
    public RetryPolicy jitter(double share) {
        return new RetryPolicy(maxRetries, firstDelay, multiplier, longestDelay, share, failures);
    }

    /**
     * Sets the failures after which it is tried again, in place of those that are transient.
     *
     * @param kinds the kinds; none for an empty set
     * @return a policy for these
     */
    public RetryPolicy failures(Set<FailureKind> kinds) {
        return new RetryPolicy(
                maxRetries, firstDelay, multiplier, longestDelay, jitter, Objects.requireNonNull(kinds, "kinds"));
    }
}
