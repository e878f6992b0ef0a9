package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.EncoderTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Which encoders really work on this machine: each one is tried with a frame or a moment of sound. */
final class EncoderCheckup {

    private static final List<String> USUAL = List.of(
            "libx264", "libx265", "libsvtav1", "libvpx-vp9", "mpeg4", "mjpeg", "aac", "libopus", "libmp3lame", "flac");

    /** All encoders of this name need a device or the operating system. */
    private static final String HARDWARE = "(h264|hevc|av1)_\\w+";

    private static final int AT_A_TIME = 3;

    private final Capabilities capabilities;
    private final Consumer<Finding> findings;

    EncoderCheckup(Capabilities capabilities, Consumer<Finding> findings) {
        this.capabilities = capabilities;
        this.findings = findings;
    }

    void check(boolean each) {
        Optional<String> failure = capabilities.encoders().failure();
        if (failure.isPresent()) {
            findings.accept(Finding.warning("encoders", "FFmpeg does not list them: " + failure.get(), ""));
            return;
        }
        Set<String> built = capabilities.encoders().names();
        List<String> usual = USUAL.stream().filter(built::contains).toList();
        List<String> missing =
                USUAL.stream().filter(name -> !built.contains(name)).toList();
        List<String> hardware =
                built.stream().filter(name -> name.matches(HARDWARE)).sorted().toList();
        List<EncoderTrial> trials =
                tried(Stream.concat(usual.stream(), hardware.stream()).toList());
        if (trials.isEmpty()) {
            return;
        }
        if (each) {
            trials.forEach(this::one);
        } else {
            summary("encoders", trials.subList(0, usual.size()));
            summary("hardware", trials.subList(usual.size(), trials.size()));
        }
        if (!missing.isEmpty()) {
            findings.accept(Finding.note("encoders", "not in this build: " + String.join(", ", missing)));
        }
    }

    private List<EncoderTrial> tried(List<String> names) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME, task -> {
            Thread thread = new Thread(task, "encoder trial");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<EncoderTrial>> futures = names.stream()
                    .map(name -> workers.submit(() -> capabilities.tryEncoder(name)))
                    .toList();
            List<EncoderTrial> trials = new ArrayList<>();
            for (Future<EncoderTrial> future : futures) {
                trials.add(future.get());
            }
            return trials;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private void one(EncoderTrial trial) {
        boolean hardware = trial.encoder().matches(HARDWARE);
        if (trial.works()) {
            findings.accept(Finding.ok(
                    "encoder", trial.encoder() + " works (" + trial.elapsed().toMillis() + " ms)"));
        } else if (hardware) {
            findings.accept(Finding.note("encoder", trial.encoder() + " does not work here: " + trial.reason()));
        } else {
            findings.accept(broken(trial));
        }
    }

    private static Finding broken(EncoderTrial trial) {
        return Finding.warning(
                "encoder", trial.encoder() + " does not work: " + trial.reason(), "use another one, or another build");
    }

    private void summary(String topic, List<EncoderTrial> trials) {
        List<String> working = new ArrayList<>();
        List<String> failing = new ArrayList<>();
        trials.forEach(trial -> (trial.works() ? working : failing).add(trial.encoder()));
        boolean hardware = topic.equals("hardware");
        if (!working.isEmpty() || !hardware) {
            String names = working.isEmpty() ? "none of the usual ones works" : "work: " + String.join(", ", working);
            findings.accept(Finding.ok(topic, names));
        }
        if (hardware) {
            String no = trials.isEmpty() ? "this build has no hardware encoder" : "do not work here: ";
            if (trials.isEmpty() || !failing.isEmpty()) {
                String reasons = failing.isEmpty() ? "" : String.join(", ", failing) + " (--encoders says why)";
                findings.accept(Finding.note(topic, no + reasons));
            }
        } else {
            trials.stream().filter(trial -> !trial.works()).forEach(trial -> findings.accept(broken(trial)));
        }
    }
}
