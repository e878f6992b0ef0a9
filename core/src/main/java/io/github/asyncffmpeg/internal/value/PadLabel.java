package io.github.asyncffmpeg.internal.value;

import org.jspecify.annotations.Nullable;

/**
 * Which output of a filter an edge comes from. Labels give the outputs their order, numbers before words; the number
 * itself is not written: labels 1 and 10000 are a filter's first and second output.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param number the number, 0 when the label is a word
 * @param word the word, empty when the label is a number
 */
public record PadLabel(int number, String word) implements Comparable<PadLabel> {

    /** The first output, or the only one. */
    public static final PadLabel FIRST = new PadLabel(0, "");

    @Override
    public int compareTo(PadLabel other) {
        if (word.isEmpty() != other.word.isEmpty()) {
            return word.isEmpty() ? -1 : 1;
        }
        int byNumber = Integer.compare(number, other.number);
        return byNumber != 0 ? byNumber : CodePoints.ORDER.compare(word, other.word);
    }

    /** Written out, since the compiled ones of a record start the machinery of method handles, and this is a key. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PadLabel label && number == label.number && word.equals(label.word);
    }

    @Override
    public int hashCode() {
        return 31 * number + word.hashCode();
    }

    @Override
    public String toString() {
        return word.isEmpty() ? Integer.toString(number) : word;
    }
}
