package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk.What;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the questions and recipes of a file, for one folder in which relative names begin. */
final class AskBuilder {

    /** Stands among the jobs while ids and needs are found, and is never run. */
    private static final FFmpegJob NO_JOB = FFmpegJob.of(StreamSpec.ofArguments("-i", "-", "-f", "null", "-"));

    private final Problems problems;
    private final Path folder;

    AskBuilder(Problems problems, Path folder) {
        this.problems = problems;
        this.folder = folder;
    }

    Optional<BuiltJob> build(Expansion expansion, FlowDraft.Ask ask) {
        try {
            What what = what(ask, expansion.variables());
            List<Path> inputs = what instanceof PlannedAsk.Media media
                    ? media.target().file().map(List::of).orElse(List.of())
                    : List.of();
            PlannedJob job = new PlannedJob("ask", NO_JOB, inputs, List.of(), Set.of(), Map.of(), Retries.NONE);
            PlannedAsk planned = new PlannedAsk("ask", what, Set.of(), Flow.NONE);
            return Optional.of(new BuiltJob(expansion, job, Optional.of(planned)));
        } catch (TemplateException e) {
            problems.add(ask.at(), e.sentence(), e.near());
        } catch (InvalidPathException e) {
            problems.add(ask.at(), "probe: this cannot be the name of a file");
        }
        return Optional.empty();
    }

    private What what(FlowDraft.Ask ask, Variables variables) throws TemplateException {
        if (ask instanceof FlowDraft.Media media) {
            String name = filled(media.name(), variables);
            return new PlannedAsk.Media(media.isFile() ? MediaTarget.of(folder.resolve(name)) : MediaTarget.of(name));
        } else if (ask instanceof FlowDraft.Encoder encoder) {
            return new PlannedAsk.Encoder(filled(encoder.name(), variables));
        } else if (ask instanceof FlowDraft.FreeSpace space) {
            return new PlannedAsk.FreeSpace(folder.resolve(filled(space.place(), variables)));
        }
        FlowDraft.Decide decide = (FlowDraft.Decide) ask;
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, Templated> each : decide.parameters().entrySet()) {
            parameters.put(each.getKey(), filled(each.getValue(), variables));
        }
        return new PlannedAsk.Decide(decide.recipe(), decide.version(), parameters);
    }

    private static String filled(Templated text, Variables variables) throws TemplateException {
        String filled = text.template().fill(variables);
        if (Flow.hasMarks(filled)) {
            throw new TemplateException(
                    "what is found while the plan runs can be used in a job, and in when:, and not here",
                    List.of(),
                    -1);
        }
        return filled;
    }
}
