package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.plan.ArgumentTemplates;
import io.github.asyncffmpeg.jobs.internal.plan.JobAssembly;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
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
    private final JobSettings defaults;
    private final List<JobDraft.Setting> environment;
    private final JobSettings said;

    /**
     * For one file.
     *
     * @param defaults what the file says for all jobs
     * @param environment the same, of FFmpeg's environment
     * @param said what the command line says
     */
    SpecBuilder(
            Problems problems,
            Path directory,
            JobSettings defaults,
            List<JobDraft.Setting> environment,
            JobSettings said) {
        this.problems = problems;
        this.directory = directory;
        this.defaults = defaults;
        this.environment = environment;
        this.said = said;
    }

    /** The job; empty when it cannot be, and then problems say why. */
    Optional<BuiltJob> build(Expansion expansion) {
        JobDraft draft = expansion.draft();
        int before = problems.count();
        JobSettings settings = said.over(draft.settings().over(defaults)).withEnvironment(environment(expansion));
        Optional<StreamSpec> spec = draft.graph().isPresent()
                ? GraphBuilder.build(draft.graph().get(), expansion.variables(), problems)
                : arguments(draft, expansion.variables());
        if (spec.isEmpty() || problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new BuiltJob(expansion, JobAssembly.job("job", spec.get(), settings, directory, Set.of())));
        } catch (FFmpegSpecException | IllegalArgumentException e) {
            problems.add(draft.at(), SpecWords.of(e));
            return Optional.empty();
        }
    }

    private Optional<StreamSpec> arguments(JobDraft draft, Variables variables) {
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

    private Map<String, String> environment(Expansion expansion) {
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
