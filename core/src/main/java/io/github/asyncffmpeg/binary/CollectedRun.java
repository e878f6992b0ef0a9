package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.internal.process.Ask;
import io.github.asyncffmpeg.internal.process.ByteSink;
import io.github.asyncffmpeg.internal.process.ChildObserver;
import io.github.asyncffmpeg.internal.process.ChildProcess;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.Launch;
import io.github.asyncffmpeg.internal.process.LaunchGate;
import io.github.asyncffmpeg.internal.process.Nanos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A short run of {@code ffmpeg} whose whole output is wanted: a listing, a help page, a trial. It goes through the gate
 * that all children go through, so it ends with the JVM; and its pipes are read by the poller, so it has no thread.
 *
 * @param exitCode the exit code; 128 + n for signal n
 * @param output its standard output
 * @param errors the beginning of its standard error, at most 64 KiB
 * @param fault why what it wrote must not be believed: killed after its time, too much output, an exit code that is not
 *     0; {@code null} when all is well
 */
record CollectedRun(
        int exitCode,
        String output,
        String errors,
        @Nullable String fault) {

    /** The longest listing, {@code -h full} of FFmpeg 8.0.1, has 1.1 MB. */
    private static final int MOST_OUTPUT = 16 * 1024 * 1024;

    private static final int MOST_ERRORS = 64 * 1024;

    /** T at the end of the JVM: nothing here is worth finishing. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofMillis(500);

    /** What makes FFmpeg write files or colours of its own accord. */
    private static final List<String> UNWANTED = List.of("FFREPORT", "AV_LOG_FORCE_COLOR");

    /**
     * Starts a run.
     *
     * @param program what to run
     * @param arguments its arguments
     * @param limit after this time it is killed
     * @return completes on a worker of ours when the run has ended, never exceptionally
     */
    static CompletableFuture<CollectedRun> start(Program program, List<String> arguments, Duration limit) {
        List<String> command = new ArrayList<>(List.of(program.binary().ffmpeg().toString()));
        command.addAll(arguments);
        Collector collector = new Collector(limit);
        try {
            collector.begin(LaunchGate.launch(
                    new Launch(List.of(), command, null, program::prepare, SHUTDOWN_LIMIT, Launch.Care.NONE),
                    process -> {
                        closeQuietly(process);
                        return new ChildProcess.Wiring(collector.output, collector.errors, null, NOT_ASKED);
                    },
                    collector));
        } catch (IOException | FFmpegRejectedException e) {
            collector.result.complete(new CollectedRun(-1, "", "", "does not start: " + e.getMessage()));
        }
        return collector.result;
    }

    /** It reads nothing: a standard input that is closed is one thing less to wait for. */
    private static void closeQuietly(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException itHasEndedAlready) {
            // Nothing was written, so nothing is lost.
        }
    }

    /** Which program, and with what environment. */
    record Program(FFmpegBinary binary, Map<String, String> environment) {

        private void prepare(Map<String, String> variables) {
            binary.prepare(variables);
            UNWANTED.forEach(variables::remove);
            variables.putAll(environment);
        }
    }

    /** To end it, a signal will do. */
    private static final Ask NOT_ASKED = new Ask() {
        @Override
        public Readiness readiness() {
            return Readiness.DEAF;
        }

        @Override
        public void send() {}
    };

    /** Takes what the poller reads, and sees the end. All but {@link #begin} runs on the poller. */
    private static final class Collector implements ChildObserver {

        final CompletableFuture<CollectedRun> result = new CompletableFuture<>();
        final Bytes output = new Bytes(MOST_OUTPUT);
        final Bytes errors = new Bytes(MOST_ERRORS);
        private final Duration limit;
        private final long deadline;
        private boolean late;

        /** Completed by the thread that launches; the end may be seen before. */
        private final CompletableFuture<ChildProcess> child = new CompletableFuture<>();

        Collector(Duration limit) {
            this.limit = limit;
            this.deadline = System.nanoTime() + Nanos.of(limit);
        }

        void begin(ChildProcess launched) {
            child.complete(launched);
        }

        @Override
        public void tick(long now) {
            late |= now - deadline > 0;
            ChildProcess running = child.getNow(null);
            if (running != null && (late || output.overflowed)) {
                running.kill();
            }
        }

        @Override
        public void ended(int exitCode) {
            child.thenAcceptAsync(ended -> conclude(ended, exitCode), InternalThreads.WORKERS);
        }

        private void conclude(ChildProcess ended, int exitCode) {
            LaunchGate.release(ended);
            result.complete(new CollectedRun(exitCode, output.text(), errors.text(), fault(exitCode)));
        }

        private @Nullable String fault(int exitCode) {
            if (output.overflowed) {
                return "wrote more than " + MOST_OUTPUT + " bytes and was killed";
            }
            if (late) {
                return "did not end within " + limit.toMillis() + " ms and was killed";
            }
            return exitCode == 0 ? null : "ended with exit code " + exitCode;
        }
    }

    /** The first bytes of a pipe. Filled by the poller, read after the end. */
    private static final class Bytes implements ByteSink {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int most;
        boolean overflowed;

        Bytes(int most) {
            this.most = most;
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            int room = most - kept.size();
            kept.write(bytes, offset, Math.min(length, room));
            overflowed |= length > room;
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
