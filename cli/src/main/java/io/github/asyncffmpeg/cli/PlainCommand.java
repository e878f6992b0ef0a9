package io.github.asyncffmpeg.cli;

import java.io.PrintWriter;
import java.util.List;

/** A command that can be called without picocli, by a {@link PlainLine}. */
interface PlainCommand extends PlainOptions {

    /**
     * Takes a word that is neither an option nor the value of one.
     *
     * @return whether it takes it
     */
    boolean word(String word);

    /** Whether it takes what comes after {@code --}. */
    default boolean takesDashes() {
        return false;
    }

    /** Whether all is there that it needs. */
    boolean isComplete();

    /**
     * Runs it.
     *
     * @param rest what comes after {@code --}
     * @return the exit code
     * @throws CannotStart if nothing was started
     */
    int run(List<String> rest, PrintWriter out, PrintWriter err) throws CannotStart;
}
