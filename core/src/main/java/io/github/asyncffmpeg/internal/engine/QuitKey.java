package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.process.Ask;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Asks FFmpeg to finish as the {@code q} key does.
 *
 * <p>Not before it works: {@code q} in its first moments gives exit 0 and an MP4 of 262 bytes without a stream (5.1),
 * and while it opens its input it reads no key at all. Written by the poller; the marks come from the poller as well.
 */
final class QuitKey implements Ask {

    private final OutputStream stdin;
    private volatile Readiness readiness = Readiness.OPENING;

    QuitKey(OutputStream stdin) {
        this.stdin = stdin;
    }

    void started() {
        if (readiness == Readiness.OPENING) {
            readiness = Readiness.STARTED;
        }
    }

    void working() {
        readiness = Readiness.WORKING;
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public void send() {
        try {
            // One byte into an empty pipe never blocks. No newline and no close are needed.
            stdin.write('q');
            stdin.flush();
        } catch (IOException itHasJustEnded) {
            // then there is nothing to ask
        }
    }
}
