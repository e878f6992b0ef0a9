package io.github.asyncffmpeg.jobs.internal.document;

import java.util.ArrayList;
import java.util.List;

/** Why a job cannot be a document, all of it, each with what to do instead. One writing, one thread. */
public final class Faults {

    private static final int MOST = 100;

    private final List<String> sentences = new ArrayList<>();

    /** Adds one, without a full stop. */
    void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        }
    }

    /** All, in the order in which they were found. */
    public List<String> sentences() {
        return List.copyOf(sentences);
    }
}
