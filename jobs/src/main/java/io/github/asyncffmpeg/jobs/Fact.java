package io.github.asyncffmpeg.jobs;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Something that happened to a plan: what {@link PlanState} accepts.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Fact {

    /** The plan starts. */
    record Begun() implements Fact {}

    /**
     * What was ordered for a step is over.
     *
     * @param step its id
     * @param status how it ended; a decide step ends so only when it has not decided
     * @param values what it has found, at most 64 KiB
     * @param because why it was not done; may be empty
     */
    record Ended(String step, StepStatus status, Map<String, String> values, String because) implements Fact {

        /** Copies the values. */
        public Ended {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(status, "status");
            values = Collections.unmodifiableMap(new TreeMap<>(values));
            Objects.requireNonNull(because, "because");
        }
    }

    /**
     * A recipe has decided.
     *
     * @param step the decide step
     * @param decision its steps
     */
    record Decided(String step, Decision decision) implements Fact {

        /** Checks that all is there. */
        public Decided {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(decision, "decision");
        }
    }

    /** The plan is to stop: nothing more is started. */
    record Stopped() implements Fact {}

    /**
     * One step is to stop, with all that it has become.
     *
     * @param step its id
     */
    record StepStopped(String step) implements Fact {

        /** Checks that all is there. */
        public StepStopped {
            Objects.requireNonNull(step, "step");
        }
    }

    /**
     * The plan goes on: a new run of it. What was stopped or cancelled is done now, and orders without an answer are given again.
     * Nothing of an earlier run may be at work.
     *
     * @param failedToo whether what has failed is tried again
     * @param stale steps that have ended, and whose inputs have changed since: they are done again, and all that depends on them
     */
    record Resumed(boolean failedToo, Set<String> stale) implements Fact {

        /** Copies the set. */
        public Resumed {
            stale = Collections.unmodifiableSet(new TreeSet<>(stale));
        }
    }
}
