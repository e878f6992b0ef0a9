package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How long the outputs of a command will be, once its inputs are known: options before inputs, filter graphs, options
 * before outputs. Pure arithmetic, in linear time; what cannot be known for certain is unknown.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Lengths {

    /**
     * A stream of an input that goes into an output without a {@code filter_complex}.
     *
     * @param input the number of the input
     * @param stream the number of its stream
     * @param output the number of the output
     */
    public record Mapped(int input, int stream, int output) {}

    /**
     * A stream of an input that goes into a filter graph, where FFmpeg chose it because the graph does not say.
     *
     * @param input the number of the input
     * @param stream the number of its stream
     * @param filter the name of the filter
     */
    public record Fed(int input, int stream, String filter) {}

    /** They deliver until they are stopped. */
    private static final Set<String> DEVICES = Set.of(
            "alsa",
            "android_camera",
            "avfoundation",
            "bktr",
            "decklink",
            "dshow",
            "fbdev",
            "gdigrab",
            "iec61883",
            "jack",
            "kmsgrab",
            "openal",
            "oss",
            "pulse",
            "sndio",
            "v4l2",
            "vfwcap",
            "x11grab",
            "xcbgrab");

    private static final Set<String> GRAPH_IN_A_FILE =
            Set.of("filter_complex_script", "/filter_complex", "/lavfi", "/filter", "/vf", "/af");

    private final ArgumentScan scan;

    /** Read once, when the command is compiled: a graph may be long. */
    private final List<List<GraphText.Call>> graphs = new ArrayList<>();

    /** How many filters of each name the graphs have. */
    private final Map<String, Integer> namesakes = new HashMap<>();

    private final boolean opaque;

    Lengths(ArgumentScan scan) {
        this.scan = scan;
        boolean hidden = false;
        for (ArgumentScan.Option option : scan.options()) {
            String name = OptionTable.withoutSpecifier(option.name());
            if ((name.equals("filter_complex") || name.equals("lavfi")) && option.value() != null) {
                graphs.add(GraphText.read(option.value()));
            }
            hidden |= GRAPH_IN_A_FILE.contains(name)
                    || name.startsWith("filter_script")
                    || name.equals("copyts")
                    || (name.equals("bsf")
                            && option.value() != null
                            && option.value().contains("setts"))
                    || name.equals("output_ts_offset");
        }
        this.opaque = hidden;
        for (List<GraphText.Call> graph : graphs) {
            for (GraphText.Call call : graph) {
                namesakes.put(call.name(), namesakes.getOrDefault(call.name(), 0) + 1);
            }
        }
    }

    /**
     * What the command will have reached at its end.
     *
     * @param inputs what is known of each input, by its number; an input that is missing is unknown
     * @param mapped which streams go straight to an output
     * @param fed which streams go into a filter graph
     * @param outputRates the frames per second of the first video of each output, by its number, as far as known
     * @return the end; {@link ExpectedEnd#UNKNOWN} unless all that decides it is known
     */
    public ExpectedEnd end(
            List<KnownInput> inputs, List<Mapped> mapped, List<Fed> fed, List<OptionalDouble> outputRates) {
        if (opaque || scan.outputs().isEmpty() || inputs.size() < scan.inputs().size()) {
            return ExpectedEnd.UNKNOWN;
        }
        Given given = new Given(inputs, mapped, fed);
        boolean alone = scan.outputs().size() == 1;
        double latest = 0;
        for (int i = 0; i < scan.outputs().size(); i++) {
            GivenOptions options = new GivenOptions(scan.outputs().get(i).options());
            double end = outputEnd(i, options, given);
            OptionalLong frames = options.frames();
            double rate = i < outputRates.size() ? outputRates.get(i).orElse(Double.NaN) : Double.NaN;
            // Alone they are counted: pictures need not come at the rate that is announced.
            if (frames.isPresent() && !alone) {
                end = Math.min(end, frames.getAsLong() / rate);
            }
            if (!options.isPlain() || (!alone && options.bytes().isPresent())) {
                end = Double.NaN;
            }
            latest = Math.max(latest, end);
        }
        GivenOptions first = new GivenOptions(scan.outputs().get(0).options());
        if (Double.isNaN(latest) || latest <= 0) {
            return ExpectedEnd.UNKNOWN;
        }
        return new ExpectedEnd(
                Double.isInfinite(latest) ? OptionalDouble.empty() : OptionalDouble.of(latest),
                alone ? first.frames() : OptionalLong.empty(),
                alone ? first.bytes() : OptionalLong.empty());
    }

    /** One question's answers: the graphs are computed once for all outputs. */
    private final class Given extends GraphSpans.Feed {

        final List<KnownInput> inputs;
        final List<Mapped> mapped;
        final List<Fed> fed;
        final List<GraphSpans> computed = new ArrayList<>();

        Given(List<KnownInput> inputs, List<Mapped> mapped, List<Fed> fed) {
            this.inputs = inputs;
            this.mapped = mapped;
            this.fed = fed;
            for (List<GraphText.Call> graph : graphs) {
                computed.add(new GraphSpans(graph, this));
            }
        }

        /** What FFmpeg has put into the open pads of a filter. Of two filters of one name nobody can tell which is fed. */
        @Override
        List<Span> open(GraphText.Call call) {
            List<Span> spans = new ArrayList<>();
            for (Fed each : fed) {
                if (each.filter().equals(call.name()) && each.input() < inputs.size()) {
                    KnownInput known = inputs.get(each.input());
                    spans.add(input(each.input(), known, known.medium(each.stream())));
                }
            }
            return namesakes.getOrDefault(call.name(), 0) == 1 ? spans : List.of();
        }

        @Override
        Span labelled(String label) {
            int colon = label.indexOf(':');
            String number = colon < 0 ? label : label.substring(0, colon);
            int index = number.matches("\\d{1,6}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
            if (index >= inputs.size()) {
                return Span.UNKNOWN;
            }
            String specifier = colon < 0 ? "" : label.substring(colon + 1);
            Optional<Medium> medium = specifier.startsWith("v")
                    ? Optional.of(Medium.VIDEO)
                    : specifier.startsWith("a") ? Optional.of(Medium.AUDIO) : Optional.empty();
            return input(index, inputs.get(index), medium);
        }

        Span graphOutput(String label) {
            for (GraphSpans graph : computed) {
                Span span = graph.labelled(label);
                if (!span.equals(Span.UNKNOWN)) {
                    return span;
                }
            }
            return Span.UNKNOWN;
        }
    }

    private Span input(int index, KnownInput known, Optional<Medium> medium) {
        ArgumentScan.File file = scan.inputs().get(index);
        GivenOptions options = new GivenOptions(file.options());
        Span whole = whole(file, options, known, medium);
        double rate = options.number("r");
        if (options.has("r") && !medium.equals(Optional.of(Medium.AUDIO))) {
            whole = whole.faster(rate / whole.frameRate());
        }
        double seek = options.has("ss") ? options.time("ss") : 0;
        double from = !options.has("ss") && options.has("sseof") ? whole.end() + options.time("sseof") : seek;
        from = Math.max(0, from);
        double once = Math.max(0, whole.end() - from);
        double loops = options.has("stream_loop") ? options.number("stream_loop") : 0;
        double offset = options.has("itsoffset") ? options.time("itsoffset") : 0;
        // Each round begins at the key frame before -ss, wherever that is.
        if (offset < 0 || seek < 0 || (loops > 0 && from > 0) || options.isForSome("itsscale")) {
            return Span.UNKNOWN;
        }
        double scale = options.has("itsscale") ? options.number("itsscale") : 1;
        double end = loops < 0 ? Double.POSITIVE_INFINITY : once * (1 + loops) * scale;
        if (options.has("t")) {
            end = Math.min(end, options.time("t"));
        } else if (options.has("to")) {
            end = Math.min(end, options.time("to") - seek); // -sseof does not count here
        }
        return whole.endingAt(end + offset * scale);
    }

    /** An input before its options cut it. */
    private static Span whole(ArgumentScan.File file, GivenOptions options, KnownInput known, Optional<Medium> medium) {
        boolean audio = medium.equals(Optional.of(Medium.AUDIO));
        boolean video = medium.equals(Optional.of(Medium.VIDEO));
        Span told = new Span(
                0,
                known.seconds().orElse(Double.NaN),
                audio ? Double.NaN : known.frameRate().orElse(Double.NaN),
                video ? Double.NaN : known.sampleRate().orElse(Double.NaN));
        String format = file.format().orElse("");
        if (format.equals("lavfi")) {
            List<Span> ends = new GraphSpans(GraphText.read(file.target()), new GraphSpans.Feed()).unlabelled();
            // FFmpeg takes the start from all times of an input.
            return told.endingAt(ends.size() == 1 ? ends.get(0).length() : Double.NaN);
        }
        // Of joined TS files the announcement knows one. How often a GIF repeats, it does not say.
        boolean more = file.target().startsWith("concat:") || file.target().startsWith("concatf:");
        if (more || (options.has("ignore_loop") && options.number("ignore_loop") != 1)) {
            return told.endingAt(Double.NaN);
        }
        boolean endless = DEVICES.contains(format) || (options.has("loop") && options.number("loop") != 0);
        return endless ? told.endingAt(Double.POSITIVE_INFINITY) : told;
    }

    private double outputEnd(int index, GivenOptions options, Given given) {
        List<Span> sources = new ArrayList<>();
        boolean shortest = options.isSet("shortest");
        for (Mapped each : given.mapped) {
            if (each.output() == index && each.input() < given.inputs.size()) {
                KnownInput known = given.inputs.get(each.input());
                Optional<Medium> medium =
                        each.stream() < known.streams().size() ? known.streams().get(each.stream()) : Optional.empty();
                if (medium.isPresent() && (medium.get() == Medium.VIDEO || medium.get() == Medium.AUDIO)) {
                    sources.add(simplyFiltered(input(each.input(), known, medium), medium.get(), options));
                } else if (shortest) {
                    return Double.NaN; // nothing is known of subtitles
                }
            }
        }
        for (String map : options.all("map")) {
            if (map.startsWith("[") && map.endsWith("]")) {
                sources.add(given.graphOutput(map.substring(1, map.length() - 1)));
            }
        }
        if (index == 0) {
            for (GraphSpans graph : given.computed) {
                sources.addAll(graph.unlabelled());
            }
        }
        if (sources.isEmpty()) {
            return Double.NaN;
        }
        double end = sources.get(0).end();
        double start = sources.get(0).start();
        for (Span source : sources) {
            end = shortest ? Math.min(end, source.end()) : Math.max(end, source.end());
        }
        double from = options.has("ss") ? options.time("ss") : 0;
        end = Math.max(0, end - from);
        if (options.has("t")) {
            return Math.min(end, start + options.time("t"));
        }
        return options.has("to") ? Math.min(end, options.time("to") - from) : end;
    }

    private static Span simplyFiltered(Span span, Medium medium, GivenOptions options) {
        Set<Span> results = new HashSet<>();
        for (String graph : options.simpleGraphs(medium)) {
            Span result = simplyFiltered(span, graph);
            results.add(new Span(result.start(), result.end(), Double.NaN, Double.NaN));
        }
        return results.size() == 1 ? results.iterator().next() : Span.UNKNOWN; // which one is whose is not known
    }

    private static Span simplyFiltered(Span span, String graph) {
        if (graph.isEmpty()) {
            return span;
        }
        List<GraphText.Call> calls = GraphText.read(graph);
        GraphSpans spans = GraphSpans.ofOne(calls, span);
        List<Span> ends = spans.unlabelled();
        return ends.size() == 1 ? ends.get(0) : spans.labelled("out");
    }
}
