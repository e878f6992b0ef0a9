package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Place;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Each;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Need;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one job as it is written. */
final class JobReader {

    static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "version",
                            "name",
                            "args",
                            "command",
                            "inputs",
                            "filters",
                            "outputs",
                            "global",
                            "global-last",
                            "directory",
                            "each",
                            "exclude",
                            "optional",
                            "matrix",
                            "vars",
                            "needs"),
                    Stream.concat(FlowReader.KEYS.stream(), SettingsReader.KEYS.stream()))
            .toList();

    private static final List<String> OF_GRAPHS = List.of("inputs", "filters", "outputs", "global", "global-last");

    private static final int SHOWN_WORDS = 16;

    private final Problems problems;

    JobReader(Problems problems) {
        this.problems = problems;
    }

    Optional<JobDraft> read(Value value) {
        if (!(value instanceof Entries entries)) {
            String hint = value instanceof Scalar ? "; a job is written as args: [-i, in.mp4, out.mp4]" : "";
            problems.add(value.at(), "expected a job, got " + value.kind() + hint);
            return Optional.empty();
        }
        int before = problems.count();
        Fields fields = new Fields(entries, problems, "a job", KEYS);
        boolean misspelt = problems.count() > before;
        fields.text("version").ifPresent(version -> Version.check(version, problems));
        VariablesReader variables = new VariablesReader(problems);
        Optional<Templated> name = fields.text("name").flatMap(text -> name(text));
        JobSettings settings = SettingsReader.read(fields, problems);
        List<Templated> args = fields.has("command") ? command(fields) : args(fields);
        boolean graph = OF_GRAPHS.stream().anyMatch(fields::has);
        boolean line = fields.has("args") || fields.has("command");
        FlowDraft flow = new FlowReader(problems).read(fields);
        boolean ask = fields.has("probe") || fields.has("recipe");
        if (fields.has("args") && fields.has("command")) {
            problems.add(fields.at("command"), "a job has either args: or command:, not both");
        } else if (graph && line) {
            String key = OF_GRAPHS.stream().filter(fields::has).findFirst().orElseThrow();
            String other = fields.has("args") ? "args:" : "command:";
            problems.add(fields.at(key), "a job has either " + other + " or inputs:, filters: and outputs:, not both");
        } else if (ask && (graph || line)) {
            String key = fields.has("probe") ? "probe" : "recipe";
            problems.add(fields.at(key), key + ": an entry is either that or a job, with arguments or a graph");
        } else if (ask && name.isEmpty() && !misspelt) {
            problems.add(fields.at(), "name: is missing; what is found is called by it, as in {look.video.height}");
        } else if (!ask && !graph && !line && !misspelt) {
            problems.add(
                    fields.at(), "this job does nothing; expected args:, command:, or inputs:, filters: and outputs:");
        }
        return Optional.of(new JobDraft(
                fields.at(),
                name,
                args,
                graph ? Optional.of(new GraphReader(problems).read(fields)) : Optional.empty(),
                each(fields),
                variables.matrix(fields),
                variables.vars(fields),
                needs(fields),
                settings,
                SettingsReader.environment(fields, problems),
                directory(fields),
                flow));
    }

    private Optional<Place> directory(Fields fields) {
        if (!(fields.value("directory") instanceof Entries entries)) {
            return fields.text("directory")
                    .flatMap(text -> Fields.template(text, problems))
                    .map(name -> new Place(Optional.empty(), name));
        }
        Fields keys = new Fields(entries, problems, "a folder", List.of("root", "file"));
        Optional<Scalar> root = keys.text("root");
        if (root.isEmpty()) {
            problems.add(keys.at(), "directory: expected the name of a folder, or root: with the name of a root");
            return Optional.empty();
        }
        return keys.has("file")
                ? keys.text("file")
                        .flatMap(text -> Fields.template(text, problems))
                        .map(name -> new Place(root, name))
                : Optional.of(new Place(root, new Templated(NameTemplate.literal(""), keys.at())));
    }

    private Optional<Templated> name(Scalar text) {
        if (text.text().isBlank()) {
            problems.add(text.at(), "name: expected a name, got nothing");
            return Optional.empty();
        }
        return Fields.template(text, problems);
    }

    private List<Templated> args(Fields fields) {
        Value value = fields.value("args");
        if (value == null) {
            return List.of();
        }
        if (value instanceof Scalar line) {
            problems.add(
                    line.at(),
                    "args: expected a list, one argument each, got one text; write command: before it"
                            + asList(line.text()));
            return List.of();
        }
        List<Templated> args = templates("args", value, problems);
        if (value instanceof Items items && items.values().isEmpty()) {
            problems.add(items.at(), "args: expected FFmpeg's arguments, got an empty list");
        }
        return args;
    }

    /** A command line as one text. */
    private List<Templated> command(Fields fields) {
        Value value = fields.value("command");
        if (!(value instanceof Scalar line)) {
            String kind = value == null ? "nothing" : value.kind();
            String hint = value instanceof Items ? "; a list is written as args:" : "";
            problems.add(
                    value == null ? fields.at("command") : value.at(),
                    "command: expected a command line, got " + kind + hint);
            return List.of();
        }
        List<Templated> args = new ArrayList<>();
        try {
            for (String word : ShellWords.argumentsOf(line.text())) {
                Fields.template(new Scalar(word, false, line.at()), problems).ifPresent(args::add);
            }
        } catch (ShellWords.Refused e) {
            problems.add(line.at(), "command: " + e.sentence());
        }
        return args;
    }

    /** The list form of a command line, for a message; nothing where it is more than words. */
    private static String asList(String line) {
        List<String> arguments;
        try {
            arguments = ShellWords.argumentsOf(line);
        } catch (ShellWords.Refused noWords) {
            return "";
        }
        List<String> words = new ArrayList<>();
        for (String text : arguments.subList(0, Math.min(SHOWN_WORDS, arguments.size()))) {
            boolean simple = text.matches("[-A-Za-z0-9_./+][-A-Za-z0-9_.:/+=]*");
            words.add(simple ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return ", or [" + String.join(", ", words) + (arguments.size() > SHOWN_WORDS ? ", …]" : "]");
    }

    /** A list of texts with variables. */
    static List<Templated> templates(String what, Value value, Problems problems) {
        List<Templated> all = new ArrayList<>();
        if (!(value instanceof Items items)) {
            problems.add(value.at(), what + ": expected a list of texts, got " + value.kind());
            return all;
        }
        for (Value item : items.values()) {
            boolean empty = item instanceof Scalar scalar
                    && scalar.plain()
                    && scalar.text().isEmpty();
            if (item instanceof Scalar text && !empty) {
                Fields.template(text, problems).ifPresent(all::add);
            } else {
                problems.add(
                        item.at(),
                        what + ": expected a text, got " + item.kind()
                                + (empty ? "; write \"\" for an empty one" : ""));
            }
        }
        return all;
    }

    private Optional<Each> each(Fields fields) {
        for (String key : List.of("exclude", "optional")) {
            if (fields.has(key) && !fields.has("each")) {
                problems.add(fields.at(key), key + ": has a meaning only beside each:");
            }
        }
        List<Templated> exclude = patterns(fields, "exclude");
        boolean optional = Boolean.TRUE.equals(fields.truth("optional"));
        if (!fields.has("each")) {
            return Optional.empty();
        }
        List<Templated> patterns = patterns(fields, "each");
        if (fields.value("each") instanceof Items items && items.values().isEmpty()) {
            problems.add(items.at(), "each: expected a pattern of file names, got an empty list");
        }
        return Optional.of(new Each(fields.at("each"), patterns, exclude, optional));
    }

    private List<Templated> patterns(Fields fields, String key) {
        List<Templated> patterns = new ArrayList<>();
        for (Scalar text : fields.texts(key)) {
            try {
                patterns.add(new Templated(NameTemplate.parsePattern(text.text()), text.at()));
            } catch (TemplateException e) {
                problems.add(text.at(), key + ": " + e.sentence(), e.near());
            }
        }
        return patterns;
    }

    private List<Need> needs(Fields fields) {
        List<Need> needs = new ArrayList<>();
        for (Value value : fields.oneOrMore("needs")) {
            need(value).ifPresent(needs::add);
        }
        return needs;
    }

    private Optional<Need> need(Value value) {
        if (value instanceof Scalar text && !text.isNothing()) {
            return Optional.of(new Need(text.at(), text.text(), List.of()));
        }
        if (!(value instanceof Entries entries)) {
            problems.add(value.at(), "needs: expected the name of a job, got " + value.kind());
            return Optional.empty();
        }
        Fields fields = new Fields(entries, problems, "a need", List.of("job", "same"));
        @Nullable Scalar job = fields.text("job").orElse(null);
        if (job == null) {
            problems.add(fields.at(), "needs: expected job: with the name of a job");
            return Optional.empty();
        }
        List<String> same = fields.texts("same").stream().map(Scalar::text).toList();
        return Optional.of(new Need(job.at(), job.text(), same));
    }
}
