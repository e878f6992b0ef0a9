package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchListener;

/**
 * Shows what happens in a batch. Every method may be called by any thread, never fails, and never waits for the terminal,
 * which a user may have halted with Ctrl+S; what it waits for is said where it does.
 */
public interface Display extends BatchListener, AutoCloseable {

    /**
     * Shows a line of the program's own above the live rows. While a display is open, nothing else should write to stderr.
     *
     * @param line one line; what is not printable in it is escaped
     */
    void say(String line);

    /** The terminal may have another size now: SIGWINCH. A display at a terminal handles that signal itself. */
    void resized();

    /**
     * Clears the live rows and draws no more until {@link #redraw()}: before the program halts for SIGTSTP. Waits until it
     * is done, at most 0.2 s.
     */
    void suspend();

    /** Draws below what is on the screen now, whatever was there before: after SIGCONT. */
    void redraw();

    /**
     * Writes what is not written yet, and leaves the cursor at the beginning of a line. Waits for that; gives up when the
     * terminal or pipe has taken nothing for 10 s, or for 2 s if the batch was asked to stop. Later calls do nothing.
     */
    @Override
    void close();
}
