package io.github.asyncffmpeg.jobs.internal.plan;

import java.util.List;

/** A text with variables that cannot be filled in: the reason, as one sentence without a full stop. */
public final class TemplateException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> near;

    private final int index;

    /** A reason without near names. */
    public TemplateException(String sentence) {
        this(sentence, List.of(), -1);
    }

    /**
     * A reason.
     *
     * @param sentence without a full stop
     * @param near names that may have been meant
     * @param index which text of a list it is, from 0; -1 where there is no list
     */
    public TemplateException(String sentence, List<String> near, int index) {
        super(sentence);
        this.near = List.copyOf(near);
        this.index = index;
    }

    /** The same of one text among others. */
    public TemplateException at(int number) {
        return new TemplateException(sentence(), near(), number);
    }

    /** The reason. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Names that may have been meant, the nearest first. */
    public List<String> near() {
        return near;
    }

    /** Which text of a list it is, from 0; -1 where there is no list. */
    public int index() {
        return index;
    }
}
