package io.github.asyncffmpeg.jobs;

import java.util.Map;

/**
 * Named, pure code that makes steps out of facts: it reads no file and no clock, and starts nothing. It is called once for each
 * decide step; what it has decided is written down, and a resumed plan does not ask again.
 *
 * <p>A driver finds it by its name and version, through {@code ServiceLoader} or because it was given one. Called by any thread.
 */
public interface Recipe {

    /**
     * What decide steps call it.
     *
     * @return the name
     */
    String name();

    /**
     * Changes when it decides differently.
     *
     * @return from 1
     */
    int version();

    /**
     * Decides.
     *
     * @param parameters of the decide step
     * @param facts what the steps before it have found
     * @return the steps. What is thrown fails the decide step, with its message
     */
    Decision decide(Map<String, String> parameters, Facts facts);
}
