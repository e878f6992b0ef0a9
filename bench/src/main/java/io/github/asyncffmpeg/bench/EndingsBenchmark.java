package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What each way of ending leaves behind: of ours, of the obvious code without a library, and of two other libraries. */
final class EndingsBenchmark implements Benchmark {

    private static final List<String> CONTENDERS = List.of("ours", "bare", "jaffree", "wrapper");
    private static final int LIMIT_SECONDS = 10;

    /** What one trial left. */
    private record Left(boolean playable, boolean ffmpegGone, boolean programEnded) {}

    @Override
    public String name() {
        return "endings";
    }

    @Override
    public String sentence() {
        return "13 ways to end a program while it encodes: is the file playable, FFmpeg gone, the program over?";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int trials = settings.amount().orElse(3);
        FFmpegBinary binary = settings.library().binary();
        report.say(trials + " trials each, of an mp4 that is encoded in real time, ended after 25 frames or more. A cell says"
                + " in how many of them\nthe file decodes from its first to its last packet without an error line, FFmpeg"
                + " was gone within " + LIMIT_SECONDS + " s, and the program was over\nwithin " + LIMIT_SECONDS
                + " s. bare is ProcessBuilder with a loop that reads the log; its stop is destroy(), its timeout"
                + " waitFor(limit)\nand destroyForcibly(). jaffree is 2024.08.29 (its stop is graceStop()), wrapper is"
                + " ffmpeg-cli-wrapper 0.9.2");
        report.say("%-34s".formatted("playable / gone / over")
                + CONTENDERS.stream().map("%-16s"::formatted).reduce("", String::concat));
        for (Ending ending : Ending.values()) {
            StringBuilder row = new StringBuilder("%-34s".formatted(ending.sentence()));
            for (String contender : CONTENDERS) {
                String cell = "no API";
                if (ending.isPossible(contender)) {
                    int[] counts = new int[3];
                    for (int i = 0; i < trials; i++) {
                        Left left = trial(contender, ending, binary);
                        counts[0] += left.playable() ? 1 : 0;
                        counts[1] += left.ffmpegGone() ? 1 : 0;
                        counts[2] += left.programEnded() ? 1 : 0;
                    }
                    cell = counts[0] + " / " + counts[1] + " / " + counts[2];
                    String figure = ending.key() + "." + contender + ".";
                    report.figure(figure + "trials", trials);
                    report.figure(figure + "playable", counts[0]);
                    report.figure(figure + "ffmpeg_gone", counts[1]);
                    report.figure(figure + "program_over", counts[2]);
                }
                row.append("%-16s".formatted(cell));
            }
            report.row(row.toString());
        }
    }

    private static Left trial(String contender, Ending ending, FFmpegBinary binary) throws Exception {
        Path folder = Files.createTempDirectory("bench-endings-");
        MarkedProcesses marked = new MarkedProcesses();
        try {
            Path output = folder.resolve("out.mp4");
            Path said = folder.resolve("said.txt");
            ProcessBuilder builder = new ProcessBuilder(
                            ending.around(Ending.program(contender, ending, binary.ffmpeg(), output)))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            binary.prepare(builder.environment());
            builder.environment().put(MarkedProcesses.VARIABLE, marked.marker());
            builder.environment().put("SHELL", "/bin/sh"); // `script` runs the command by it
            Process program = builder.start();
            awaitWorking(said, program);
            ending.begin(program, marked);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            if (ending == Ending.TIMEOUT) {
                deadline += TimeUnit.SECONDS.toNanos(4); // the limit itself
            }
            boolean gone = await(deadline, () -> marked.named("ffmpeg").isEmpty());
            boolean over = await(deadline, () -> marked.named("java").isEmpty());
            return new Left(gone && isPlayable(binary, output), gone, over);
        } finally {
            marked.killAll();
            delete(folder);
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static boolean await(long deadline, Check check) throws Exception {
        while (!check.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    private static void awaitWorking(Path said, Process program) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        boolean works = await(
                deadline,
                () -> Files.readString(said, StandardCharsets.ISO_8859_1).contains("working") || !program.isAlive());
        if (!works || !Files.readString(said, StandardCharsets.ISO_8859_1).contains("working")) {
            throw new IllegalStateException(
                    "the program did not come to 25 frames: " + Files.readString(said, StandardCharsets.ISO_8859_1));
        }
    }

    /** Decoded from its first to its last packet, without a line of level error. */
    private static boolean isPlayable(FFmpegBinary binary, Path file) throws Exception {
        if (!Files.exists(file)) {
            return false;
        }
        ProcessBuilder decoder = new ProcessBuilder(
                        binary.ffmpeg().toString(), "-v", "error", "-nostdin", "-i", "file:" + file, "-f", "null", "-")
                .redirectErrorStream(true);
        binary.prepare(decoder.environment());
        Process process = decoder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 && said.isBlank();
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
