package io.github.asyncffmpeg.jobs.internal.plan;

/** A pattern of file names that cannot be followed: the reason, as one sentence without a full stop. */
public final class SearchException extends Exception {

    private static final long serialVersionUID = 1L;

    SearchException(String sentence) {
        super(sentence);
    }

    /** The reason. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
