package io.github.asyncffmpeg.internal.process;

/** What was asked for needs a program or a system call that this machine does not have. The message says which. */
public final class MissingProgramException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates one.
     *
     * @param message what is missing, and what to do
     */
    public MissingProgramException(String message) {
        super(message);
    }
}
