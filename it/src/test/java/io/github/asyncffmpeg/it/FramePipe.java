package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A bare FFmpeg with a sink at its standard output, or a source at its standard input. For one test. */
final class FramePipe {

    private final Installation installation;
    private final Path directory;

    FramePipe(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Runs FFmpeg, and lets a sink take what it writes. */
    void take(List<String> arguments, MediaSink sink, String... after) throws Exception {
        List<String> all = new ArrayList<>(List.of("-nostdin"));
        all.addAll(arguments);
        addOptions(all, sink.options());
        all.add("pipe:1");
        all.addAll(List.of(after));
        Process ffmpeg = start(all);
        try {
            ReadableByteChannel out = Channels.newChannel(ffmpeg.getInputStream());
            sink.readFrom(out);
            // who left early lets FFmpeg see a closed pipe
            boolean ended = out.read(ByteBuffer.allocate(1)) < 0;
            out.close();
            end(ffmpeg, all, ended);
        } finally {
            ffmpeg.destroyForcibly();
        }
    }

    /** Runs FFmpeg, lets a source write its input, and returns what FFmpeg writes. */
    byte[] give(MediaSource source, String... after) throws Exception {
        List<String> all = new ArrayList<>();
        addOptions(all, source.options());
        all.addAll(List.of("-i", "pipe:0"));
        all.addAll(List.of(after));
        Process ffmpeg = start(all);
        try {
            Exception[] failure = new Exception[1];
            Thread writer = new Thread(() -> {
                try (WritableByteChannel in = new Pipe(Channels.newChannel(ffmpeg.getOutputStream()))) {
                    source.writeTo(in);
                } catch (Exception e) {
                    failure[0] = e;
                }
            });
            writer.start();
            byte[] out = ffmpeg.getInputStream().readAllBytes();
            writer.join();
            if (failure[0] != null) {
                throw failure[0];
            }
            end(ffmpeg, all, true);
            return out;
        } finally {
            ffmpeg.destroyForcibly();
        }
    }

    /** What FFmpeg writes to its standard output. */
    byte[] run(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-nostdin"));
        all.addAll(List.of(arguments));
        Process ffmpeg = start(all);
        byte[] out = ffmpeg.getInputStream().readAllBytes();
        end(ffmpeg, all, true);
        return out;
    }

    private static void addOptions(List<String> arguments, Map<String, String> options) {
        options.forEach((name, value) -> {
            arguments.add("-" + name);
            if (!value.isEmpty()) {
                arguments.add(value);
            }
        });
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(installation.ffmpeg().toString()));
        command.addAll(List.of("-hide_banner", "-loglevel", "error", "-y"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(file("stderr.txt").toFile());
        builder.environment().putAll(installation.environment());
        return builder.start();
    }

    private void end(Process ffmpeg, List<String> arguments, boolean well) throws Exception {
        assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (well) {
            assertThat(ffmpeg.exitValue())
                    .as(() -> arguments + "\n" + read("stderr.txt"))
                    .isZero();
        }
    }

    private String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Says that FFmpeg wants no more as the library's channels say it. */
    private record Pipe(WritableByteChannel to) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer data) throws IOException {
            try {
                return to.write(data);
            } catch (IOException e) {
                throw new ClosedChannelException();
            }
        }

        @Override
        public boolean isOpen() {
            return to.isOpen();
        }

        @Override
        public void close() {
            try {
                to.close();
            } catch (IOException e) {
                // FFmpeg has ended
            }
        }
    }
}
