package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The standard output of a child as a channel that can be closed while it is read. For media, which is read in blocks of
 * megabytes by a thread of its own.
 */
public final class StdoutChannel {

    private StdoutChannel() {}

    /**
     * Takes the standard output over from the JDK's streams.
     *
     * @param process a child that has just been started, whose standard output nobody else reads
     * @return the channel, in blocking mode
     * @throws IOException when the child ended in just this moment, and some of its output may be lost
     */
    public static ReadableByteChannel of(Process process) throws IOException {
        InputStream stream = process.getInputStream();
        FileChannel pipe;
        try {
            pipe = FileChannel.open(Path.of("/proc/" + process.pid() + "/fd/1"), StandardOpenOption.READ);
        } catch (IOException itHasEndedOrThereIsNoProc) {
            return Channels.newChannel(stream);
        }
        // At the exit the JDK's reaper takes what is left in the pipe out of it, unless the stream is closed by then.
        if (!process.isAlive()) {
            pipe.close();
            return Channels.newChannel(stream);
        }
        stream.close();
        if (!process.isAlive()) {
            pipe.close();
            throw new IOException("the process ended in the moment in which its output was taken over");
        }
        return pipe;
    }
}
