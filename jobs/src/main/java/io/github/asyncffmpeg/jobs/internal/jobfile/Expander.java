package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Axis;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Choice;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Each;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Variable;
import io.github.asyncffmpeg.jobs.internal.plan.FileSearch;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.RawName;
import io.github.asyncffmpeg.jobs.internal.plan.SearchException;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes one job for each file and each combination of a matrix. */
final class Expander {

    /** A plan is kept in memory, and a thousand times as many is a mistake of one line. */
    private static final long MOST_JOBS = 100_000;

    /** Of all jobs of one draft together. */
    private static final long MOST_ARGUMENTS = 3_000_000;

    private final Problems problems;
    private final Path directory;
    private final Map<String, String> given;
    private final Set<String> unread = new TreeSet<>();
    private long jobs;

    /**
     * For one file.
     *
     * @param directory where patterns begin
     * @param given what the command line says of variables
     */
    Expander(Problems problems, Path directory, Map<String, String> given) {
        this.problems = problems;
        this.directory = directory;
        this.given = given;
    }

    /** The variables of {@code vars:}, with what the command line says of them. */
    Variables with(Map<String, Variable> vars, Variables base) {
        Variables all = base;
        for (Map.Entry<String, Variable> each : vars.entrySet()) {
            String name = each.getKey();
            String said = given.get(name);
            Choice value = each.getValue().value();
            if (said != null) {
                all = all.with(name, said);
            } else if (value != null) {
                all = value.in(all, name);
            } else {
                problems.add(
                        each.getValue().at(), "vars: " + name + " has no value; give one with --var " + name + "=…");
                all = all.with(name, name); // so that nobody misses it a second time
            }
        }
        return all;
    }

    List<Expansion> expand(JobDraft draft, Variables ofFile) {
        Variables base = with(draft.vars(), ofFile);
        List<String> files = draft.each().map(each -> files(each, base)).orElse(List.of());
        long combinations = draft.each().isPresent() ? files.size() : 1;
        for (Axis axis : draft.matrix()) {
            combinations =
                    Math.min(Integer.MAX_VALUE, combinations * axis.choices().size());
        }
        jobs += combinations;
        if (jobs > MOST_JOBS || combinations * draft.args().size() > MOST_ARGUMENTS) {
            problems.add(
                    draft.at(), "this makes more than " + MOST_JOBS + " jobs in one file, or arguments without end");
            return List.of();
        }
        List<Expansion> all = new ArrayList<>();
        if (draft.each().isEmpty()) {
            combine(draft, base, all);
        }
        for (String file : files) {
            combine(draft, base.withFile(file), all);
        }
        return all;
    }

    private void combine(JobDraft draft, Variables base, List<Expansion> all) {
        List<Expansion> some = List.of(new Expansion(draft, base, List.of()));
        for (Axis axis : draft.matrix()) {
            List<Expansion> more = new ArrayList<>();
            for (Expansion each : some) {
                for (Choice choice : axis.choices()) {
                    List<String> labels = new ArrayList<>(each.labels());
                    labels.add(choice.label());
                    more.add(new Expansion(draft, choice.in(each.variables(), axis.name()), List.copyOf(labels)));
                }
            }
            some = more;
        }
        for (Expansion each : some) {
            String index = Integer.toString(all.size() + 1);
            Variables variables = each.variables().with("index", index).flowing(draft.sources());
            if (!draft.sources().isEmpty() && variables.hasMarks()) {
                problems.add(draft.at(), "a name or value with the control character U+0001 cannot be used here");
            }
            all.add(new Expansion(draft, variables, each.labels()));
        }
    }

    private List<String> files(Each each, Variables variables) {
        int before = problems.count();
        Set<String> files = new LinkedHashSet<>();
        for (Templated pattern : each.patterns()) {
            Collection<String> found = search(pattern, variables, unread::add);
            if (found.isEmpty() && !each.optional() && problems.count() == before && unread.isEmpty()) {
                problems.add(
                        pattern.at(),
                        "each: no file matches '" + Problems.shortened(text(pattern, variables)) + "' in " + directory
                                + "; write optional: true if that may be");
            }
            files.addAll(found);
        }
        for (Templated pattern : each.exclude()) {
            files.removeAll(search(pattern, variables, excluded -> unread.remove(excluded)));
        }
        return List.copyOf(files);
    }

    private Collection<String> search(Templated pattern, Variables variables, Consumer<String> unreadable) {
        try {
            return FileSearch.files(pattern.template().fill(variables), directory, true, unreadable);
        } catch (TemplateException e) {
            problems.add(pattern.at(), e.sentence(), e.near());
        } catch (SearchException e) {
            problems.add(pattern.at(), e.sentence());
        }
        return List.of();
    }

    /** Files that patterns mean, and whose names are not text. */
    List<Plan.Remark> remarks() {
        return unread.stream()
                .map(file -> new Plan.Remark(file + " is left out: " + RawName.why(), true))
                .toList();
    }

    private static String text(Templated pattern, Variables variables) {
        try {
            return pattern.template().fill(variables);
        } catch (TemplateException told) {
            return pattern.template().toString();
        }
    }
}
