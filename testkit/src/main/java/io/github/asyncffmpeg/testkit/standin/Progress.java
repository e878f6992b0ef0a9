package io.github.asyncffmpeg.testkit.standin;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes {@code -progress} blocks to where ffmpeg was told to write them. Main thread only. */
final class Progress {

    private static final int FRAMES_PER_BLOCK = 5;
    private static final int FRAMES_PER_SECOND = 25;

    private @Nullable OutputStream stream;
    private @Nullable SocketChannel socket;
    private long frame;

    /** Opens the target of {@code -progress}; as with ffmpeg, a socket that nobody listens on is an error. */
    static Progress open(@Nullable String url, OutputStream stdout, OutputStream stderr) throws IOException {
        Progress progress = new Progress();
        if (url == null) {
            return progress;
        }
        if (url.equals("pipe:1") || url.equals("-") || url.equals("pipe:")) {
            progress.stream = stdout;
        } else if (url.equals("pipe:2")) {
            progress.stream = stderr;
        } else if (url.startsWith("unix:")) {
            progress.socket = SocketChannel.open(UnixDomainSocketAddress.of(url.substring("unix:".length())));
        } else {
            progress.stream = new FileOutputStream(url.startsWith("file:") ? url.substring("file:".length()) : url);
        }
        return progress;
    }

    void next() throws IOException {
        frame += FRAMES_PER_BLOCK;
        write("continue");
    }

    void end() throws IOException {
        write("end");
    }

    /** One block by one write, as ffmpeg does it. A reader that went away costs ffmpeg its progress, not its run. */
    private void write(String state) throws IOException {
        if (stream == null && socket == null) {
            return;
        }
        byte[] block = block(state).getBytes(StandardCharsets.US_ASCII);
        try {
            if (socket != null) {
                ByteBuffer buffer = ByteBuffer.wrap(block);
                while (buffer.hasRemaining()) {
                    socket.write(buffer);
                }
            } else if (stream != null) {
                stream.write(block);
            }
        } catch (IOException e) {
            socket = null;
            stream = null;
            throw e;
        }
    }

    private String block(String state) {
        long micros = frame * 1_000_000 / FRAMES_PER_SECOND;
        StringBuilder time = new StringBuilder("00:00:00.000000");
        put(time, 2, micros / 3_600_000_000L);
        put(time, 5, micros / 60_000_000 % 60);
        put(time, 8, micros / 1_000_000 % 60);
        put(time, 15, micros % 1_000_000);
        StringBuilder block = new StringBuilder(256);
        block.append("frame=").append(frame).append('\n');
        block.append("fps=25.00\n");
        block.append("stream_0_0_q=28.0\n");
        block.append("bitrate= 409.6kbits/s\n");
        block.append("total_size=").append(frame * 2048).append('\n');
        block.append("out_time_us=").append(micros).append('\n');
        // FFmpeg's own historic mistake: this one is in microseconds, too.
        block.append("out_time_ms=").append(micros).append('\n');
        block.append("out_time=").append(time).append('\n');
        block.append("dup_frames=0\n");
        block.append("drop_frames=0\n");
        block.append("speed=1.00x\n");
        block.append("progress=").append(state).append('\n');
        return block.toString();
    }

    private static void put(StringBuilder text, int end, long number) {
        String digits = Long.toString(number);
        text.replace(end - digits.length(), end, digits);
    }
}
