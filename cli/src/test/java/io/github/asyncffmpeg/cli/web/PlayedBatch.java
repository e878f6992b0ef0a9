package io.github.asyncffmpeg.cli.web;

import io.github.asyncffmpeg.jobs.internal.batch.BatchControl;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OfJob;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.record.ScriptedBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Serves the live page of a batch that nobody runs, for the tests in a browser: it prints the address, and what the page's
 * buttons asked. Its input are words, one a line: {@code end} plays the rest at once; the end of the input ends it.
 */
public final class PlayedBatch implements BatchControl {

    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final List<BatchEvent> events;
    private final double pace;

    private PlayedBatch(int jobs, int slots, double pace) {
        this.events = ScriptedBatch.events(jobs, slots);
        this.pace = pace;
    }

    /**
     * Plays it.
     *
     * @param arguments how many jobs, how many slots, how many times faster than the script, and the port
     * @throws Exception if it cannot
     */
    public static void main(String[] arguments) throws Exception {
        PlayedBatch batch = new PlayedBatch(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Double.parseDouble(arguments[2]));
        Thread reader = new Thread(batch::read, "words");
        reader.setDaemon(true);
        reader.start();
        LivePage.Pace usual = LivePage.Pace.USUAL;
        try (LivePage page = LivePage.open(Integer.parseInt(arguments[3]), batch, usual)) {
            System.out.println(page.address());
            batch.play(page);
            batch.await("close");
            batch.tellCpu();
        }
        System.out.println("closed");
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                words.add(line);
            }
        } catch (IOException e) {
            System.out.println(e);
        }
        words.add("end");
        words.add("close");
    }

    private void await(String word) throws InterruptedException {
        while (!words.take().equals(word)) {
            // others are not for now
        }
    }

    private void play(LivePage page) throws InterruptedException {
        long begin = System.nanoTime();
        boolean hurry = false;
        for (BatchEvent event : events) {
            long at =
                    (long) (Duration.between(events.get(0).time(), event.time()).toNanos() / pace);
            while (!hurry && System.nanoTime() - begin < at) {
                String word = words.poll(at - (System.nanoTime() - begin), TimeUnit.NANOSECONDS);
                hurry = "end".equals(word);
            }
            if (!(event instanceof OfJob ofJob) || !stopped.contains(ofJob.job())) {
                page.on(event);
            }
            for (String job : Set.copyOf(stopped)) {
                if (event instanceof OfJob ofJob && ofJob.job().equals(job) && stopped.add("told " + job)) {
                    page.on(new JobFinished(
                            event.time(),
                            job,
                            JobStatus.STOPPED,
                            1,
                            Duration.ofSeconds(3),
                            OptionalInt.of(0),
                            List.of(),
                            Optional.empty(),
                            Optional.empty()));
                }
            }
            if (stopped.contains("all") && stopped.add("told all")) {
                page.on(new BatchStopping(event.time(), "the live page", false));
            }
        }
        page.on(new BatchFinished(events.get(0).time(), Map.of(), Duration.ofSeconds(9), 1));
    }

    private void tellCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null
                    && (info.getThreadName().startsWith("asyncffmpeg-web")
                            || info.getThreadName().startsWith("HTTP"))) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        System.out.printf("cpu of the page's threads: %d ms%n", nanos / 1_000_000);
    }

    @Override
    public void stop(String reason) {
        System.out.println("asked: stop");
        stopped.add("all");
    }

    @Override
    public void kill(String reason) {
        System.out.println("asked: kill");
    }

    @Override
    public boolean stopJob(String job) {
        System.out.println("asked: stop job " + job);
        return stopped.add(job);
    }
}
