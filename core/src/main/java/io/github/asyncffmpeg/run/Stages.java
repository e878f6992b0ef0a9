package io.github.asyncffmpeg.run;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What users' stages wrap their errors in. */
final class Stages {

    private Stages() {}

    static Throwable unwrapped(Throwable error) {
        Throwable inner = error;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }
}
