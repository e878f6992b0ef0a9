package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A setting of a job, under its name in files. Compared by identity.
 *
 * @param <T> what its values are
 */
@SuppressWarnings("UnusedTypeParameter") // settings are got and set with it
public final class JobKey<T> {

    /** The most wall time it may take. */
    public static final JobKey<Duration> TIMEOUT = new JobKey<>("timeout");
    /** The most time it may stand still. */
    public static final JobKey<Duration> STALL_TIMEOUT = new JobKey<>("stall-timeout");
    /** The most time it may take to end, once it is asked to. */
    public static final JobKey<Duration> GRACE = new JobKey<>("grace");
    /** How often it is tried again. */
    public static final JobKey<Integer> RETRIES = new JobKey<>("retries");
    /** After which failures. */
    public static final JobKey<Set<FailureKind>> RETRY_ON = new JobKey<>("retry-on");
    /** After which pauses; of the policy the delays, the multiplier and the jitter count. */
    public static final JobKey<RetryPolicy> RETRY_PAUSES = new JobKey<>("retry-pauses");
    /** Whether outputs that are there are written over. */
    public static final JobKey<Boolean> OVERWRITE = new JobKey<>("overwrite");
    /** What becomes of an output that is not whole. */
    public static final JobKey<Partial> PARTIAL = new JobKey<>("partial");
    /** A higher one starts first. */
    public static final JobKey<Integer> PRIORITY = new JobKey<>("priority");
    /** How much of each resource it holds. */
    public static final JobKey<Map<String, Integer>> USES = new JobKey<>("uses");
    /** Variables for FFmpeg. */
    public static final JobKey<Map<String, String>> ENVIRONMENT = new JobKey<>("environment");
    /** 0 to 19. */
    public static final JobKey<Integer> NICENESS = new JobKey<>("niceness");
    /** 0 to 7, or {@link #IDLE}. */
    public static final JobKey<Integer> IO_PRIORITY = new JobKey<>("io-priority");
    /** At least 1. */
    public static final JobKey<Integer> THREADS = new JobKey<>("threads");
    /** Bytes. */
    public static final JobKey<Long> MEMORY = new JobKey<>("memory");
    /** Bytes. */
    public static final JobKey<Long> MAX_OUTPUT_SIZE = new JobKey<>("max-output-size");
    /** Media time. */
    public static final JobKey<Duration> MAX_OUTPUT_DURATION = new JobKey<>("max-output-duration");
    /** Bytes. */
    public static final JobKey<Long> MAX_LOG_SIZE = new JobKey<>("max-log-size");
    /** Which pass of how many. */
    public static final JobKey<Pass> PASS = new JobKey<>("pass");
    /** Bytes of standard output that are kept. */
    public static final JobKey<Integer> CAPTURE_STDOUT = new JobKey<>("capture-stdout");
    /** What FFmpeg reads from its standard input. */
    public static final JobKey<byte[]> STDIN = new JobKey<>("stdin");
    /** Whether each run takes names that are free. */
    public static final JobKey<Boolean> NUMBERED_OUTPUTS = new JobKey<>("numbered-outputs");
    /** Whether the folders of the outputs are made. */
    public static final JobKey<Boolean> MAKE_FOLDERS = new JobKey<>("make-folders");
    /** Whether nothing is started when the outputs are there. */
    public static final JobKey<Boolean> SKIP_EXISTING = new JobKey<>("skip-existing");
    /** Whether the folders of the outputs are swept. */
    public static final JobKey<Boolean> SWEEP_LEFTOVERS = new JobKey<>("sweep-leftovers");
    /** The policy for inputs of strangers. */
    public static final JobKey<UntrustedMedia> UNTRUSTED = new JobKey<>("untrusted");

    /** The value of {@link #IO_PRIORITY} for idle moments only. */
    public static final int IDLE = -1;

    /**
     * Which pass of how many.
     *
     * @param number from 1
     * @param of at least the number
     */
    public record Pass(int number, int of) {}

    private final String name;

    private JobKey(String name) {
        this.name = name;
    }

    /** Its name in files. */
    public String key() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
