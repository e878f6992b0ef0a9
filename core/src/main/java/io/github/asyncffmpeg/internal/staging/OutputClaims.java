package io.github.asyncffmpeg.internal.staging;

/** Takes the names of an output for this JVM, the temporary and the final one, and gives them back. Safe for any thread. */
final class OutputClaims {

    private OutputClaims() {}

    /**
     * Takes both.
     *
     * @return whether nobody else has the final one
     */
    static boolean claim(StagedOutput output) {
        Abandonment.claim(output.owner());
        return NamesInUse.take(output);
    }

    /** Gives back what this output has. */
    static void release(StagedOutput output) {
        NamesInUse.release(output);
        Abandonment.release(output.owner());
    }
}
