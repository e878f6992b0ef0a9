package io.github.asyncffmpeg.it.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Writes raw media into a named pipe at the pace of playing, as a camera would, until it is closed. */
final class Feeder implements AutoCloseable {

    private static final Duration FRAME = Duration.ofMillis(40);

    private final FileChannel pipe;
    private volatile boolean closed;

    private Feeder(FileChannel pipe) {
        this.pipe = pipe;
    }

    static Feeder begin(Path fifo, boolean audio) throws IOException {
        // To read as well: so the open waits for nobody, and a reader's end is no error. (Linux)
        Feeder feeder = new Feeder(FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE));
        Thread thread = new Thread(() -> feeder.feed(audio), "feeder");
        thread.setDaemon(true);
        thread.start();
        return feeder;
    }

    private void feed(boolean audio) {
        ByteBuffer frame = ByteBuffer.allocate(audio ? Source.AUDIO_BYTES_A_SECOND / 25 : Source.FRAME_BYTES);
        try {
            while (!closed) {
                frame.clear();
                while (frame.hasRemaining() && !closed) {
                    pipe.write(frame);
                }
                Pauses.park(FRAME);
            }
        } catch (IOException theChannelWasClosed) {
            // the end
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        pipe.close();
    }
}
