package io.github.asyncffmpeg.bench;

import com.github.kokorin.jaffree.ffmpeg.FFmpegResultFuture;
import com.github.kokorin.jaffree.ffmpeg.UrlInput;
import com.github.kokorin.jaffree.ffmpeg.UrlOutput;
import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.bramp.ffmpeg.FFmpegExecutor;
import net.bramp.ffmpeg.builder.FFmpegBuilder;

/**
 * The program that {@link EndingsBenchmark} ends: a short encode by one of the contenders, each by the code that its
 * documentation shows. It says {@code working} after 25 frames, then ends itself if that is the ending, and otherwise waits
 * as a program does.
 */
final class EndingsHost {

    private static final String SOURCE = "testsrc=s=320x240:r=25";
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final CountDownLatch WORKING = new CountDownLatch(1);

    private EndingsHost() {}

    /** The code of one contender. A method that is not overridden has no API for that ending. */
    private interface Job {

        /** Starts it, and gives back while it runs; or blocks until it is over. */
        void run() throws Exception;

        /** Asks it to end, as its API does. */
        default void stop() throws Exception {
            throw new UnsupportedOperationException();
        }

        /** Cancels its future. */
        default void cancel() throws Exception {
            throw new UnsupportedOperationException();
        }
    }

    /** Arguments: contender, ending, ffmpeg, output. */
    public static void main(String[] arguments) throws Exception {
        String ending = arguments[1];
        Job job = job(arguments[0], arguments[2], arguments[3], ending.equals("timeout"));
        Thread waiting = new Thread(() -> {
            try {
                job.run();
            } catch (Exception e) {
                System.out.println("ended: " + e);
            }
        });
        waiting.setDaemon(true); // whether the program ends is up to the contender's own threads
        waiting.start();
        WORKING.await();
        System.out.println("working");
        switch (ending) {
            case "stop" -> job.stop();
            case "cancel" -> job.cancel();
            case "interrupt" -> waiting.interrupt();
            case "exit" -> System.exit(3);
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            default -> {}
        }
        waiting.join();
    }

    private static void seen(long frame) {
        if (frame >= 25) {
            WORKING.countDown();
        }
    }

    private static Job job(String contender, String ffmpeg, String output, boolean limited) throws IOException {
        return switch (contender) {
            case "ours" -> new Ours(ffmpeg, output, limited);
            case "bare" -> new Bare(ffmpeg, output, limited);
            case "jaffree" -> new Jaffree(ffmpeg, output);
            case "wrapper" -> new Wrapper(ffmpeg, output);
            default -> throw new IllegalArgumentException(contender);
        };
    }

    private static final class Ours implements Job {

        private final FFmpeg library;
        private final FFmpegJob job;
        private volatile FFmpegProcess process;

        Ours(String ffmpeg, String output, boolean limited) {
            library = FFmpeg.builder().executable(Path.of(ffmpeg)).build();
            FFmpegJob plain = FFmpegJob.of(StreamSpec.ofArguments(arguments(output)));
            job = limited ? plain.timeout(LIMIT) : plain;
            process = library.start(job);
            process.onProgress(progress -> seen(progress.frame().orElse(0)));
        }

        @Override
        public void run() throws Exception {
            try {
                process.result().get();
            } catch (InterruptedException e) {
                process.stop();
            }
        }

        @Override
        public void stop() {
            process.stop();
        }

        @Override
        public void cancel() {
            process.result().cancel(true);
        }
    }

    private static List<String> arguments(String output) {
        return List.of("-re", "-f", "lavfi", "-i", SOURCE, "-t", "600", "-c:v", "mpeg4", output);
    }

    /** Reads the log, or FFmpeg would block; then waits. */
    private static final class Bare implements Job {

        private static final Pattern FRAME = Pattern.compile("frame= *(\\d+).*");

        private final Process process;
        private final boolean limited;

        Bare(String ffmpeg, String output, boolean limited) throws IOException {
            List<String> command = new java.util.ArrayList<>(List.of(ffmpeg, "-y"));
            command.addAll(arguments(output));
            this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
            this.limited = limited;
        }

        @Override
        public void run() throws Exception {
            if (limited) {
                Thread reader = new Thread(() -> read(EndingsHost::seen));
                reader.start();
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                return;
            }
            read(EndingsHost::seen);
            process.waitFor();
        }

        private void read(LongConsumer frames) {
            try (BufferedReader log =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = log.readLine(); line != null; line = log.readLine()) {
                    Matcher frame = FRAME.matcher(line);
                    if (frame.matches()) {
                        frames.accept(Long.parseLong(frame.group(1)));
                    }
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void stop() throws Exception {
            process.destroy();
            process.waitFor();
        }
    }

    private static final class Jaffree implements Job {

        private final com.github.kokorin.jaffree.ffmpeg.FFmpeg ffmpeg;
        private final FFmpegResultFuture future;

        Jaffree(String executable, String output) {
            ffmpeg = com.github.kokorin.jaffree.ffmpeg.FFmpeg.atPath(Path.of(executable).getParent())
                    .addInput(UrlInput.fromUrl(SOURCE).setFormat("lavfi").addArgument("-re"))
                    .addOutput(UrlOutput.toPath(Path.of(output))
                            .addArguments("-t", "600")
                            .addArguments("-c:v", "mpeg4"))
                    .setOverwriteOutput(true)
                    .setProgressListener(progress -> seen(progress.getFrame() == null ? 0 : progress.getFrame()));
            future = ffmpeg.executeAsync();
        }

        @Override
        public void run() throws Exception {
            try {
                future.get();
            } catch (InterruptedException e) {
                future.graceStop();
            }
        }

        @Override
        public void stop() {
            future.graceStop();
        }

        @Override
        public void cancel() {
            future.cancel(true);
        }
    }

    private static final class Wrapper implements Job {

        private final net.bramp.ffmpeg.job.FFmpegJob job;

        Wrapper(String executable, String output) throws IOException {
            FFmpegBuilder builder = new FFmpegBuilder()
                    .addExtraArgs("-re", "-f", "lavfi")
                    .overrideOutputFiles(true)
                    .setInput(SOURCE)
                    .done()
                    .addOutput(output)
                    .addExtraArgs("-t", "600", "-c:v", "mpeg4")
                    .done();
            net.bramp.ffmpeg.FFmpeg ffmpeg = new net.bramp.ffmpeg.FFmpeg(executable);
            job = new FFmpegExecutor(ffmpeg, new net.bramp.ffmpeg.FFprobe(executable.replaceAll("ffmpeg$", "ffprobe")))
                    .createJob(builder, progress -> seen(progress.frame));
        }

        @Override
        public void run() {
            job.run();
        }
    }
}
