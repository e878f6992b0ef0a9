package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.testkit.MediaFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A whole run: everything that the cases share, and the threads they run on. Used once. */
final class ChaosRun {

    private final ChaosOptions options;
    private final Path folder;
    private final Jdks jdks = Jdks.find();
    private final Installation player = FFmpegs.bundled();
    private final Optional<Installation> system = FFmpegs.system();
    private final String marker;
    private final Marked marked;
    private final List<String> hostProblems = new ArrayList<>();

    /** Guarded by itself: the open hosts of either JDK. */
    private final Map<Boolean, SharedHost> shared = new HashMap<>();

    private int hostNumber;

    /**
     * Prepares a run.
     *
     * @param options what to try
     * @param folder an empty one for all files, by a short name: a path of a socket holds 100 bytes
     * @param marker what every process gets into its environment, before a dot
     */
    ChaosRun(ChaosOptions options, Path folder, String marker) {
        this.options = options;
        this.folder = folder;
        this.marker = marker;
        this.marked = new Marked(marker);
    }

    /** What there is to try it on. */
    String surroundings() {
        return "JDK " + Jdks.version(jdks.home())
                + jdks.newer().map(home -> " and " + Jdks.version(home)).orElse(" (no newer one beside it: left out)")
                + "; FFmpeg bundled" + (system.isPresent() ? " and the system's" : " (the system has none: left out)");
    }

    /** Runs all cases, and gives each verdict to the listener, one at a time. */
    Report run(Consumer<Verdict> listener) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Report report = new Report(options.seed());
        try (ServerSocket silent = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress())) {
            Path media = MediaFiles.in(
                            Files.createDirectory(folder.resolve("media")), player.ffmpeg(), player.environment())
                    .videoWithAudio(Duration.ofSeconds(32));
            HostArguments arguments = new HostArguments(
                    options.seed(),
                    jdks.newer().isPresent(),
                    system.map(Installation::ffmpeg),
                    media,
                    silent.getLocalPort(),
                    marker);
            List<Path> before = options.bareKill() ? List.of(BareLadder.compile(folder.resolve("bare"))) : List.of();
            Hosts hosts = new Hosts(arguments, jdks, folder, before);
            ExecutorService threads = Executors.newFixedThreadPool(options.jobs());
            try {
                List<Future<Optional<Verdict>>> running = new ArrayList<>();
                for (Cell cell : options.cells(arguments.plan())) {
                    running.add(threads.submit(() -> {
                        boolean late =
                                System.nanoTime() - begun > options.limit().toNanos();
                        return late ? Optional.<Verdict>empty() : Optional.of(tried(cell, arguments, hosts));
                    }));
                }
                for (Future<Optional<Verdict>> future : running) {
                    Optional<Verdict> verdict = future.get();
                    verdict.ifPresent(report::add);
                    verdict.ifPresent(listener);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a fault of the harness", e.getCause());
            } finally {
                threads.shutdownNow();
                closeHosts();
            }
        }
        report.ended(Duration.ofNanos(System.nanoTime() - begun), hostProblems);
        return report;
    }

    private Verdict tried(Cell cell, HostArguments arguments, Hosts hosts) throws Exception {
        Path own = Files.createDirectory(folder.resolve(Integer.toString(cell.number())));
        Source.Place place = arguments.place(own);
        Files.createDirectory(place.outputs());
        if (cell.linked()) {
            // With another extension than the output's own name, which tells the format.
            Files.createSymbolicLink(cell.product().files(place).get(0), Path.of("behind.bin"));
        }
        if (cell.source().isFifo()) {
            new ProcessBuilder("mkfifo", place.fifo().toString()).start().waitFor();
        }
        CaseRun.Course course;
        Judge.Judgement judgement;
        try (CaseLog log = new CaseLog(place.log());
                Surroundings around = Surroundings.of(cell, place)) {
            log.line("cell " + cell.text() + around.note());
            course = course(cell, place, log, arguments.marker(cell), hosts);
            judgement = Judge.of(player, cell, place, CaseRecord.read(place.log()));
        }
        List<String> problems = new ArrayList<>(course.problems());
        problems.addAll(judgement.problems());
        Verdict verdict = new Verdict(
                cell, judgement.fate(), problems, course.took(), own, problems.isEmpty() ? "" : Evidence.of(place));
        if (!verdict.failed()) {
            Evidence.delete(own);
        }
        return verdict;
    }

    private CaseRun.Course course(Cell cell, Source.Place place, CaseLog log, String own, Hosts hosts)
            throws IOException, InterruptedException {
        if (cell.ending().where() != Ending.Where.SHARED) {
            Child child = hosts.alone(cell, place.folder());
            return new CaseRun(cell, place, log, marked, own, child).run();
        }
        SharedHost host = host(cell, hosts);
        try {
            host.order(cell, place.folder());
            return new CaseRun(cell, place, log, marked, own, null).run();
        } finally {
            if (host.release()) {
                closed(host);
            }
        }
    }

    private SharedHost host(Cell cell, Hosts hosts) throws IOException {
        synchronized (shared) {
            SharedHost host = shared.get(cell.newerJdk());
            if (host == null || !host.take(cell)) {
                host = hosts.shared(cell.newerJdk(), hostNumber++);
                shared.put(cell.newerJdk(), host);
                host.take(cell);
            }
            return host;
        }
    }

    private void closeHosts() throws IOException, InterruptedException {
        List<SharedHost> open;
        synchronized (shared) {
            open = List.copyOf(shared.values());
        }
        for (SharedHost host : open) {
            closed(host);
        }
    }

    private void closed(SharedHost host) throws IOException, InterruptedException {
        if (!host.close()) {
            return;
        }
        List<String> problems = host.left(marked);
        synchronized (hostProblems) {
            hostProblems.addAll(problems);
        }
    }
}
