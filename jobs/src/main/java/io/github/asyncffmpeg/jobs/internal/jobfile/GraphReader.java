package io.github.asyncffmpeg.jobs.internal.jobfile;

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
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code inputs:}, {@code filters:} and {@code outputs:} as they are written. */
final class GraphReader {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final List<String> OF_TARGETS = List.of("file", "target", "pattern", "folder", "root");
    private static final List<String> OF_INPUTS = with("options");
    private static final List<String> OF_OUTPUTS = with("from", "options", "label", "sinks");
    private static final List<String> OF_FILTERS =
            List.of("filter", "graph", "from", "args", "options", "to", "media", "label");

    private final Problems problems;

    GraphReader(Problems problems) {
        this.problems = problems;
    }

    private static List<String> with(String... more) {
        List<String> all = new ArrayList<>(OF_TARGETS);
        all.addAll(List.of(more));
        return all;
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
        return new GraphDraft(inputs, filters, outputs, global(job, "global"), global(job, "global-last"));
    }

    private List<Templated> global(Fields job, String key) {
        Value global = job.value(key);
        return global == null ? List.of() : JobReader.templates(key, global, problems);
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
        if (!isLabel(entry.key(), "inputs")) {
            return Optional.empty();
        }
        if (entry.value() instanceof Entries entries) {
            Fields fields = new Fields(entries, problems, "an input", OF_INPUTS);
            return target(fields).map(target -> new In(label, entry.key().at(), target, options(fields)));
        }
        return target(entry.value(), "inputs: " + label)
                .map(target -> new In(label, entry.key().at(), target, List.of()));
    }

    private boolean isLabel(Scalar label, String where) {
        boolean right = LABEL.matcher(label.text()).matches();
        if (!right) {
            problems.add(
                    label.at(),
                    where + ": '" + Problems.shortened(label.text())
                            + "' cannot be a label; expected letters, digits, - and _");
        }
        return right;
    }

    private Optional<Out> output(Value value) {
        if (value instanceof Entries entries) {
            Fields fields = new Fields(entries, problems, "an output", OF_OUTPUTS);
            List<Source> from = sources(fields);
            return target(fields)
                    .map(target -> new Out(
                            fields.at(), target, from, options(fields), fields.text("label"), fields.texts("sinks")));
        }
        return target(value, "outputs")
                .map(target -> new Out(value.at(), target, List.of(), List.of(), Optional.empty(), List.of()));
    }

    private Optional<Target> target(Fields fields) {
        long said = OF_TARGETS.subList(0, 3).stream().filter(fields::has).count();
        if (said != 1) {
            Position second = OF_TARGETS.subList(0, 3).stream()
                    .filter(fields::has)
                    .skip(1)
                    .map(fields::at)
                    .findFirst()
                    .orElse(fields.at());
            problems.add(
                    second,
                    "expected either file: with the name of one file, or target: in FFmpeg's own syntax, or pattern:"
                            + " with the names of many files");
            return Optional.empty();
        }
        if (fields.has("target")) {
            refuse(fields, "folder", "root");
            return text(fields, "target").map(Own::new);
        }
        if (fields.has("file")) {
            refuse(fields, "folder");
            return text(fields, "file").map(name -> new OneFile(new Place(fields.text("root"), name)));
        }
        Optional<Templated> folder = fields.has("folder")
                ? text(fields, "folder")
                : Optional.of(new Templated(NameTemplate.literal(fields.has("root") ? "" : "."), fields.at()));
        return text(fields, "pattern")
                .flatMap(pattern -> folder.map(place -> new ManyFiles(new Place(fields.text("root"), place), pattern)));
    }

    private void refuse(Fields fields, String... keys) {
        for (String key : keys) {
            if (fields.has(key)) {
                problems.add(fields.at(key), key + ": has no meaning here");
            }
        }
    }

    private Optional<Templated> text(Fields fields, String key) {
        return fields.text(key).flatMap(this::named);
    }

    /** One literal file, unless it is a URL. */
    private Optional<Target> target(Value value, String what) {
        if (value instanceof Scalar text && !text.isNothing()) {
            boolean url = text.text().contains("://");
            return named(text).map(name -> url ? new Own(name) : new OneFile(new Place(Optional.empty(), name)));
        }
        problems.add(value.at(), what + ": expected the name of a file, got " + value.kind());
        return Optional.empty();
    }

    private Optional<Templated> named(Scalar text) {
        if (text.text().isEmpty()) {
            problems.add(text.at(), "expected the name of a file, got an empty text");
            return Optional.empty();
        }
        return Fields.template(text, problems);
    }

    private Optional<Filter> filter(Value value) {
        if (!(value instanceof Entries entries)) {
            problems.add(
                    value.at(),
                    "filters: expected a filter such as {from: talk:v, filter: scale, args: [640, -2], to: small}, got "
                            + value.kind());
            return Optional.empty();
        }
        Fields fields = new Fields(entries, problems, "a filter", OF_FILTERS);
        List<Source> from = sources(fields);
        List<Pad> to = pads(fields);
        List<Argument> args = new ArrayList<>();
        for (Value each : fields.oneOrMore("args")) {
            argument("args", each).ifPresent(args::add);
        }
        List<Option> options = options(fields);
        List<Medium> media = new ArrayList<>();
        for (Scalar word : fields.texts("media")) {
            medium(word, "media").ifPresent(media::add);
        }
        Optional<Scalar> label = fields.text("label");
        if (fields.has("graph")) {
            refuse(fields, "filter", "args", "options", "media", "label");
            return fields.text("graph")
                    .flatMap(text -> Fields.template(text, problems))
                    .map(text -> new Filter(
                            text.at(), "", text, from, List.of(), List.of(), to, List.of(), Optional.empty()));
        }
        Optional<Scalar> name = fields.text("filter");
        if (name.isEmpty()) {
            problems.add(fields.at(), "filters: expected filter: with the name of one of FFmpeg's filters");
        }
        return name.map(text -> new Filter(text.at(), text.text(), null, from, args, options, to, media, label));
    }

    private Optional<Medium> medium(Scalar word, String what) {
        for (Medium medium : List.of(Medium.VIDEO, Medium.AUDIO)) {
            if (medium.name().toLowerCase(Locale.ROOT).equals(word.text())) {
                return Optional.of(medium);
            }
        }
        problems.add(word.at(), what + ": expected video or audio, got " + word.kind());
        return Optional.empty();
    }

    private List<Source> sources(Fields fields) {
        List<Source> sources = new ArrayList<>();
        for (Value value : fields.oneOrMore("from")) {
            if (value instanceof Scalar text && !text.isNothing()) {
                sources.add(new Source(text.text(), text.at(), Optional.empty()));
            } else if (value instanceof Entries entries) {
                Fields keys = new Fields(entries, problems, "a stream", List.of("stream", "as"));
                Optional<Scalar> stream = keys.text("stream");
                if (stream.isEmpty()) {
                    problems.add(keys.at(), "from: expected stream: with a label");
                }
                Optional<Medium> as = keys.text("as").flatMap(word -> medium(word, "as"));
                stream.ifPresent(text -> sources.add(new Source(text.text(), text.at(), as)));
            } else {
                problems.add(value.at(), "from: expected a text or a list of texts, got " + value.kind());
            }
        }
        return sources;
    }

    private List<Pad> pads(Fields fields) {
        List<Pad> pads = new ArrayList<>();
        for (Value value : fields.oneOrMore("to")) {
            int number = pads.size();
            if (value instanceof Scalar text && !text.isNothing()) {
                if (isLabel(text, "to")) {
                    pads.add(new Pad(text.text(), text.at(), number, null));
                }
            } else if (value instanceof Entries entries) {
                Fields keys = new Fields(entries, problems, "what comes out of a filter", List.of("label", "pad"));
                Optional<Scalar> label = keys.text("label");
                if (label.isEmpty()) {
                    problems.add(keys.at(), "to: expected label: with a label");
                } else if (isLabel(label.get(), "to")) {
                    pads.add(pad(label.get(), keys, number));
                }
            } else {
                problems.add(value.at(), "to: expected a text or a list of texts, got " + value.kind());
            }
        }
        return pads;
    }

    private static Pad pad(Scalar label, Fields keys, int number) {
        Scalar pad = keys.text("pad").orElse(null);
        if (pad == null) {
            return new Pad(label.text(), label.at(), number, null);
        }
        return pad.plain() && pad.text().matches("\\d{1,9}")
                ? new Pad(label.text(), label.at(), Integer.valueOf(pad.text()), null)
                : new Pad(label.text(), label.at(), null, pad.text());
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
        if (value instanceof Entries entries) {
            Fields keys = new Fields(entries, problems, "a value", List.of("literal"));
            Optional<Scalar> literal = keys.text("literal");
            if (literal.isEmpty()) {
                problems.add(value.at(), what + ": expected a text, or {literal: a text}");
            }
            return literal.flatMap(text -> Fields.template(text, problems))
                    .map(text -> new Argument(text, Optional.empty(), true));
        }
        if (!(value instanceof Scalar text)) {
            problems.add(value.at(), what + ": expected a text, got " + value.kind());
            return Optional.empty();
        }
        Optional<Boolean> truth = Fields.truth(text);
        if (truth.isPresent() || text.isNothing()) {
            return Optional.of(new Argument(null, truth, false));
        }
        return Fields.template(text, problems).map(template -> new Argument(template, Optional.empty(), false));
    }
}
