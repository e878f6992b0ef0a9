package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.Bounds;
import io.github.asyncffmpeg.jobs.internal.plan.JobKey;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job file: YAML 1.2, or JSON, that describes a batch. {@code docs/job-files.md} has its form, {@code job-file.schema.json}
 * the same for editors. It is read without running anything; the folders that its patterns name are looked at.
 */
public final class JobFile {

    private static final int MOST_BYTES = Bounds.TEXT;

    static final List<String> KEYS =
            List.of("version", "defaults", "limits", "vars", "directory", "roots", "jobs", "$schema");

    private final Problems problems = new Problems();
    private final String name;
    private final Path folder;
    private final PlanOptions options;

    private JobFile(String name, Path folder, PlanOptions options) {
        this.name = name;
        this.folder = folder;
        this.options = options;
    }

    /**
     * Reads a file.
     *
     * @param file the file; relative names in it begin in its folder, unless it says otherwise
     * @param options what the command line says
     * @throws JobFileException with all that is wrong
     */
    public static Plan read(Path file, PlanOptions options) throws JobFileException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(file.toAbsolutePath());
        JobFile reading = new JobFile(file.toString(), folder, options);
        return reading.plan(reading.text(file));
    }

    /**
     * Reads a stream to its end.
     *
     * @param in the bytes of a job file; not closed
     * @param name what it is called in messages
     * @param folder where relative names begin unless it says otherwise, absolute
     * @param options what the command line says
     * @throws JobFileException with all that is wrong
     */
    public static Plan readStream(InputStream in, String name, Path folder, PlanOptions options)
            throws JobFileException {
        JobFile reading = new JobFile(name, folder, options);
        try {
            return reading.plan(reading.text(in));
        } catch (IOException e) {
            throw reading.unreadable("it cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a text.
     *
     * @param text the text of a job file
     * @param name what it is called in messages
     * @param folder where relative names begin unless it says otherwise, absolute
     * @param options what the command line says
     * @throws JobFileException with all that is wrong
     */
    public static Plan readText(String text, String name, Path folder, PlanOptions options) throws JobFileException {
        return new JobFile(name, folder, options).plan(text);
    }

    private String text(Path file) throws JobFileException {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable("this is a folder, and no job file");
            }
            try (InputStream stream = Files.newInputStream(file)) {
                return text(stream);
            }
        } catch (NoSuchFileException e) {
            throw unreadable("there is no such file");
        } catch (IOException e) {
            throw unreadable("it cannot be read: " + e.getMessage());
        }
    }

    private String text(InputStream stream) throws IOException, JobFileException {
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw unreadable("a job file has at most 4 MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable("this is not a text in UTF-8");
        }
    }

    private JobFileException unreadable(String sentence) {
        return new JobFileException(List.of(new Problem(Optional.empty(), name + ": " + sentence, List.of())));
    }

    private Plan plan(String text) throws JobFileException {
        if (text.length() > MOST_BYTES) {
            throw unreadable("a job file has at most 4 MiB");
        }
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Value root = YamlText.read(marked, name, problems).orElse(null);
        Position begin = new Position(name, 1, 1);
        if (root == null || (root instanceof Scalar scalar && scalar.isNothing())) {
            if (problems.isEmpty()) {
                problems.add(begin, "the file is empty; a job file has version: 1 and jobs:");
            }
            problems.throwIfAny();
        }
        if (!(root instanceof Entries entries)) {
            problems.add(begin, "expected version: 1 and jobs:, got " + (root == null ? "nothing" : root.kind()));
            problems.throwIfAny();
            throw new AssertionError("there is a problem");
        }
        Fields fields = new Fields(withoutExtensions(entries), problems, "a job file", KEYS);
        checkVersion(fields);
        Path directory = directory(fields);
        Defaults defaults = defaults(fields);
        VariablesReader variables = new VariablesReader(problems);
        Map<String, JobDraft.Variable> vars = variables.vars(fields);
        Map<String, Integer> limits = fields.amounts("limits");
        List<JobDraft> drafts = drafts(fields);
        checkGiven(vars, drafts);
        Expander expander = new Expander(problems, directory, options.variables());
        SpecBuilder specs = new SpecBuilder(
                problems,
                directory,
                roots(fields, directory),
                defaults.settings(),
                defaults.environment(),
                options.settings());
        PlanBuilder builder = new PlanBuilder(problems, directory, expander, specs);
        List<PlannedJob> jobs = builder.jobs(drafts, expander.with(vars, Variables.NONE));
        checkUses(drafts, defaults.settings(), limits);
        List<PlannedJob> selected = problems.isEmpty() ? builder.selected(jobs, options) : jobs;
        problems.throwIfAny();
        return new Plan(
                title(), directory, builder.withoutAsks(selected), limits, expander.remarks(), builder.asks(selected));
    }

    private String title() {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.isBlank() ? name : last;
    }

    /** Keys that begin with {@code x-} are for whoever wrote the file, for anchors above all. */
    private static Entries withoutExtensions(Entries entries) {
        return new Entries(
                entries.entries().stream()
                        .filter(entry -> !entry.key().text().startsWith("x-"))
                        .toList(),
                entries.at(),
                entries.weight());
    }

    private void checkVersion(Fields fields) {
        @Nullable Scalar version = fields.text("version").orElse(null);
        if (version == null) {
            if (!fields.has("version")) {
                problems.add(fields.at(), "version: 1 is missing; it says which form the file has");
            }
        } else {
            Version.check(version, problems);
        }
    }

    private Path directory(Fields fields) {
        @Nullable Scalar text = fields.text("directory").orElse(null);
        if (text == null) {
            return folder;
        }
        try {
            Path directory = folder.resolve(text.text()).toAbsolutePath().normalize();
            if (Files.isDirectory(directory)) {
                return directory;
            }
            problems.add(text.at(), "directory: there is no folder " + directory);
        } catch (InvalidPathException e) {
            problems.add(text.at(), "directory: this cannot be the name of a folder: " + text.text());
        }
        return folder;
    }

    private Roots roots(Fields fields, Path directory) {
        Map<String, Path> roots = new LinkedHashMap<>();
        for (Entry entry : fields.entries("roots")) {
            String root = "roots: " + Problems.shortened(entry.key().text());
            if (!(entry.value() instanceof Scalar text) || text.isNothing()) {
                problems.add(
                        entry.value().at(),
                        root + ": expected the name of a folder, got "
                                + entry.value().kind());
                continue;
            }
            try {
                roots.put(entry.key().text(), directory.resolve(text.text()).normalize());
            } catch (InvalidPathException e) {
                problems.add(text.at(), root + ": this cannot be the name of a folder: " + text.text());
            }
        }
        return Roots.of(roots);
    }

    /** What {@code defaults:} says. */
    private record Defaults(JobSettings settings, List<JobDraft.Setting> environment) {}

    private Defaults defaults(Fields fields) {
        Value value = fields.value("defaults");
        if (value instanceof Entries entries) {
            Fields keys = new Fields(entries, problems, "defaults:", SettingsReader.KEYS);
            return new Defaults(SettingsReader.read(keys, problems), SettingsReader.environment(keys, problems));
        }
        if (value != null) {
            problems.add(value.at(), "defaults: expected keys with values, got " + value.kind());
        }
        return new Defaults(JobSettings.NONE, List.of());
    }

    private List<JobDraft> drafts(Fields fields) {
        Value value = fields.value("jobs");
        if (!(value instanceof Items items) || items.values().isEmpty()) {
            problems.add(
                    value == null ? fields.at("jobs") : value.at(),
                    "jobs: expected a list of jobs, got "
                            + (value == null ? "nothing" : value instanceof Items ? "an empty list" : value.kind()));
            return List.of();
        }
        JobReader reader = new JobReader(problems);
        List<JobDraft> drafts = new ArrayList<>();
        items.values().forEach(each -> reader.read(each).ifPresent(drafts::add));
        return drafts;
    }

    /** A value for a variable that is nowhere would be lost in silence. */
    private void checkGiven(Map<String, JobDraft.Variable> vars, List<JobDraft> drafts) {
        for (String given : options.variables().keySet()) {
            boolean known = vars.containsKey(given)
                    || drafts.stream().anyMatch(draft -> draft.vars().containsKey(given));
            if (!known) {
                problems.add(
                        Optional.empty(),
                        "--var " + given + ": " + name + " has no such variable in vars:",
                        NearNames.nearest(given, vars.keySet()));
            }
        }
    }

    private void checkUses(List<JobDraft> drafts, JobSettings defaults, Map<String, Integer> limits) {
        for (JobDraft draft : drafts) {
            JobSettings settings = draft.settings().over(defaults);
            if (settings.isOn(JobKey.NUMBERED_OUTPUTS)) {
                problems.add(
                        draft.at(),
                        "numbered-outputs: a job of a file is skipped when its output is there, so its outputs cannot"
                                + " be numbered; leave it out");
            }
            settings.get(JobKey.USES).orElse(Map.of()).forEach((resource, amount) -> {
                Integer limit = limits.get(resource);
                if (limit != null && amount > limit) {
                    problems.add(
                            draft.at(),
                            "uses: this job needs " + amount + " of " + resource + ", and limits: allows " + limit
                                    + ", so it would wait for ever");
                }
            });
        }
    }
}
