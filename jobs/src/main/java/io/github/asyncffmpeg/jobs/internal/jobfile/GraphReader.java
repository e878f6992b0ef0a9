package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Argument;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Filter;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.In;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Label;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Option;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Out;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Target;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code inputs:}, {@code filters:} and {@code outputs:} as they are written. */
final class GraphReader {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private final Problems problems;

    GraphReader(Problems problems) {
        this.problems = problems;
    }

    GraphDraft read(Fields job) {
        List<In> inputs = new ArrayList<>();
        for (Entry entry : job.entries("inputs")) {
            input(entry).ifPresent(inputs::add);
        }
        List<Filter> filters = new ArrayList<>();
        for (Value value : list(job, "filters")) {
            filter(value).ifPresent(filters::add);
        }
        List<Out> outputs = new ArrayList<>();
        for (Value value : list(job, "outputs")) {
            output(value).ifPresent(outputs::add);
        }
        Value written = job.value("outputs");
        if (written == null || (written instanceof Items items && items.values().isEmpty())) {
            problems.add(written == null ? job.at() : written.at(), "outputs: expected at least one output, got none");
        }
        Value global = job.value("global");
        return new GraphDraft(
                inputs, filters, outputs, global == null ? List.of() : JobReader.templates("global", global, problems));
    }

    private List<Value> list(Fields job, String key) {
        Value value = job.value(key);
        if (value == null || value instanceof Items) {
            return value instanceof Items items ? items.values() : List.of();
        }
        problems.add(value.at(), key + ": expected a list, got " + value.kind());
        return List.of();
    }

    private Optional<In> input(Entry entry) {
        String label = entry.key().text();
        if (!LABEL.matcher(label).matches()) {
            problems.add(
                    entry.key().at(),
                    "inputs: '" + Problems.shortened(label) + "' cannot be a label; expected letters,"
                            + " digits, - and _");
            return Optional.empty();
        }
        if (entry.value() instanceof Entries entries) {
            Fields fields = new Fields(entries, problems, "an input", List.of("file", "target", "options"));
            return target(fields).map(target -> new In(label, entry.key().at(), target, options(fields)));
        }
        return target(entry.value(), "inputs: " + label)
                .map(target -> new In(label, entry.key().at(), target, List.of()));
    }

    private Optional<Out> output(Value value) {
        if (value instanceof Entries entries) {
            Fields fields = new Fields(entries, problems, "an output", List.of("file", "target", "from", "options"));
            List<Label> from = labels(fields, "from");
            return target(fields).map(target -> new Out(fields.at(), target, from, options(fields)));
        }
        return target(value, "outputs").map(target -> new Out(value.at(), target, List.of(), List.of()));
    }

    private Optional<Target> target(Fields fields) {
        if (fields.has("file") == fields.has("target")) {
            problems.add(
                    fields.has("file") ? fields.at("target") : fields.at(),
                    "expected either file: with the name of one file, or target: in FFmpeg's own syntax");
            return Optional.empty();
        }
        boolean literal = fields.has("file");
        return fields.text(literal ? "file" : "target").flatMap(text -> target(text, literal));
    }

    /** One literal file, unless it is a URL. */
    private Optional<Target> target(Value value, String what) {
        if (value instanceof Scalar text && !text.isNothing()) {
            return target(text, !text.text().contains("://"));
        }
        problems.add(value.at(), what + ": expected the name of a file, got " + value.kind());
        return Optional.empty();
    }

    private Optional<Target> target(Scalar text, boolean literal) {
        if (text.text().isEmpty()) {
            problems.add(text.at(), "expected the name of a file, got an empty text");
            return Optional.empty();
        }
        return Fields.template(text, problems).map(template -> new Target(literal, template));
    }

    private Optional<Filter> filter(Value value) {
        if (!(value instanceof Entries entries)) {
            problems.add(
                    value.at(),
                    "filters: expected a filter such as {from: talk:v, filter: scale, args: [640, -2], to: small}, got "
                            + value.kind());
            return Optional.empty();
        }
        Fields fields = new Fields(entries, problems, "a filter", List.of("filter", "from", "args", "options", "to"));
        List<Label> from = labels(fields, "from");
        List<Label> to = labels(fields, "to");
        for (Label label : to) {
            if (!LABEL.matcher(label.text()).matches()) {
                problems.add(
                        label.at(),
                        "to: '" + Problems.shortened(label.text())
                                + "' cannot be a label; expected letters, digits, - and _");
            }
        }
        List<Argument> args = new ArrayList<>();
        for (Value each : fields.oneOrMore("args")) {
            argument("args", each).ifPresent(args::add);
        }
        List<Option> options = options(fields);
        Optional<Scalar> name = fields.text("filter");
        if (name.isEmpty()) {
            problems.add(fields.at(), "filters: expected filter: with the name of one of FFmpeg's filters");
        }
        return name.map(text -> new Filter(text.at(), text.text(), from, args, options, to));
    }

    private List<Label> labels(Fields fields, String key) {
        return fields.texts(key).stream()
                .map(text -> new Label(text.text(), text.at()))
                .toList();
    }

    private List<Option> options(Fields fields) {
        List<Option> options = new ArrayList<>();
        for (Entry entry : fields.entries("options")) {
            String name = entry.key().text();
            List<Argument> values = new ArrayList<>();
            List<Value> written = entry.value() instanceof Items items ? items.values() : List.of(entry.value());
            for (Value value : written) {
                argument("options: " + name, value).ifPresent(values::add);
            }
            options.add(new Option(name, entry.key().at(), values));
        }
        return options;
    }

    private Optional<Argument> argument(String what, Value value) {
        if (!(value instanceof Scalar text)) {
            problems.add(value.at(), what + ": expected a text, got " + value.kind());
            return Optional.empty();
        }
        Optional<Boolean> truth = Fields.truth(text);
        if (truth.isPresent() || text.isNothing()) {
            return Optional.of(new Argument(null, truth));
        }
        return Fields.template(text, problems).map(template -> new Argument(template, Optional.empty()));
    }
}
