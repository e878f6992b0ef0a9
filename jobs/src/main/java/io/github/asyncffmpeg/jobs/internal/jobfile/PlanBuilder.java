package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.JobAssembly;
import io.github.asyncffmpeg.jobs.internal.plan.OwnOutputs;
import io.github.asyncffmpeg.jobs.internal.plan.PlanRules;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the jobs of a file together: expanded, with ids, with their needs, and with the rules that hold among them. */
final class PlanBuilder {

    private final Problems problems;
    private final Path directory;
    private final Expander expander;
    private final SpecBuilder specs;

    /** What is no job, by its id. */
    private final Map<String, PlannedAsk> asks = new LinkedHashMap<>();

    PlanBuilder(Problems problems, Path directory, Expander expander, SpecBuilder specs) {
        this.problems = problems;
        this.directory = directory;
        this.expander = expander;
        this.specs = specs;
    }

    /** The jobs, and a stand-in for each of {@link #asks}; to be used only if there is no problem afterwards. */
    List<PlannedJob> jobs(List<JobDraft> drafts, Variables variables) {
        List<BuiltJob> jobs = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Ids names = new Ids(directory, problems);
        for (int i = 0; i < drafts.size(); i++) {
            List<BuiltJob> built = withoutOwnOutputs(build(drafts.get(i), variables));
            ids.addAll(names.of(drafts.get(i), i + 1, built));
            jobs.addAll(built);
        }
        names.separate(jobs, ids);
        boolean right = problems.isEmpty();
        checkIds(jobs, ids);
        NeedLinks links = new NeedLinks(jobs, ids, drafts, problems);
        if (!problems.isEmpty()) {
            links.checkNames(drafts);
        }
        List<PlannedJob> planned = new ArrayList<>();
        FlowLinks flows = new FlowLinks(problems);
        for (int i = 0; i < jobs.size(); i++) {
            BuiltJob job = jobs.get(i);
            String id = ids.get(i);
            Flow flow = flows.of(job, job.expansion().draft().needs().isEmpty() ? Map.of() : links.sources(job));
            planned.add(JobAssembly.named(job.job(), id, links.of(job)).withFlow(flow));
            job.ask().ifPresent(ask -> asks.put(id, ask));
        }
        boolean named = problems.isEmpty();
        if (named) {
            for (PlanRules.Conflict conflict : PlanRules.broken(planned)) {
                BuiltJob job = jobs.get(conflict.job());
                Position other = jobs.get(conflict.other()).at();
                boolean elsewhere = !other.equals(job.at());
                problems.add(
                        job.at(),
                        "job '" + ids.get(conflict.job()) + "' " + conflict.sentence()
                                + (elsewhere ? " (" + other + ")" : ""));
            }
        }
        if (right && !named) {
            circle(planned, jobs);
        }
        return planned;
    }

    /** Where names are there twice, of each the first is looked at, so that a circle is told at once as well. */
    private void circle(List<PlannedJob> planned, List<BuiltJob> jobs) {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < planned.size(); i++) {
            first.putIfAbsent(planned.get(i).id(), i);
        }
        List<Integer> numbers = List.copyOf(first.values());
        PlanRules.circle(numbers.stream().map(planned::get).toList())
                .ifPresent(conflict -> problems.add(
                        jobs.get(numbers.get(conflict.job())).at(),
                        "job '" + planned.get(numbers.get(conflict.job())).id() + "' " + conflict.sentence()));
    }

    private List<BuiltJob> build(JobDraft draft, Variables variables) {
        List<BuiltJob> built = new ArrayList<>();
        for (Expansion expansion : expander.expand(draft, variables)) {
            specs.build(expansion).ifPresent(built::add);
        }
        return built;
    }

    /** A pattern that matches what its jobs made in an earlier run does not mean that. */
    private static List<BuiltJob> withoutOwnOutputs(List<BuiltJob> built) {
        if (built.isEmpty() || built.get(0).expansion().draft().each().isEmpty()) {
            return built;
        }
        return OwnOutputs.without(built.stream().map(BuiltJob::job).toList()).stream()
                .map(built::get)
                .toList();
    }

    private void checkIds(List<BuiltJob> jobs, List<String> ids) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            String id = ids.get(i);
            Position at = place(jobs.get(i));
            if (Flow.hasMarks(id)) {
                problems.add(at, "name: what is found while the plan runs cannot be in a name");
            } else if (id.isBlank()) {
                problems.add(at, "name: it is empty when its variables are filled in");
                continue;
            }
            Integer before = seen.putIfAbsent(id, i);
            if (before == null) {
                continue;
            }
            Position first = place(jobs.get(before));
            problems.add(
                    at,
                    first.equals(at)
                            ? "name: several jobs would be called '" + id
                                    + "'; put what tells them apart into the name, such as"
                                    + " {stem}, or leave all variables out of it"
                            : "a job '" + id + "' is there already (" + first + ")");
        }
    }

    private static Position place(BuiltJob job) {
        Optional<Templated> name = job.expansion().draft().name();
        return name.map(Templated::at).orElse(job.at());
    }

    /** Of what {@link #jobs} has given, the jobs. */
    List<PlannedJob> withoutAsks(List<PlannedJob> all) {
        return asks.isEmpty()
                ? all
                : all.stream().filter(job -> !asks.containsKey(job.id())).toList();
    }

    /** Of what {@link #jobs} has given, all else. */
    List<PlannedAsk> asks(List<PlannedJob> all) {
        List<PlannedAsk> found = new ArrayList<>();
        for (PlannedJob job : all) {
            PlannedAsk ask = asks.get(job.id());
            if (ask != null) {
                found.add(ask.named(job.id(), job.needs(), job.flow()));
            }
        }
        return found;
    }

    /** The jobs that the command line leaves, with what they need of each other. */
    List<PlannedJob> selected(List<PlannedJob> jobs, PlanOptions options) {
        if (options.only().isEmpty() && options.skip().isEmpty()) {
            return jobs;
        }
        List<String> ids = jobs.stream().map(PlannedJob::id).toList();
        Set<String> left = options.only().isEmpty() ? new HashSet<>(ids) : matching("--only", options.only(), ids);
        left.removeAll(matching("--skip", options.skip(), ids));
        List<PlannedJob> some = new ArrayList<>();
        for (PlannedJob job : jobs) {
            if (left.contains(job.id())) {
                Set<String> needs = new HashSet<>(job.needs());
                needs.retainAll(left);
                job.flow().sources().values().stream()
                        .filter(source -> !left.contains(source))
                        .forEach(source -> problems.add(
                                Optional.empty(),
                                "--only, --skip: job '" + job.id() + "' uses what '" + source
                                        + "' finds, which is left out",
                                List.of()));
                some.add(JobAssembly.named(job, job.id(), needs));
            }
        }
        return some;
    }

    private Set<String> matching(String option, List<String> patterns, List<String> ids) {
        Set<String> all = new HashSet<>();
        for (String pattern : patterns) {
            Set<String> some = IdPattern.matching(pattern, ids);
            if (some.isEmpty()) {
                problems.add(
                        Optional.empty(),
                        option + " " + pattern + ": there is no such job",
                        io.github.asyncffmpeg.internal.text.NearNames.nearest(pattern, ids));
            }
            all.addAll(some);
        }
        return all;
    }
}
