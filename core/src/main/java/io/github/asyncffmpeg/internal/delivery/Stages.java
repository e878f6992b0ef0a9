package io.github.asyncffmpeg.internal.delivery;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What users' stages wrap their errors in. */
public final class Stages {

    private Stages() {}

    /**
     * The error itself.
     *
     * @param error what a stage failed with
     * @return what is in it
     */
    public static Throwable unwrapped(Throwable error) {
        Throwable inner = error;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
