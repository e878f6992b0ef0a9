package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.plan.Bounds;
import io.github.asyncffmpeg.jobs.internal.plan.JobAssembly;
import io.github.asyncffmpeg.jobs.internal.plan.JobKey;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.plan.SettingsOfJob;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one entry of a job file that stands by itself: a job without variables, and with all that makes it one job. */
public final class DocumentReader {

    /** Keys that have a meaning among other jobs only. */
    private static final List<String> OF_FILES = Stream.concat(
                    Stream.of("each", "exclude", "optional", "matrix", "vars", "needs"), FlowReader.KEYS.stream())
            .toList();

    private final Problems problems = new Problems();
    private final String name;
    private final Roots roots;

    private DocumentReader(String name, Roots roots) {
        this.name = name;
        this.roots = roots;
    }

    /**
     * Reads a job.
     *
     * @param text JSON or YAML
     * @param name what it is called in messages
     * @param roots folders with names
     * @throws JobFileException with all that is wrong
     */
    public static FFmpegJob read(String text, String name, Roots roots) throws JobFileException {
        return new DocumentReader(name, roots).job(text);
    }

    private FFmpegJob job(String text) throws JobFileException {
        Position begin = new Position(name, 1, 1);
        if (text.length() > Bounds.TEXT) {
            problems.add(begin, "a document has at most 4 MiB");
            problems.throwIfAny();
        }
        Value root = YamlText.read(text.startsWith("\uFEFF") ? text.substring(1) : text, name, problems)
                .orElse(null);
        if (root == null || !(root instanceof Entries entries)) {
            if (problems.isEmpty()) {
                problems.add(
                        begin,
                        "expected a job with version: 1 and args:, or inputs: and outputs:, got "
                                + (root == null ? "nothing" : root.kind()));
            }
            problems.throwIfAny();
            throw new AssertionError("there is a problem");
        }
        checkKeys(entries);
        JobDraft draft = new JobReader(problems).read(root).orElse(null);
        problems.throwIfAny();
        FFmpegJob job = draft == null ? null : job(draft);
        problems.throwIfAny();
        if (job == null) {
            throw new AssertionError("there is a problem");
        }
        return job;
    }

    private void checkKeys(Entries entries) {
        boolean versioned = false;
        for (Value.Entry entry : entries.entries()) {
            String key = entry.key().text();
            versioned |= key.equals("version");
            if (OF_FILES.contains(key)) {
                problems.add(entry.key().at(), key + ": has a meaning in a job file only; a document is one job");
            } else if (key.equals("jobs")) {
                problems.add(entry.key().at(), "jobs: this is a whole job file; a document is one of its jobs");
            }
        }
        if (!versioned) {
            problems.add(entries.at(), "version: 1 is missing; it says which form the document has");
        }
    }

    private @org.jspecify.annotations.Nullable FFmpegJob job(JobDraft draft) {
        JobSettings settings = draft.settings();
        checkRetries(draft, settings);
        Expansion expansion = new Expansion(draft, Variables.NONE, List.of());
        SpecBuilder specs =
                new SpecBuilder(problems, Path.of(""), roots, JobSettings.NONE, List.of(), JobSettings.NONE);
        Map<String, String> environment = specs.environment(expansion);
        Optional<Path> directory = specs.directory(draft, Variables.NONE);
        Optional<String> title = draft.name().map(this::filled);
        Optional<StreamSpec> spec = draft.graph().isPresent()
                ? GraphBuilder.build(draft.graph().get(), Variables.NONE, roots, problems)
                : specs.arguments(draft, Variables.NONE);
        if (spec.isEmpty() || !problems.isEmpty()) {
            return null;
        }
        try {
            StreamSpec whole = settings.isOn(JobKey.OVERWRITE) ? spec.get().overwrite() : spec.get();
            JobSettings all = settings.with(JobKey.PARTIAL, JobAssembly.partialOf(settings, whole))
                    .with(JobKey.ENVIRONMENT, environment);
            FFmpegJob job = SettingsOfJob.apply(all, FFmpegJob.of(whole));
            job = title.isPresent() ? job.name(title.get()) : job;
            return directory.isPresent() ? job.directory(directory.get()) : job;
        } catch (FFmpegSpecException | IllegalArgumentException e) {
            problems.add(draft.at(), SpecWords.of(e));
            return null;
        }
    }

    private void checkRetries(JobDraft draft, JobSettings settings) {
        for (JobKey<?> key : List.of(JobKey.RETRY_ON, JobKey.RETRY_PAUSES)) {
            if (settings.has(key) && !settings.has(JobKey.RETRIES)) {
                problems.add(draft.at(), key + ": has a meaning only beside retries:");
            }
        }
    }

    private String filled(Templated text) {
        try {
            return text.template().fill(Variables.NONE);
        } catch (TemplateException e) {
            problems.add(text.at(), "name: " + e.sentence(), e.near());
            return "";
        }
    }
}
