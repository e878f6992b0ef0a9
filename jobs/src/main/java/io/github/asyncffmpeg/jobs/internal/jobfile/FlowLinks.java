package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Need;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.values.ExpressionParser;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds for each job which jobs find the values that it uses. */
final class FlowLinks {

    private final Problems problems;

    FlowLinks(Problems problems) {
        this.problems = problems;
    }

    /**
     * What one job has to do with values.
     *
     * @param sources the ids of the jobs that it needs, by the names that mean one job
     */
    Flow of(BuiltJob job, Map<String, String> sources) {
        FlowDraft draft = job.expansion().draft().flow();
        Set<String> names = new TreeSet<>(job.variables().wanted());
        Optional<String> when = draft.when().flatMap(text -> when(text, job, names));
        Map<String, String> used = new TreeMap<>();
        for (String name : names) {
            String source = Flow.source(name);
            String id = sources.get(source);
            if (id != null) {
                used.put(source, id);
            } else {
                missing(job, name, source);
            }
        }
        Optional<String> measure = draft.measure().map(Scalar::text);
        return when.isEmpty() && measure.isEmpty() && used.isEmpty() ? Flow.NONE : new Flow(when, measure, used);
    }

    private Optional<String> when(Templated text, BuiltJob job, Set<String> names) {
        try {
            String filled = text.template().fill(job.variables());
            if (Flow.hasMarks(filled)) {
                throw new IllegalArgumentException(
                        "when: a value has no braces in a condition: write " + Flow.filled(filled, name -> name));
            }
            ExpressionParser.parse(filled).collect(names);
            return Optional.of(filled);
        } catch (TemplateException e) {
            problems.add(text.at(), "when: " + e.sentence(), e.near());
        } catch (IllegalArgumentException e) {
            problems.add(text.at(), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void missing(BuiltJob job, String name, String source) {
        JobDraft draft = job.expansion().draft();
        if (source.isEmpty()) {
            problems.add(job.at(), "when: '" + name + "' is no value; write step.value");
        } else if (draft.sources().contains(source)) {
            problems.add(
                    job.at(),
                    "'" + name + "' can only come from one job, and needs: " + source
                            + " means none or several; write {job: " + source + ", same: [stem]}, or what they share");
        } else {
            problems.unknown(
                    job.at(),
                    "'" + name + "' comes from a job that is not in needs:",
                    source,
                    draft.needs().stream().map(Need::job).toList());
        }
    }
}
