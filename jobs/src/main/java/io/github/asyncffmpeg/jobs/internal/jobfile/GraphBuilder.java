package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.FileOptions;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.FilterOption;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.LiteralText;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Argument;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Filter;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.In;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.ManyFiles;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.OneFile;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Option;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Out;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Own;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Pad;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Place;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Source;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Target;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.Medium;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Builds the graph of one job with the library's own words, so that splits, escaping and checks are the library's. */
final class GraphBuilder {

    private final GraphDraft draft;
    private final Variables variables;
    private final Roots roots;
    private final Problems problems;
    private final Map<String, Made> labels = new LinkedHashMap<>();

    /** Filters that outputs name as sinks, and those without a label: sinks of the first output. */
    private final Map<String, FilterNode> namedSinks = new LinkedHashMap<>();

    private final List<FilterNode> sinks = new ArrayList<>();

    /** Filters that would be lost: nothing comes out of them, and no output has named them yet. */
    private final Map<String, Position> lonely = new LinkedHashMap<>();

    /** Where filters make what, whether that is above or below; only looked at for messages. */
    private final Map<String, Position> madeAt = new HashMap<>();

    /** What a label stands for. */
    private static final class Made {
        final Position at;
        final @Nullable Input input;
        final @Nullable Outlet outlet;
        boolean used;

        /** With neither when it could not be made, which was told. */
        Made(Position at, @Nullable Input input, @Nullable Outlet outlet) {
            this.at = at;
            this.input = input;
            this.outlet = outlet;
        }
    }

    /** One output of a filter, which can be taken as a medium. */
    interface Outlet {
        MediaStream as(Optional<Medium> medium) throws TemplateException;
    }

    private GraphBuilder(GraphDraft draft, Variables variables, Roots roots, Problems problems) {
        this.draft = draft;
        this.variables = variables;
        this.roots = roots;
        this.problems = problems;
    }

    /** The spec; empty when it cannot be, and then problems say why. */
    static Optional<StreamSpec> build(GraphDraft draft, Variables variables, Roots roots, Problems problems) {
        return new GraphBuilder(draft, variables, roots, problems).spec();
    }

    private Optional<StreamSpec> spec() {
        int before = problems.count();
        for (In input : draft.inputs()) {
            Input made = tried(input.at(), () -> with(Input.of(target(input.target())), input.options()));
            label(input.label(), new Made(input.at(), made, null));
        }
        draft.filters().forEach(filter -> filter.to().forEach(pad -> madeAt.putIfAbsent(pad.text(), pad.at())));
        draft.filters().forEach(this::filter);
        List<Output> outputs = new ArrayList<>();
        for (Out output : draft.outputs()) {
            output(output).ifPresent(outputs::add);
        }
        checkUsed(before);
        if (problems.count() > before || outputs.isEmpty()) {
            return Optional.empty();
        }
        if (!sinks.isEmpty()) {
            outputs.set(0, outputs.get(0).sinks(sinks.toArray(FilterNode[]::new)));
        }
        StreamSpec spec = tried(draft.outputs().get(0).at(), () -> joined(outputs));
        String[] first = texts(draft.global());
        String[] last = texts(draft.globalLast());
        if (problems.count() > before || spec == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(tried(draft.outputs().get(0).at(), () -> {
            StreamSpec whole = first.length == 0 ? spec : spec.globalArgumentsFirst(first);
            return last.length == 0 ? whole : whole.globalArguments(last);
        }));
    }

    private StreamSpec joined(List<Output> outputs) throws TemplateException {
        Map<String, Output> labelled = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            Scalar label = draft.outputs().get(i).label().orElse(null);
            if (label != null && labelled.put(label.text(), outputs.get(i)) != null) {
                throw new TemplateException("the label '" + label.text() + "' is there twice");
            }
        }
        if (!labelled.isEmpty() && labelled.size() < outputs.size()) {
            throw new TemplateException("either all outputs have a label:, or none has");
        }
        if (!labelled.isEmpty()) {
            return StreamSpec.of(labelled);
        }
        return outputs.size() == 1 ? outputs.get(0) : StreamSpec.of(outputs);
    }

    private String[] texts(List<Templated> arguments) {
        List<String> texts = new ArrayList<>();
        for (Templated argument : arguments) {
            String text = tried(argument.at(), () -> argument.template().fill(variables));
            texts.add(String.valueOf(text));
        }
        return texts.toArray(String[]::new);
    }

    private void checkUsed(int before) {
        for (Map.Entry<String, Made> label : labels.entrySet()) {
            if (problems.count() > before) {
                return;
            }
            if (!label.getValue().used) {
                problems.add(
                        label.getValue().at,
                        "nothing takes '" + label.getKey() + "'; leave it out, or use it in from:");
            }
        }
        lonely.forEach((label, at) -> problems.add(
                at, "no output names '" + Problems.shortened(label) + "'; leave label: out, or use it in sinks:"));
    }

    private Optional<Output> output(Out output) {
        List<MediaStream> streams = sources(output);
        List<FilterNode> ends = new ArrayList<>();
        for (Scalar sink : output.sinks()) {
            FilterNode node = namedSinks.get(sink.text());
            if (node == null) {
                near(
                        sink.at(),
                        "there is no filter with label: " + Problems.shortened(sink.text()),
                        sink.text(),
                        namedSinks);
            } else {
                ends.add(node);
                lonely.remove(sink.text());
            }
        }
        if (streams.isEmpty()) {
            return Optional.empty();
        }
        Output made = tried(output.at(), () -> with(Output.of(target(output.target()), streams), output.options()));
        return Optional.ofNullable(made)
                .map(each -> ends.isEmpty() ? each : each.sinks(ends.toArray(FilterNode[]::new)));
    }

    private void filter(Filter filter) {
        List<MediaStream> from = streams(filter.from());
        if (from.size() < filter.from().size()) {
            filter.to().forEach(pad -> label(pad.text(), new Made(pad.at(), null, null)));
            return;
        }
        if (filter.graph() != null) {
            Templated graph = filter.graph();
            TextGraph text =
                    tried(filter.at(), () -> TextGraph.of(graph.template().fill(variables), from));
            for (Pad pad : filter.to()) {
                label(pad.text(), new Made(pad.at(), null, text == null ? null : text.outlet(pad)));
            }
            return;
        }
        FilterNode node = tried(filter.at(), () -> node(filter, from));
        for (Pad pad : filter.to()) {
            label(pad.text(), new Made(pad.at(), null, node == null ? null : medium -> pad(node, pad, medium)));
        }
        if (node != null) {
            end(filter, node);
        }
    }

    private void end(Filter filter, FilterNode node) {
        Scalar label = filter.label().orElse(null);
        if (label == null && filter.to().isEmpty()) {
            sinks.add(node);
        } else if (label != null) {
            if (namedSinks.put(label.text(), node) != null) {
                problems.add(label.at(), "the label '" + Problems.shortened(label.text()) + "' is there twice");
            }
            if (filter.to().isEmpty()) {
                lonely.put(label.text(), label.at());
            }
        }
    }

    private FilterNode node(Filter filter, List<MediaStream> from) throws TemplateException {
        Object[] values = values(filter);
        FilterNode plain = FilterNode.of(filter.name(), from, values);
        return filter.media().isEmpty() ? plain : KnownOutputs.of(plain, filter.media());
    }

    private static MediaStream pad(FilterNode node, Pad pad, Optional<Medium> medium) {
        String word = pad.word();
        int number = pad.number() == null ? 0 : pad.number();
        if (medium.isEmpty()) {
            return word == null ? node.any(number) : node.any(word);
        }
        if (medium.get() == Medium.VIDEO) {
            return word == null ? node.video(number) : node.video(word);
        }
        return word == null ? node.audio(number) : node.audio(word);
    }

    private Object[] values(Filter filter) throws TemplateException {
        List<Object> values = new ArrayList<>();
        for (Argument argument : filter.args()) {
            values.add(value(argument));
        }
        boolean drawsText = filter.name().equals("drawtext") || filter.name().startsWith("drawtext@");
        for (Option option : filter.options()) {
            if (option.values().size() != 1) {
                problems.add(
                        option.at(), "options: " + option.name() + ": expected one value for an option of a filter");
                continue;
            }
            Argument argument = option.values().get(0);
            Object value = value(argument);
            boolean words = drawsText && option.name().equals("text");
            values.add(FilterOption.opt(option.name(), words ? words(argument, value) : value));
        }
        return values.toArray();
    }

    /** What a file is called is drawn as it is; where the author wrote an expansion, drawtext has to read all of it. */
    private static Object words(Argument argument, Object value) {
        NameTemplate template = argument.text() == null
                ? NameTemplate.literal("")
                : argument.text().template();
        boolean named = !Collections.disjoint(template.variables(), Variables.OF_A_FILE);
        boolean expanded =
                template.toString().indexOf('%') >= 0 || template.toString().indexOf('\\') >= 0;
        return named && !expanded && !argument.literal() ? new LiteralText(value.toString()) : value;
    }

    private Object value(Argument argument) throws TemplateException {
        if (argument.text() == null) {
            return argument.truth().<Object>map(truth -> truth).orElse("");
        }
        String text = argument.text().template().fill(variables);
        return argument.literal() ? new LiteralText(text) : text;
    }

    private <T extends FileOptions<T>> T with(T file, List<Option> options) throws TemplateException {
        T all = file;
        for (Option option : options) {
            boolean first = true;
            for (Argument argument : option.values()) {
                boolean flag = argument.text() == null && argument.truth().isEmpty();
                if (flag) {
                    all = all.flag(option.name());
                } else {
                    all = first
                            ? all.option(option.name(), value(argument))
                            : all.addOption(option.name(), value(argument));
                }
                first = false;
            }
        }
        return all;
    }

    private MediaTarget target(Target target) throws TemplateException {
        if (target instanceof Own own) {
            return MediaTarget.of(own.text().template().fillTarget(variables));
        }
        if (target instanceof OneFile file) {
            return MediaTarget.of(path(file.place()));
        }
        ManyFiles many = (ManyFiles) target;
        return MediaTarget.pattern(
                path(many.folder()), many.pattern().template().fillTarget(variables));
    }

    private Path path(Place place) throws TemplateException {
        String name = place.name().template().fill(variables);
        Scalar root = place.root().orElse(null);
        if (root != null) {
            return roots.resolve(new Roots.Rooted(root.text(), name));
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TemplateException("this cannot be the name of a file: " + name);
        }
    }

    private void label(String name, Made made) {
        Made before = labels.putIfAbsent(name, made);
        if (before != null) {
            problems.add(made.at, "'" + name + "' is there already, in line " + before.at.line());
        }
    }

    private List<MediaStream> sources(Out output) {
        if (!output.from().isEmpty()) {
            List<MediaStream> streams = streams(output.from());
            return streams.size() < output.from().size() ? List.of() : streams;
        }
        if (draft.inputs().size() != 1 || !draft.filters().isEmpty()) {
            problems.add(
                    output.at(), "expected from: with the streams of this output" + Problems.some(labels.keySet()));
            return List.of();
        }
        Made only = labels.values().iterator().next();
        only.used = true;
        return only.input == null ? List.of() : List.of(only.input);
    }

    private List<MediaStream> streams(List<Source> from) {
        List<MediaStream> streams = new ArrayList<>();
        for (Source source : from) {
            int colon = source.text().indexOf(':');
            String name = colon < 0 ? source.text() : source.text().substring(0, colon);
            Made made = labels.get(name);
            if (made == null) {
                missing(source, name);
                continue;
            }
            made.used = true;
            Optional<String> part =
                    colon < 0 ? Optional.empty() : Optional.of(source.text().substring(colon + 1));
            Input input = made.input;
            Outlet outlet = made.outlet;
            if (input == null
                    && part.isPresent()
                    && !part.get().equals("v")
                    && !part.get().equals("a")
                    && isFilters(name)) {
                problems.add(
                        source.at(),
                        "'" + name + "' comes out of a filter and is one stream; leave ':"
                                + Problems.shortened(part.get()) + "' out");
                continue;
            }
            MediaStream stream = input != null
                    ? tried(source.at(), () -> of(input, part, source.as()))
                    : outlet != null ? tried(source.at(), () -> of(outlet, part, source.as())) : null;
            if (stream != null) {
                streams.add(stream);
            }
        }
        return streams;
    }

    private static MediaStream of(Input input, Optional<String> streams, Optional<Medium> as) {
        MediaStream stream = streams.<MediaStream>map(input::stream).orElse(input);
        if (as.isEmpty()) {
            return stream;
        }
        // What comes out of an input is of any medium.
        return as.get() == Medium.VIDEO ? ((VideoStream) stream).asVideo() : ((AudioStream) stream).asAudio();
    }

    private boolean isFilters(String label) {
        return madeAt.containsKey(label);
    }

    /** With {@code :v} and {@code :a} it is taken as that medium. */
    private static MediaStream of(Outlet outlet, Optional<String> part, Optional<Medium> as) throws TemplateException {
        return outlet.as(part.map(letter -> letter.equals("v") ? Medium.VIDEO : Medium.AUDIO)
                .or(() -> as));
    }

    private void missing(Source source, String name) {
        Position below = madeAt.get(name);
        if (below != null) {
            problems.add(
                    source.at(),
                    "'" + name + "' is made only in line " + below.line()
                            + "; a filter stands below those whose streams it takes");
        } else {
            near(source.at(), "there is no stream '" + name + "'", name, labels);
        }
    }

    private void near(Position at, String sentence, String name, Map<String, ?> known) {
        problems.add(at, sentence, problems.isFull() ? List.of() : NearNames.nearest(name, known.keySet()));
    }

    private <T> @Nullable T tried(Position at, Callable<T> made) {
        try {
            return made.call();
        } catch (TemplateException e) {
            problems.add(at, e.sentence(), e.near());
        } catch (FFmpegSpecException | IllegalArgumentException e) {
            problems.add(at, SpecWords.of(e));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return null;
    }
}
