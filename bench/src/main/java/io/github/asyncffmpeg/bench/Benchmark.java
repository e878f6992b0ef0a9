package io.github.asyncffmpeg.bench;

/** Something that can be measured by its name. Stateless. */
interface Benchmark {

    /** The name on the command line, and the first part of the names of its figures. */
    String name();

    /** What it measures, in a sentence for the list of names. */
    String sentence();

    /**
     * Measures.
     *
     * @param settings what the command line asks for
     * @param report takes the tables and figures
     * @throws Exception when a contender fails: a figure of a run that failed is none
     */
    void run(Settings settings, Report report) throws Exception;
}
