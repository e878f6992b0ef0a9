package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.FileOptions;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.FilterOption;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.LiteralText;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Argument;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Filter;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.In;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Label;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Option;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Out;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Target;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Builds the graph of one job with the library's own words, so that splits, escaping and checks are the library's. */
final class GraphBuilder {

    private final GraphDraft draft;
    private final Variables variables;
    private final Problems problems;
    private final Map<String, Made> labels = new LinkedHashMap<>();
    private final List<FilterNode> sinks = new ArrayList<>();

    /** What a label stands for. */
    private static final class Made {
        final Position at;
        final @Nullable MediaStream stream;
        boolean used;

        /** Without a stream when it could not be made, which was told. */
        Made(Position at, @Nullable MediaStream stream) {
            this.at = at;
            this.stream = stream;
        }
    }

    private GraphBuilder(GraphDraft draft, Variables variables, Problems problems) {
        this.draft = draft;
        this.variables = variables;
        this.problems = problems;
    }

    /** The spec; empty when it cannot be, and then problems say why. */
    static Optional<StreamSpec> build(GraphDraft draft, Variables variables, Problems problems) {
        return new GraphBuilder(draft, variables, problems).spec();
    }

    private Optional<StreamSpec> spec() {
        int before = problems.count();
        for (In input : draft.inputs()) {
            Input made = tried(input.at(), () -> with(Input.of(target(input.target())), input.options()));
            label(input.label(), input.at(), made);
        }
        draft.filters().forEach(this::filter);
        List<Output> outputs = new ArrayList<>();
        for (Out output : draft.outputs()) {
            List<MediaStream> streams = sources(output);
            if (!streams.isEmpty()) {
                Output made =
                        tried(output.at(), () -> with(Output.of(target(output.target()), streams), output.options()));
                if (made != null) {
                    outputs.add(made);
                }
            }
        }
        for (Map.Entry<String, Made> label : labels.entrySet()) {
            if (!label.getValue().used && problems.count() == before) {
                problems.add(
                        label.getValue().at,
                        "nothing takes '" + label.getKey() + "'; leave it out, or use it in from:");
            }
        }
        if (problems.count() > before || outputs.isEmpty()) {
            return Optional.empty();
        }
        if (!sinks.isEmpty()) {
            outputs.set(0, outputs.get(0).sinks(sinks.toArray(FilterNode[]::new)));
        }
        StreamSpec spec = outputs.size() == 1 ? outputs.get(0) : StreamSpec.of(outputs);
        List<String> global = new ArrayList<>();
        for (Templated argument : draft.global()) {
            String text = tried(argument.at(), () -> argument.template().fill(variables));
            global.add(String.valueOf(text));
        }
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(global.isEmpty() ? spec : spec.globalArgumentsFirst(global.toArray(String[]::new)));
    }

    private void filter(Filter filter) {
        List<MediaStream> from = streams(filter.from());
        if (from.size() < filter.from().size()) {
            filter.to().forEach(label -> label(label.text(), label.at(), null));
            return;
        }
        FilterNode node = tried(filter.at(), () -> FilterNode.of(filter.name(), from, values(filter)));
        for (int i = 0; i < filter.to().size(); i++) {
            Label label = filter.to().get(i);
            label(label.text(), label.at(), node == null ? null : node.any(i));
        }
        if (filter.to().isEmpty() && node != null) {
            sinks.add(node);
        }
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
            Object value = value(option.values().get(0));
            boolean words = drawsText && option.name().equals("text");
            values.add(FilterOption.opt(
                    option.name(), words ? literal(option.values().get(0), value) : value));
        }
        return values.toArray();
    }

    /** What a file is called is drawn as it is; where the author wrote an expansion, drawtext has to read all of it. */
    private static Object literal(Argument argument, Object value) {
        NameTemplate template = argument.text() == null
                ? NameTemplate.literal("")
                : argument.text().template();
        boolean named = !Collections.disjoint(template.variables(), Variables.OF_A_FILE);
        boolean expanded =
                template.toString().indexOf('%') >= 0 || template.toString().indexOf('\\') >= 0;
        return named && !expanded ? new LiteralText(value.toString()) : value;
    }

    private Object value(Argument argument) throws TemplateException {
        if (argument.text() == null) {
            return argument.truth().<Object>map(truth -> truth).orElse("");
        }
        return argument.text().template().fill(variables);
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
        NameTemplate template = target.text().template();
        if (!target.literal()) {
            return MediaTarget.of(template.fillTarget(variables));
        }
        String name = template.fill(variables);
        try {
            return MediaTarget.of(Path.of(name));
        } catch (InvalidPathException e) {
            throw new TemplateException("this cannot be the name of a file: " + name);
        }
    }

    private void label(String name, Position at, @Nullable MediaStream stream) {
        Made before = labels.putIfAbsent(name, new Made(at, stream));
        if (before != null) {
            problems.add(at, "'" + name + "' is there already, in line " + before.at.line());
        }
    }

    private List<MediaStream> sources(Out output) {
        if (!output.from().isEmpty()) {
            List<MediaStream> streams = streams(output.from());
            return streams.size() < output.from().size() ? List.of() : streams;
        }
        if (draft.inputs().size() != 1 || !draft.filters().isEmpty()) {
            problems.add(
                    output.at(),
                    "expected from: with the streams of this output"
                            + (labels.isEmpty() ? "" : "; there is " + String.join(", ", labels.keySet())));
            labels.values().forEach(made -> made.used = true);
            return List.of();
        }
        Made only = labels.values().iterator().next();
        only.used = true;
        return only.stream == null ? List.of() : List.of(only.stream);
    }

    private List<MediaStream> streams(List<Label> from) {
        List<MediaStream> streams = new ArrayList<>();
        for (Label label : from) {
            int colon = label.text().indexOf(':');
            String name = colon < 0 ? label.text() : label.text().substring(0, colon);
            Made made = labels.get(name);
            if (made == null) {
                missing(label, name);
                continue;
            }
            made.used = true;
            MediaStream stream = made.stream;
            boolean ofFilter =
                    draft.inputs().stream().noneMatch(input -> input.label().equals(name));
            if (colon >= 0 && stream instanceof Input input) {
                addIfThere(tried(label.at(), () -> input.stream(label.text().substring(colon + 1))), streams);
            } else if (colon >= 0 && ofFilter) {
                problems.add(
                        label.at(),
                        "'" + name + "' comes out of a filter and is one stream; leave '"
                                + label.text().substring(colon) + "' out");
            } else {
                addIfThere(stream, streams);
            }
        }
        return streams;
    }

    private static void addIfThere(@Nullable MediaStream stream, List<MediaStream> streams) {
        if (stream != null) {
            streams.add(stream);
        }
    }

    private void missing(Label label, String name) {
        Optional<Position> below = draft.filters().stream()
                .flatMap(filter -> filter.to().stream())
                .filter(each -> each.text().equals(name))
                .map(Label::at)
                .findFirst();
        if (below.isPresent()) {
            problems.add(
                    label.at(),
                    "'" + name + "' is made only in line " + below.get().line()
                            + "; a filter stands below those whose streams it takes");
        } else {
            Set<String> known = labels.keySet();
            problems.add(label.at(), "there is no stream '" + name + "'", NearNames.nearest(name, known));
        }
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
