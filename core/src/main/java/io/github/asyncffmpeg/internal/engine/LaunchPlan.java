package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.engine.CommandLine.Transport;
import io.github.asyncffmpeg.internal.log.LogDecoder;
import io.github.asyncffmpeg.internal.process.Launch;
import io.github.asyncffmpeg.internal.process.MissingProgramException;
import io.github.asyncffmpeg.internal.staging.StagedOutputs;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one run will be started: all that is known before there is a process, computed once out of the job, the settings
 * and the FFmpeg that will run. Planning looks at the disk, for names that are free and for links; it makes nothing,
 * binds nothing and starts nothing. {@link RunningChild} carries the plan out.
 *
 * <p>Made by one thread, and then as safe as its parts.
 */
final class LaunchPlan {

    /** Between a look for a free name and its taking another run may be quicker, but hardly this often. */
    private static final int MOST_NAMES = 1000;

    private final FFmpegJob job;
    private final RunSettings settings;
    private final FFmpegBinary binary;
    private final PlannedCommand command;
    private final PlannedStreams streams;
    private final RunFiles files = new RunFiles();
    private final CommandLine.Parts parts;
    private final CommandLine line;
    private final @Nullable Path reports;
    private final List<String> wrappers;

    /**
     * A plan with names that no other run of this JVM has, if the job asks for that. The names are taken: it must be
     * started, or its outputs {@linkplain StagedOutputs#release released}.
     *
     * @throws io.github.asyncffmpeg.error.FFmpegException if it cannot be started like this
     */
    static LaunchPlan claimed(FFmpegJob job, RunSettings settings) {
        LaunchPlan plan = new LaunchPlan(job, settings);
        boolean own = plan.staged().claim();
        for (int i = 0; i < MOST_NAMES && job.numberedOutputs() && !own; i++) {
            plan.staged().release(); // another run took the name since this one looked
            plan = new LaunchPlan(job, settings);
            own = plan.staged().claim();
        }
        return plan;
    }

    LaunchPlan(FFmpegJob job, RunSettings settings) {
        this.settings = settings;
        this.binary = settings.binary().get();
        CompiledCommand spec = CompiledCommand.of(job.spec());
        this.job = job.untrusted().isEmpty() ? job : UntrustedInputs.limited(job, spec);
        this.command = PlannedCommand.of(this.job, spec, files);
        CompiledCommand told = command.told();
        this.streams = PlannedStreams.of(this.job, told);
        if (told.hasOption("progress") && this.job.stallTimeout().isPresent()) {
            // Files are no witness: a slow encode of 64x48 fills FFmpeg's buffer of 32 KiB only in minutes.
            throw new FFmpegSpecException(
                    job + " has a stallTimeout, and its spec a -progress of its own: so nothing tells"
                            + " this library whether FFmpeg gets on. Leave one of the two out");
        }
        this.parts = new CommandLine.Parts(
                binary.ffmpeg(),
                told,
                told.arguments(binary.version(), files),
                streams.mediaOnStdin() && !told.readsStdin());
        Transport transport = transport(this.job, told);
        this.reports = transport == Transport.SOCKET ? socketPath() : null;
        this.line = line(transport);
        this.wrappers = wrappers();
    }

    private static Transport transport(FFmpegJob job, CompiledCommand told) {
        if (told.hasOption("progress")) {
            return Transport.NONE;
        }
        boolean needed = told.mayWriteStdout() || job.captureStdout().isPresent();
        return needed ? Transport.SOCKET : Transport.STDOUT;
    }

    private @Nullable Path socketPath() {
        Path path = files.path("p");
        boolean fits = path.toString().getBytes(StandardCharsets.UTF_8).length <= RunFiles.LONGEST_SOCKET_PATH;
        return fits ? path : null;
    }

    private CommandLine line(Transport transport) {
        if (transport == Transport.STDOUT) {
            return parts.line(transport, "pipe:1");
        }
        if (transport == Transport.NONE) {
            return parts.line(transport, "");
        }
        return reports == null ? lineWithoutSocket() : parts.line(transport, "unix:" + reports);
    }

    private List<String> wrappers() {
        if (job.limits().equals(ResourceLimits.none())) {
            return List.of();
        }
        try {
            return Wrappers.of(job.limits());
        } catch (MissingProgramException missing) {
            throw new FFmpegStartException(
                    job + " could not be started: " + missing.getMessage(), line.words(), missing);
        }
    }

    /** The job, with the limits that a policy for untrusted inputs implies. */
    FFmpegJob job() {
        return job;
    }

    RunSettings settings() {
        return settings;
    }

    FFmpegBinary binary() {
        return binary;
    }

    /** The command of the spec, under the names of this run: those that stay, not the temporary ones. */
    CompiledCommand named() {
        return command.named();
    }

    /** The command that FFmpeg gets. */
    CompiledCommand told() {
        return command.told();
    }

    /** How what FFmpeg announces is told. */
    EventWords words() {
        return new EventWords(ports().words(), staged().words());
    }

    StagedOutputs staged() {
        return command.staged();
    }

    PortPlan ports() {
        return command.ports();
    }

    PlannedStreams streams() {
        return streams;
    }

    RunFiles files() {
        return files;
    }

    /** The line, with the transport that is best. */
    CommandLine line() {
        return line;
    }

    /** The same, for a machine that turns out to have no {@code unix:} sockets. */
    CommandLine lineWithoutSocket() {
        return parts.line(Transport.STDERR, "pipe:2");
    }

    /** Where FFmpeg reports, if it does so on a socket. */
    Optional<Path> reports() {
        return Optional.ofNullable(reports);
    }

    /** The time from the ask to the kill. */
    Duration limit() {
        return job.timeToForceTermination().orElse(settings.timeToForceTermination());
    }

    /** What a line is started as. */
    Launch launch(CommandLine started) {
        return new Launch(
                wrappers,
                started.words(),
                job.directory().orElse(null),
                new Environment(),
                limit(),
                settings.watchdog() ? Launch.Care.OWN_SESSION : Launch.Care.NONE,
                change(),
                streams.inherited());
    }

    /** What the job and its {@code FFmpeg} set, without what this library adds. */
    Map<String, String> variables() {
        if (settings.environment().isEmpty()) {
            return job.environment();
        }
        Map<String, String> variables = new HashMap<>(settings.environment());
        variables.putAll(job.environment());
        return variables;
    }

    private final class Environment implements Consumer<Map<String, String>> {

        @Override
        public void accept(Map<String, String> variables) {
            environment(variables);
        }
    }

    private void environment(Map<String, String> environment) {
        binary.prepare(environment);
        if (!ports().isEmpty()) {
            // Of raw frames glibc gives each back to the system: 180,000 page faults for 400 of 720p, against
            // 7,000.
            environment.putIfAbsent("MALLOC_TRIM_THRESHOLD_", "268435456");
            environment.putIfAbsent("MALLOC_MMAP_THRESHOLD_", "33554432");
        }
        environment.putAll(settings.environment());
        environment.putAll(job.environment());
        // Last, and whatever else is set: by its colors we tell what FFmpeg itself says from what is in a file.
        LogDecoder.askForColors(environment);
    }

    /**
     * With media between it and the JVM an FFmpeg stays in the JVM's session: Linux gives each session its share of the
     * processors (autogroup), and handing over from one to the other then costs a tenth when reading and a quarter when
     * writing. A group of its own keeps the signals of the terminal away as well.
     */
    private Launch.Change change() {
        return ports().isEmpty() ? Launch.Change.NONE : new Launch.Change(true, ports().usesStdout());
    }
}
