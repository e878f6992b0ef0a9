package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.it.harness.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The steps that are done from inside the JVM that uses the library. */
record HostSteps(Cell cell, Source.Place place, CaseLog log, CompletableFuture<Vehicle> vehicle, Sight sight) {

    /** Bytes that FFmpeg writes in twenty seconds even where it hardly gets a processor. */
    private static final long STEP_OF_FLOOD = 4 * 1024 * 1024;

    void perform(Step step) {
        try {
            switch (step) {
                case QUIT -> run().quit();
                case STOP -> run().stop();
                case CLOSE, CLOSE_POOL -> run().close();
                case CANCEL -> run().result().cancel(true);
                case COMPLETE_EXCEPTIONALLY ->
                    run().result().completeExceptionally(new IllegalStateException("given up"));
                case INTERRUPT -> ((Vehicle.Called) run()).thread().interrupt();
                case PAUSE -> ((Vehicle.Started) run()).process().pause();
                case FORCE -> run().kill();
                case SIGKILL_FFMPEG -> signal(9);
                case SIGTERM_FFMPEG -> signal(15);
                case SIGSTOP_FFMPEG -> signal(19);
                case REMOVE_FOLDER -> Pauses.until(Duration.ofSeconds(10), () -> isRemoved(place.outputs()));
                case AWAIT_FLOOD -> awaitFlood();
                case EXIT -> System.exit(5);
                case HALT -> Runtime.getRuntime().halt(6);
                case THROW_IN_MAIN -> throw new IllegalStateException("thrown on purpose");
                case FILL_THE_HEAP -> fillTheHeap();
                case FREEZE -> freeze();
                case LIMIT, AWAIT_END, RETURN_FROM_MAIN -> {}
                default -> throw new IllegalArgumentException("not the host's: " + step);
            }
        } catch (FFmpegException | CompletionException e) {
            log.line("thrown " + e); // the outcome is in there, and the future tells it too
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Vehicle run() {
        return vehicle.join();
    }

    private void signal(int number) throws IOException, InterruptedException {
        long pid = sight.awaitPid();
        if (pid <= 1 || sight.isOver()) {
            return;
        }
        try {
            Child.signal(pid, number);
        } catch (AssertionError e) {
            log.line("note the signal came too late: " + e.getMessage());
        }
    }

    /** FFmpeg may write into it meanwhile: then it is not empty at the end. */
    private static boolean isRemoved(Path folder) {
        try {
            Evidence.delete(folder);
            return true;
        } catch (IOException | UncheckedIOException again) {
            return false;
        }
    }

    /** Waits until FFmpeg has written enough; the kernel counts. How fast that goes is the machine's business. */
    private void awaitFlood() {
        Path counters = Path.of("/proc/" + sight.awaitPid() + "/io");
        long before = -1;
        for (long written = written(counters);
                written < cell.flood() && written > before;
                written = written(counters)) {
            before = written;
            long next = written + STEP_OF_FLOOD;
            Pauses.until(Duration.ofSeconds(20), () -> written(counters) >= Math.min(next, cell.flood()));
        }
        if (written(counters) < cell.flood()) {
            log.line("problem FFmpeg stood still when it had written " + before + " bytes");
        }
        log.line("flooded " + written(counters));
    }

    private static long written(Path counters) {
        try {
            return Files.readAllLines(counters).stream()
                    .filter(line -> line.startsWith("wchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring(7)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return Long.MAX_VALUE;
        }
    }

    private static void fillTheHeap() {
        List<byte[]> heap = new ArrayList<>();
        while (heap.size() < Integer.MAX_VALUE) {
            heap.add(new byte[256 * 1024]);
        }
    }

    /** By a child: who stands still cannot let itself go on. */
    private static void freeze() throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -STOP $PPID; sleep 1.5; kill -CONT $PPID")
                .inheritIO()
                .start()
                .waitFor();
    }
}
