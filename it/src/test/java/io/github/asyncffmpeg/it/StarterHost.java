package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * A program that runs small jobs as it is told to, a word each, on the FFmpeg of its first argument. {@code session} says
 * whether a running FFmpeg leads a session, {@code WIDTHxHEIGHT} reads raw frames, {@code delete:FILE} and {@code close:FILE}
 * take a file away or its permissions.
 */
final class StarterHost {

    private static final int FRAMES = 20;

    private StarterHost() {}

    public static void main(String[] arguments) throws IOException {
        FFmpeg ffmpeg = FFmpeg.builder().executable(Path.of(arguments[0])).build();
        for (int i = 1; i < arguments.length; i++) {
            String word = arguments[i];
            if (word.equals("session")) {
                session(ffmpeg);
            } else if (word.startsWith("delete:")) {
                Files.delete(Path.of(word.substring("delete:".length())));
            } else if (word.startsWith("close:")) {
                Files.setPosixFilePermissions(Path.of(word.substring("close:".length())), Set.of());
            } else {
                frames(ffmpeg, word);
            }
        }
        System.out.println("all done");
    }

    private static void session(FFmpeg ffmpeg) throws IOException {
        StreamSpec endless =
                StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "color=s=16x16:r=5:d=600", "-f", "null", "-");
        try (FFmpegProcess process = ffmpeg.start(endless)) {
            Path file = Path.of("/proc/" + process.pid() + "/stat");
            // before that it is still one of the programs that become it
            Awaitility.await().until(() -> Files.readString(file).contains("(ffmpeg)"));
            String stat = Files.readString(file);
            String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
            System.out.println(session.equals(Long.toString(process.pid())) ? "own session" : "session of the JVM");
        }
    }

    private static void frames(FFmpeg ffmpeg, String size) {
        AtomicLong taken = new AtomicLong();
        FFmpegResult result = ffmpeg.run(FFmpeg.input("/dev/zero")
                .format("rawvideo")
                .option("pix_fmt", "bgr24")
                .option("video_size", size)
                .output(MediaSink.to(counting(taken)))
                .format("rawvideo")
                .option("c:v", "copy")
                .option("frames:v", FRAMES));
        boolean pipe = result.command().get(result.command().size() - 1).equals("pipe:1");
        System.out.println(size + " " + taken.get() + (pipe ? " by a pipe" : " by a socket"));
    }

    private static OutputStream counting(AtomicLong taken) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                taken.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                taken.addAndGet(length);
            }
        };
    }
}
