package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.binary.Capability.Coder;
import io.github.asyncffmpeg.binary.Capability.PixelFormat;
import io.github.asyncffmpeg.media.Medium;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trials of one FFmpeg's encoders, each made once. Safe for any thread. */
final class EncoderTrials {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern ADDRESS = Pattern.compile(" @ (?:0x)?[0-9a-fA-F]{6,}");

    private final Capabilities capabilities;
    private final Map<String, Asked<EncoderTrial>> trials = new ConcurrentHashMap<>();

    EncoderTrials(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    EncoderTrial of(String encoder) {
        long begun = System.nanoTime();
        Optional<Coder> coder = coder(encoder);
        if (coder.isEmpty()) {
            String reason = capabilities.encoders().failure().orElse("this FFmpeg has no encoder '" + encoder + "'");
            return new EncoderTrial(encoder, false, reason, List.of(), elapsed(begun));
        }
        Medium medium = coder.get().medium().orElse(Medium.DATA);
        String name = coder.get().name();
        return trials.computeIfAbsent(
                        name,
                        key -> new Asked<>("a trial of " + name, () -> trial(name, medium), trial -> !trial.works()))
                .get();
    }

    /** By its own name, or the one that FFmpeg takes for a codec: the first that is not experimental. */
    private Optional<Coder> coder(String encoder) {
        Listing<Coder> encoders = capabilities.encoders();
        return encoders.find(encoder)
                .or(() -> encoders.all().stream()
                        .filter(coder -> coder.codec().equals(encoder))
                        .min(Comparator.comparing(Coder::experimental)));
    }

    private CompletableFuture<EncoderTrial> trial(String encoder, Medium medium) {
        if (medium != Medium.VIDEO) {
            return new Trial(encoder, TrialCommands.of(encoder, medium, false, List.of()), List.of()).begin();
        }
        return capabilities
                .askedHelp(Component.ENCODER, encoder)
                .ask()
                .thenCombine(capabilities.askedPixelFormats().ask(), (help, known) -> {
                    List<String> abilities = help.list("General capabilities");
                    // OpenMAX says nothing of itself.
                    boolean hardware =
                            abilities.contains("hardware") || abilities.contains("hybrid") || encoder.endsWith("_omx");
                    List<String> uploads = uploads(help, known);
                    return new Trial(encoder, TrialCommands.of(encoder, medium, hardware, uploads), uploads);
                })
                .thenCompose(Trial::begin);
    }

    /** The types of devices an encoder takes its frames from, when it takes none from the main memory. */
    private static List<String> uploads(ComponentHelp help, Listing<PixelFormat> known) {
        List<String> formats = help.list("Supported pixel formats");
        boolean uploads = !formats.isEmpty()
                && formats.stream()
                        .allMatch(format ->
                                known.find(format).filter(PixelFormat::hardware).isPresent());
        if (!uploads) {
            return List.of();
        }
        List<String> devices = help.list("Supported hardware devices");
        return (devices.isEmpty() ? formats : devices).stream().distinct().toList();
    }

    private static Duration elapsed(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** One trial: one command after the other, until one works or the time is up. */
    private final class Trial {

        private final String encoder;
        private final List<List<String>> commands;
        private final List<String> devices;
        private final long begun = System.nanoTime();

        /** Written by one step, read by the next. */
        private volatile @Nullable String reason;

        Trial(String encoder, List<List<String>> commands, List<String> devices) {
            this.encoder = encoder;
            this.commands = commands;
            this.devices = devices;
        }

        CompletableFuture<EncoderTrial> begin() {
            return step(0);
        }

        private CompletableFuture<EncoderTrial> step(int next) {
            Duration left = LIMIT.minus(elapsed(begun));
            boolean over = next == commands.size() || left.isNegative() || left.isZero();
            if (over) {
                String why = reason == null ? "there is no trial for this kind of encoder" : reason;
                List<String> first = commands.isEmpty() ? List.of() : commands.get(0);
                return CompletableFuture.completedFuture(new EncoderTrial(encoder, false, why, first, elapsed(begun)));
            }
            List<String> command = commands.get(next);
            return capabilities.questions().start(command, left).thenCompose(run -> {
                if (run.fault() == null && TrialCommands.provesAPacket(run.output())) {
                    return CompletableFuture.completedFuture(
                            new EncoderTrial(encoder, true, "", command, elapsed(begun)));
                }
                if (reason == null) {
                    reason = reason(run);
                }
                return step(next + 1);
            });
        }

        /** The encoder's own first words; else FFmpeg's, of a device mostly no more than a number. */
        private String reason(CollectedRun run) {
            List<String> lines = run.errors()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> ADDRESS.matcher(line).replaceAll("").strip())
                    .toList();
            return lines.stream()
                    .filter(line -> line.startsWith('[' + encoder + ']'))
                    .findFirst()
                    .or(() -> lines.stream()
                            .findFirst()
                            .map(line ->
                                    devices.isEmpty() ? line : "device " + String.join(", ", devices) + ": " + line))
                    .orElse(run.fault() == null ? "FFmpeg encoded nothing" : run.fault());
        }
    }
}
