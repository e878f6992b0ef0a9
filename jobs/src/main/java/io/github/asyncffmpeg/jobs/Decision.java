package io.github.asyncffmpeg.jobs;

import java.util.List;

/**
 * What a recipe has decided. Ids and needs of the steps are those among each other; a step without needs can start at once.
 *
 * @param because the reasons, a sentence each
 * @param steps the steps. None skips the decide step. When the last one is a {@link DecideStep}, it is the next turn of this one
 */
public record Decision(List<String> because, List<Step> steps) {

    /** Copies the lists. */
    public Decision {
        because = List.copyOf(because);
        steps = List.copyOf(steps);
    }

    /**
     * Nothing is to be done.
     *
     * @param because why
     * @return the decision
     */
    public static Decision nothing(String because) {
        return new Decision(List.of(because), List.of());
    }

    /**
     * Some steps are to be done.
     *
     * @param because why
     * @param steps the steps
     * @return the decision
     */
    public static Decision of(String because, Step... steps) {
        return new Decision(List.of(because), List.of(steps));
    }
}
