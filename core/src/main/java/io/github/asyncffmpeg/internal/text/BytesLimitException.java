package io.github.asyncffmpeg.internal.text;

import java.io.IOException;

/** More bytes came than a sink in memory may keep: a limit of the run, and no fault of the sink. */
public final class BytesLimitException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int most;

    /**
     * Over the limit.
     *
     * @param most how many bytes there may be
     */
    public BytesLimitException(int most) {
        super("more than the " + most + " bytes that may be kept in memory");
        this.most = most;
    }

    /**
     * The limit.
     *
     * @return how many bytes there may be
     */
    public int most() {
        return most;
    }
}
