package io.github.asyncffmpeg.cli;

/** The reason why nothing was started, as one sentence for people. */
final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    CannotStart(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
