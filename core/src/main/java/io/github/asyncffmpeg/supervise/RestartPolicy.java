package io.github.asyncffmpeg.supervise;

import io.github.asyncffmpeg.error.FailureKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a supervised job is started again, and after which pause. Pure data; each method that takes a value returns a new
 * policy.
 *
 * <p>The pause before the n-th restart in a row is {@code firstDelay × multiplier^(n − 1)}, at most {@code longestDelay};
 * the jitter takes a random share off. An attempt that was healthy begins a new row.
 *
 * <p>A long file, because each setting comes with its words.
 *
 * <p>Immutable and safe for any thread.
 */
public final class RestartPolicy {

    /** Those of the one list of all policies. */
    private static final Set<FailureKind> PERMANENT = Arrays.stream(FailureKind.values())
            .filter(FailureKind::isPermanent)
            .collect(Collectors.toUnmodifiableSet());

    private static final RestartPolicy STANDARD = new RestartPolicy(
            new Delays(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 1, OptionalLong.empty()),
            Duration.ofSeconds(30),
            OptionalInt.empty(),
            true,
            Optional.of(Duration.ofMinutes(1)),
            PERMANENT);

    private final Delays delays;
    private final Duration healthyAfter;
    private final OptionalInt maxRestarts;
    private final boolean restartsCompleted;
    private final Optional<Duration> stallTimeout;
    private final Set<FailureKind> permanentFailures;

    /** How long to pause. */
    private record Delays(Duration first, double multiplier, Duration longest, double jitter, OptionalLong seed) {}

    private RestartPolicy(
            Delays delays,
            Duration healthyAfter,
            OptionalInt maxRestarts,
            boolean restartsCompleted,
            Optional<Duration> stallTimeout,
            Set<FailureKind> permanentFailures) {
        this.delays = delays;
        this.healthyAfter = healthyAfter;
        this.maxRestarts = maxRestarts;
        this.restartsCompleted = restartsCompleted;
        this.stallTimeout = stallTimeout;
        this.permanentFailures = permanentFailures;
    }

    private RestartPolicy with(Delays other) {
        return new RestartPolicy(other, healthyAfter, maxRestarts, restartsCompleted, stallTimeout, permanentFailures);
    }

    /**
     * The policy for a camera that is to be recorded for months: any number of restarts, after 1, 2, 4 … 60 s with full
     * jitter; healthy after 30 s; one minute without progress is a stall; an input that ends is opened again.
     *
     * @return the policy to begin with
     */
    public static RestartPolicy standard() {
        return STANDARD;
    }

    /**
     * Sets the pause before the first restart of a row.
     *
     * @param delay zero or more; 1 s by default
     * @return a policy with this delay
     */
    public RestartPolicy firstDelay(Duration delay) {
        Objects.requireNonNull(delay, "delay");
        notNegative(delay, "firstDelay");
        return with(new Delays(delay, delays.multiplier, delays.longest, delays.jitter, delays.seed));
    }

    /**
     * Sets how much longer each pause of a row is than the one before.
     *
     * @param factor 1 or more; 2 by default
     * @return a policy with this factor
     */
    public RestartPolicy multiplier(double factor) {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("multiplier: at least 1 expected, not " + factor);
        }
        return with(new Delays(delays.first, factor, delays.longest, delays.jitter, delays.seed));
    }

    /**
     * Bounds the pauses.
     *
     * @param delay zero or more; one minute by default
     * @return a policy with this bound
     */
    public RestartPolicy longestDelay(Duration delay) {
        Objects.requireNonNull(delay, "delay");
        notNegative(delay, "longestDelay");
        return with(new Delays(delays.first, delays.multiplier, delay, delays.jitter, delays.seed));
    }

    /**
     * Sets the share of each pause that chance may take off, so that many jobs that failed together do not come back
     * together.
     *
     * @param share 0 for none, to 1, the default, for full jitter: anything from no pause to the whole
     * @return a policy with this share
     */
    public RestartPolicy jitter(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("jitter: 0 to 1 expected, not " + share);
        }
        return with(new Delays(delays.first, delays.multiplier, delays.longest, share, delays.seed));
    }

    /**
     * Makes chance repeatable, for tests.
     *
     * @param number runs with the same number have the same pauses
     * @return a policy with this seed
     */
    public RestartPolicy seed(long number) {
        return with(
                new Delays(delays.first, delays.multiplier, delays.longest, delays.jitter, OptionalLong.of(number)));
    }

    /**
     * Sets when an attempt counts as healthy: it ran this long, and wrote something. The next restart is then the first of
     * a new row.
     *
     * @param time zero or more; 30 s by default
     * @return a policy with this time
     */
    public RestartPolicy healthyAfter(Duration time) {
        Objects.requireNonNull(time, "time");
        notNegative(time, "healthyAfter");
        return new RestartPolicy(delays, time, maxRestarts, restartsCompleted, stallTimeout, permanentFailures);
    }

    /**
     * Bounds the restarts in a row, that is since the last healthy attempt. When one more would be needed, the run gives
     * up. There is no bound by default: a camera may be away for a weekend.
     *
     * @param most 0 or more
     * @return a policy with this bound
     */
    public RestartPolicy maxRestarts(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("maxRestarts: at least 0 expected, not " + most);
        }
        return new RestartPolicy(
                delays, healthyAfter, OptionalInt.of(most), restartsCompleted, stallTimeout, permanentFailures);
    }

    /**
     * Says whether an attempt that did all of its work is followed by another. A camera that closes the connection ends its
     * stream in good order, so the default is {@code true}; to send one file once, and to try again only when that failed,
     * take {@code false}.
     *
     * <p>An attempt that went over a limit of its job ({@code LIMIT_EXCEEDED}) counts as one that did its work: a bound on
     * the size of a recording ends the file, and the next attempt begins another. With {@code false} the run fails with it.
     *
     * @param again whether it is
     * @return a policy with this setting
     */
    public RestartPolicy restartsCompleted(boolean again) {
        return new RestartPolicy(delays, healthyAfter, maxRestarts, again, stallTimeout, permanentFailures);
    }

    /**
     * Sets the stall timeout of jobs that have none of their own. A camera that goes silent without closing its connection
     * is noticed by nothing else. A job with a {@code -progress} of its own gets none.
     *
     * @param limit more than zero; one minute by default
     * @return a policy with this limit
     */
    public RestartPolicy stallTimeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("stallTimeout: more than zero expected, not " + limit);
        }
        return new RestartPolicy(
                delays, healthyAfter, maxRestarts, restartsCompleted, Optional.of(limit), permanentFailures);
    }

    /**
     * Leaves jobs without a stall timeout as they are.
     *
     * @return a policy without one
     */
    public RestartPolicy withoutStallTimeout() {
        return new RestartPolicy(
                delays, healthyAfter, maxRestarts, restartsCompleted, Optional.empty(), permanentFailures);
    }

    /**
     * Sets which failures are never tried again. By default those that lie in the command or in the FFmpeg: unknown names
     * and options, graphs that cannot be read, a codec its container cannot hold; and what a policy for untrusted
     * media refuses. A limit of the job, {@code LIMIT_EXCEEDED}, is not among them: see {@link #restartsCompleted}. A spec
     * that cannot be a command, and an FFmpeg that is not found, always are.
     *
     * @param kinds the kinds that end the run at once; none for an empty set
     * @return a policy with these
     */
    public RestartPolicy permanentFailures(Set<FailureKind> kinds) {
        return new RestartPolicy(
                delays,
                healthyAfter,
                maxRestarts,
                restartsCompleted,
                stallTimeout,
                Set.copyOf(Objects.requireNonNull(kinds, "kinds")));
    }

    /**
     * The pause before the first restart of a row.
     *
     * @return zero or more
     */
    public Duration firstDelay() {
        return delays.first;
    }

    /**
     * How much longer each pause is than the one before.
     *
     * @return 1 or more
     */
    public double multiplier() {
        return delays.multiplier;
    }

    /**
     * The bound on pauses.
     *
     * @return zero or more
     */
    public Duration longestDelay() {
        return delays.longest;
    }

    /**
     * The share that chance may take off.
     *
     * @return 0 to 1
     */
    public double jitter() {
        return delays.jitter;
    }

    /**
     * What makes chance repeatable.
     *
     * @return the seed, if one was set
     */
    public OptionalLong seed() {
        return delays.seed;
    }

    /**
     * When an attempt counts as healthy.
     *
     * @return zero or more
     */
    public Duration healthyAfter() {
        return healthyAfter;
    }

    /**
     * The bound on restarts in a row.
     *
     * @return the bound, if there is one
     */
    public OptionalInt maxRestarts() {
        return maxRestarts;
    }

    /**
     * Whether an attempt that did all of its work is followed by another.
     *
     * @return {@code true} by default
     */
    public boolean restartsCompleted() {
        return restartsCompleted;
    }

    /**
     * The stall timeout of jobs that have none.
     *
     * @return the limit, if there is one
     */
    public Optional<Duration> stallTimeout() {
        return stallTimeout;
    }

    /**
     * The failures that are never tried again.
     *
     * @return their kinds, unmodifiable
     */
    public Set<FailureKind> permanentFailures() {
        return permanentFailures;
    }

    private static void notNegative(Duration duration, String what) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + ": zero or more expected, not " + duration);
        }
    }

    /**
     * Compares policies.
     *
     * @param other anything
     * @return whether it is a policy with equal settings
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RestartPolicy policy
                && delays.equals(policy.delays)
                && healthyAfter.equals(policy.healthyAfter)
                && maxRestarts.equals(policy.maxRestarts)
                && restartsCompleted == policy.restartsCompleted
                && stallTimeout.equals(policy.stallTimeout)
                && permanentFailures.equals(policy.permanentFailures);
    }

    @Override
    public int hashCode() {
        return Objects.hash(delays, healthyAfter, maxRestarts, restartsCompleted, stallTimeout, permanentFailures);
    }

    @Override
    public String toString() {
        return "restart after " + delays.first + " × " + delays.multiplier + "^n, at most " + delays.longest
                + maxRestarts().stream()
                        .mapToObj(most -> ", " + most + " times in a row")
                        .findFirst()
                        .orElse("")
                + (permanentFailures.equals(PERMANENT) ? "" : ", not after " + EnumSetText.of(permanentFailures));
    }

    /** In the order of the constants. */
    private static final class EnumSetText {
        static String of(Set<FailureKind> kinds) {
            return kinds.isEmpty() ? "nothing" : EnumSet.copyOf(kinds).toString();
        }
    }
}
