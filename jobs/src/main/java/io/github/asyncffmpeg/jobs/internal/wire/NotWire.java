package io.github.asyncffmpeg.jobs.internal.wire;

/** A tree that is not what it should be: the reason, as one sentence without a full stop. */
public final class NotWire extends Exception {

    private static final long serialVersionUID = 1L;

    /** A reason, without a full stop. */
    public NotWire(String sentence) {
        super(sentence);
    }

    /** The reason. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** The same, of something inside. */
    NotWire in(String where) {
        return new NotWire(where + (sentence().startsWith("expected") ? ": " : ".") + sentence());
    }
}
