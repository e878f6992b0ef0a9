package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.plan.ArgumentTemplates;
import io.github.asyncffmpeg.jobs.internal.plan.JobAssembly;
import io.github.asyncffmpeg.jobs.internal.plan.JobKey;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what one expansion says into a job that can be run, but for its id and its needs. */
final class SpecBuilder {

    private final Problems problems;
    private final Path directory;
    private final Roots roots;
    private final JobSettings defaults;
    private final List<JobDraft.Setting> environment;
    private final JobSettings said;

    /**
     * For one file.
     *
     * @param directory where relative names begin, unless a job says otherwise
     * @param roots folders with names
     * @param defaults what the file says for all jobs
     * @param environment the same, of FFmpeg's environment
     * @param said what the command line says
     */
    SpecBuilder(
            Problems problems,
            Path directory,
            Roots roots,
            JobSettings defaults,
            List<JobDraft.Setting> environment,
            JobSettings said) {
        this.problems = problems;
        this.directory = directory;
        this.roots = roots;
        this.defaults = defaults;
        this.environment = environment;
        this.said = said;
    }

    /** The job; empty when it cannot be, and then problems say why. */
    Optional<BuiltJob> build(Expansion expansion) {
        JobDraft draft = expansion.draft();
        int before = problems.count();
        Path folder =
                directory(draft, expansion.variables()).map(directory::resolve).orElse(directory);
        if (draft.flow().ask().isPresent()) {
            return new AskBuilder(problems, folder)
                    .build(expansion, draft.flow().ask().get());
        }
        JobSettings settings = said.over(draft.settings().over(defaults));
        Map<String, String> environment = environment(expansion);
        if (!environment.isEmpty()) {
            settings = settings.with(JobKey.ENVIRONMENT, environment);
        }
        Optional<StreamSpec> spec = draft.graph().isPresent()
                ? GraphBuilder.build(draft.graph().get(), expansion.variables(), roots, problems)
                : arguments(draft, expansion.variables());
        if (spec.isEmpty() || problems.count() > before) {
            return Optional.empty();
        }
        try {
            PlannedJob job = JobAssembly.job("job", spec.get(), settings, folder, Set.of());
            return Optional.of(new BuiltJob(expansion, job, Optional.empty()));
        } catch (FFmpegSpecException | IllegalArgumentException e) {
            problems.add(draft.at(), SpecWords.of(e));
            return Optional.empty();
        }
    }

    /** Where the relative names of a job begin, as it is written; empty when it does not say, or cannot be. */
    Optional<Path> directory(JobDraft draft, Variables variables) {
        if (draft.directory().isEmpty()) {
            return Optional.empty();
        }
        GraphDraft.Place place = draft.directory().get();
        try {
            String name = place.name().template().fill(variables);
            return Optional.of(
                    place.root().isPresent()
                            ? roots.resolve(new Roots.Rooted(place.root().get().text(), name))
                            : Path.of(name));
        } catch (TemplateException e) {
            problems.add(place.name().at(), "directory: " + e.sentence(), e.near());
        } catch (InvalidPathException e) {
            problems.add(place.name().at(), "directory: this cannot be the name of a folder");
        }
        return Optional.empty();
    }

    /** Hand-written arguments; empty when there are none, or they cannot be. */
    Optional<StreamSpec> arguments(JobDraft draft, Variables variables) {
        if (draft.args().isEmpty()) {
            return Optional.empty(); // told
        }
        int before = problems.count();
        for (Templated argument : draft.args()) {
            for (TemplateException e : argument.template().missing(variables)) {
                problems.add(argument.at(), e.sentence() + hint(draft, argument, e), e.near());
            }
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        List<NameTemplate> templates =
                draft.args().stream().map(Templated::template).toList();
        try {
            return Optional.of(StreamSpec.ofArguments(ArgumentTemplates.fill(templates, variables)));
        } catch (TemplateException e) {
            Position at =
                    e.index() < 0 ? draft.at() : draft.args().get(e.index()).at();
            problems.add(at, e.sentence(), e.near());
        } catch (FFmpegSpecException | IllegalArgumentException e) {
            problems.add(draft.args().get(0).at(), "args: " + SpecWords.of(e));
        }
        return Optional.empty();
    }

    private static String hint(JobDraft draft, Templated argument, TemplateException e) {
        boolean ofAFile = draft.each().isEmpty()
                && argument.template().variables().stream().anyMatch(Variables.OF_A_FILE::contains);
        return ofAFile && e.sentence().startsWith("there is no variable")
                ? " in a job without each:, which names the files"
                : "";
    }

    /** The variables for FFmpeg. */
    Map<String, String> environment(Expansion expansion) {
        Map<String, String> all = new LinkedHashMap<>();
        for (List<JobDraft.Setting> some :
                List.of(environment, expansion.draft().environment())) {
            for (JobDraft.Setting each : some) {
                try {
                    all.put(each.name(), each.value().template().fill(expansion.variables()));
                } catch (TemplateException e) {
                    problems.add(each.value().at(), e.sentence(), e.near());
                }
            }
        }
        return all;
    }
}
