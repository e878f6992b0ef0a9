package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.internal.secret.Redactor;

/** The reason why nothing was started, as one sentence for people. */
final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CannotStart(String sentence) {
        this(sentence, ExitCode.NOTHING_STARTED);
    }

    /** With an exit code other than the usual one. */
    CannotStart(String sentence, int exitCode) {
        super(Redactor.alone(sentence));
        this.exitCode = exitCode;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    int exitCode() {
        return exitCode;
    }
}
