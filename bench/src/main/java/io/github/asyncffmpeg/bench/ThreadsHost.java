package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The JVM of one contender of {@link ThreadsBenchmark}. */
final class ThreadsHost {

    /** For all children to be up and the compiler to be done: nothing tells it of a bare process. */
    private static final int SETTLING_SECONDS = 5;

    private ThreadsHost() {}

    /**
     * Starts the jobs, watches, ends them.
     *
     * @param arguments the contender, how many jobs, how many seconds, and the rest: for ours as for {@link ColdJob}, for
     *     the others the command line
     * @throws Exception if a job fails or a process is left
     */
    public static void main(String[] arguments) throws Exception {
        String contender = arguments[0];
        int jobs = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        List<String> rest = List.of(arguments).subList(3, arguments.length);
        FFmpeg ffmpeg = contender.startsWith("ours") ? Settings.of(rest).library() : FFmpeg.create();
        if (contender.startsWith("ours")) {
            ffmpeg.binary();
        }
        double threads = Machine.threads();
        double memory = Machine.residentMegabytes();
        LongAdder blocks = new LongAdder();
        long begun = System.nanoTime();
        RunningJobs running = switch (contender) {
            case "ours" -> RunningJobs.ours(ffmpeg, jobs, false, blocks);
            case "ours.listening" -> RunningJobs.ours(ffmpeg, jobs, true, blocks);
            case "ours.pooled" -> RunningJobs.pooled(ffmpeg, jobs);
            case "bare" -> RunningJobs.bare(new BareProcess(rest, environment -> {}).discarding(), jobs, false);
            case "readers" -> RunningJobs.bare(new BareProcess(rest, environment -> {}).builder(), jobs, true);
            case "jaffree" -> PeerJobs.jaffree(Path.of(rest.get(0)), jobs, blocks);
            case "cli-wrapper" -> PeerJobs.wrapper(Path.of(rest.get(0)), jobs, blocks);
            default -> throw new IllegalArgumentException(contender);
        };
        awaitChildren(jobs);
        ChildJvm.tell("start_ms_per_job", (System.nanoTime() - begun) / 1e6 / jobs);
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        double cpu = Machine.cpuMillis();
        double blocksBefore = blocks.doubleValue();
        TimeUnit.SECONDS.sleep(seconds);
        ChildJvm.tell("jvm_cpu_ms_per_s", (Machine.cpuMillis() - cpu) / seconds);
        if (blocks.sum() > 0) {
            ChildJvm.tell("progress_blocks_per_s", (blocks.sum() - blocksBefore) / seconds);
        }
        ChildJvm.tell("threads_before", threads);
        ChildJvm.tell("threads_with", Machine.threads());
        ChildJvm.tell("threads_more_than_jobs", Machine.threads() - threads - jobs);
        ChildJvm.tell("rss_mb_before", memory);
        ChildJvm.tell("rss_mb_with", Machine.residentMegabytes());
        ChildJvm.tell("private_mb_with", Machine.privateMegabytes());
        System.gc();
        ChildJvm.tell("heap_mb_with_after_gc", Machine.heapMegabytes());
        ChildJvm.tell("rss_mb_with_after_gc", Machine.residentMegabytes());
        awaitChildren(jobs);
        long stopping = System.nanoTime();
        running.stop();
        ChildJvm.tell("stop_all_ms", (System.nanoTime() - stopping) / 1e6);
        long left = jobsThatRun();
        ChildJvm.tell("left", (double) left);
        if (left != 0) {
            throw new IllegalStateException(left + " processes are left");
        }
        System.exit(0);
    }

    private static void awaitChildren(int jobs) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (long alive = jobsThatRun(); alive != jobs; alive = jobsThatRun()) {
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException(alive + " of " + jobs + " jobs run");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The FFmpegs among the children: a watchdog is one too, and may stay a moment longer. */
    private static long jobsThatRun() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("ffmpeg").endsWith("ffmpeg"))
                .count();
    }
}
