package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.binary.Capability.Format;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What FFmpeg is asked, and what becomes of the answers. Parsing runs on our workers. Immutable. */
final class Questions {

    /** A listing takes 10 to 100 ms; some systems scan a program at its first start. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final System.Logger LOGGER = System.getLogger("io.github.asyncffmpeg.binary");

    private final CollectedRun.Program program;
    private final Duration limit;

    Questions(FFmpegBinary binary, Map<String, String> environment) {
        this(binary, environment, LIMIT);
    }

    Questions(FFmpegBinary binary, Map<String, String> environment, Duration limit) {
        this.program = new CollectedRun.Program(binary, environment);
        this.limit = limit;
    }

    FFmpegBinary binary() {
        return program.binary();
    }

    /** Runs FFmpeg with arguments of the caller's. */
    CompletableFuture<CollectedRun> start(List<String> arguments, Duration atMost) {
        return CollectedRun.start(program, arguments, atMost);
    }

    /** The answer as it is; one that must not be believed is empty. */
    Asked<CollectedRun> run(String... question) {
        return new Asked<>(String.join(" ", question), () -> ask(question), run -> run.fault() != null);
    }

    <T extends Capability> Asked<Listing<T>> listing(String question, Function<String, List<T>> parser) {
        return new Asked<>(
                question, () -> ask(question).thenApply(run -> parsed(run, parser)), listing -> !listing.isKnown());
    }

    /** Formats; with FFmpeg 5.1 the devices among them are known by a second listing only. */
    Asked<Listing<Format>> formats() {
        return new Asked<>(
                "-formats",
                () -> ask("-formats").thenCompose(run -> {
                    Listing<Format> formats = parsed(run, FormatParser::formats);
                    if (FormatParser.tellsDevices(run.output())) {
                        return CompletableFuture.completedFuture(formats);
                    }
                    return ask("-devices")
                            .thenApply(devices -> formats.isKnown()
                                    ? Listing.of(
                                            FormatParser.marked(formats.all(), FormatParser.formats(devices.output())))
                                    : formats);
                }),
                listing -> !listing.isKnown());
    }

    Asked<Map<String, String>> options() {
        return new Asked<>(
                "-h full",
                () -> ask("-h", "full").thenApply(run -> HelpParser.commandLineOptions(run.output())),
                Map::isEmpty);
    }

    Asked<ComponentHelp> help(Component component, String name) {
        return new Asked<>(
                component.word() + '=' + name,
                () -> ask("-h", component.word() + '=' + name)
                        .thenApply(run -> run.fault() == null
                                ? HelpParser.component(component, name, run.output())
                                : new ComponentHelp(component, name, Map.of(), List.of(), List.of(), run.fault())),
                help -> !help.isKnown());
    }

    private static <T extends Capability> Listing<T> parsed(CollectedRun run, Function<String, List<T>> parser) {
        if (run.fault() != null) {
            return Listing.unknown(run.fault());
        }
        List<T> all = parser.apply(run.output());
        return all.isEmpty() && !isEmptyListing(run.output())
                ? Listing.unknown("FFmpeg listed nothing that could be understood")
                : Listing.of(all);
    }

    /** A build may have no hardware acceleration at all; then there is the heading alone. */
    private static boolean isEmptyListing(String text) {
        return text.startsWith("Hardware acceleration methods:")
                && text.lines().filter(line -> !line.isBlank()).count() == 1;
    }

    private CompletableFuture<CollectedRun> ask(String... question) {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner"));
        arguments.addAll(Arrays.asList(question));
        return start(arguments, limit).thenApply(run -> believed(run, question));
    }

    /** What a program that failed has written is half a listing: what it lacks is not lacking. */
    private CollectedRun believed(CollectedRun run, String... question) {
        if (run.fault() == null) {
            return run;
        }
        String said = run.errors().lines().findFirst().map(line -> ": " + line).orElse("");
        String fault = binary().ffmpeg() + " " + String.join(" ", question) + ' ' + run.fault() + said;
        LOGGER.log(Level.DEBUG, fault);
        return new CollectedRun(run.exitCode(), "", run.errors(), fault);
    }
}
