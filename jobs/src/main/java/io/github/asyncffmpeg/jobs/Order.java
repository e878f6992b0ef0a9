package io.github.asyncffmpeg.jobs;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link PlanState} wants to be done. All but {@link Cancel} and {@link Tell} are answered by one {@link Fact.Ended} or
 * {@link Fact.Decided} of their step.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Order {

    /**
     * The step that it is for.
     *
     * @return its id in the plan, with the prefixes of the steps that it came from
     */
    String step();

    /** Whether it was given before. */
    enum Attempt {
        /** It is new. */
        FIRST,
        /** It was given, and no answer came: what it makes may be there. It is to be looked up before it is done. */
        UNANSWERED,
        /** It was answered in an earlier run of the plan, and is to be done again. */
        REPEATED
    }

    /** An order that is answered by a fact. */
    sealed interface Work extends Order permits RunJob, Ask, Decide, Handle {

        /**
         * Whether it was given before.
         *
         * @return which attempt it is
         */
        Attempt attempt();
    }

    /**
     * A job is to run.
     *
     * @param step the step
     * @param attempt whether it was given before
     * @param job its document, without holes
     * @param measure what is to be read from its log
     */
    record RunJob(String step, Attempt attempt, JobDocument job, Optional<String> measure) implements Work {}

    /**
     * A question is to be answered.
     *
     * @param step the step
     * @param attempt whether it was given before
     * @param probe the question
     */
    record Ask(String step, Attempt attempt, Probe probe) implements Work {}

    /**
     * A recipe is to decide.
     *
     * @param step the step
     * @param attempt whether it was given before
     * @param recipe the name of the recipe
     * @param version its version
     * @param parameters for the recipe
     * @param facts for the recipe
     */
    record Decide(String step, Attempt attempt, String recipe, int version, Map<String, String> parameters, Facts facts)
            implements Work {}

    /**
     * Something is to be done to files.
     *
     * @param step the step
     * @param attempt whether it was given before
     * @param work what is to be done
     */
    record Handle(String step, Attempt attempt, FileWork work) implements Work {}

    /**
     * What was ordered for a step is to stop. The answer to the first order follows all the same.
     *
     * @param step the step
     */
    record Cancel(String step) implements Order {}

    /**
     * A step has ended, whoever ended it. Comes once for each step in each run of the plan. Nothing needs to be done.
     *
     * @param step the step
     * @param status how
     * @param because why; may be empty
     * @param values what it has found
     */
    record Tell(String step, StepStatus status, String because, Map<String, String> values) implements Order {

        /** Checks that all is there. */
        public Tell {
            Objects.requireNonNull(step, "step");
        }
    }
}
