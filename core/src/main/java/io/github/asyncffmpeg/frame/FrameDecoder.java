package io.github.asyncffmpeg.frame;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** Frames out of a channel, each into the place of the one before. For one thread at a time. */
final class FrameDecoder<F extends Frame> {

    private final FrameKind<F> kind;
    private final NutReader reader;
    private final FrameSlot slot = new FrameSlot();
    private @Nullable NutStream stream;
    private boolean ended;
    private boolean ahead;
    private long index;

    FrameDecoder(ReadableByteChannel channel, FrameKind<F> kind) {
        this.kind = kind;
        this.reader = new NutReader(channel, kind.stream());
    }

    /** Waits for another frame, and leaves the one before as it is. */
    boolean advance() throws IOException {
        if (ended || ahead) {
            return !ended;
        }
        if (stream == null) {
            stream = reader.open();
            if (stream == null) {
                ended = true;
                return false;
            }
            kind.check(stream);
        }
        ended = !reader.next();
        stream = reader.stream();
        ahead = !ended;
        return ahead;
    }

    /** The next frame, or null at the end. The one before is read over. */
    @Nullable
    F next() throws IOException {
        slot.expire();
        if (!advance() || stream == null) {
            return null;
        }
        ahead = false;
        kind.checkSize(stream, reader.size(), index);
        var bytes = slot.next(reader.size());
        reader.payload(bytes);
        return kind.frame(stream, FrameBody.read(slot, bytes, index++, stream, reader.pts()));
    }

    /** Ends the life of the last frame. */
    void close() {
        slot.expire();
    }
}
