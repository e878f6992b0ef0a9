package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the ids that {@code needs:} means: of a job as it is written all jobs it stands for, of one of those itself, and
 * with {@code same:} those whose variables have the same values.
 */
final class NeedLinks {

    private final List<BuiltJob> jobs;
    private final List<String> ids;
    private final Problems problems;

    /** Numbers of jobs by the name they were given, and by their id. */
    private final Map<String, List<Integer>> named = new HashMap<>();

    private final Map<String, Integer> byId = new HashMap<>();

    /** Ids by what is to be the same; made once for each need as it is written. */
    private final Map<Need, Map<List<String>, Set<String>>> links = new HashMap<>();

    NeedLinks(List<BuiltJob> jobs, List<String> ids, List<JobDraft> drafts, Problems problems) {
        this.jobs = jobs;
        this.ids = ids;
        this.problems = problems;
        for (JobDraft draft : drafts) {
            draft.name().ifPresent(name -> named.putIfAbsent(name.template().toString(), new ArrayList<>()));
        }
        for (int i = 0; i < jobs.size(); i++) {
            int number = i;
            byId.put(ids.get(i), i);
            jobs.get(i)
                    .expansion()
                    .draft()
                    .name()
                    .ifPresent(name -> named.computeIfAbsent(name.template().toString(), any -> new ArrayList<>())
                            .add(number));
        }
    }

    /** Looks for names that are nowhere, where some jobs could not be made, and so have no ids. */
    void checkNames(List<JobDraft> drafts) {
        boolean allNamed = drafts.stream().allMatch(draft -> draft.name().isPresent());
        for (JobDraft draft : drafts) {
            for (Need need : draft.needs()) {
                boolean known = named.containsKey(need.job()) || byId.containsKey(need.job());
                boolean maybeAnId = !allNamed || named.keySet().stream().anyMatch(need.job()::startsWith);
                if (!known && !maybeAnId) {
                    unknown(need);
                }
            }
        }
    }

    private void unknown(Need need) {
        Set<String> known = new LinkedHashSet<>(named.keySet());
        known.addAll(byId.keySet());
        problems.unknown(need.at(), "needs: there is no job", need.job(), known);
    }

    /** The ids of what one job needs. */
    Set<String> of(BuiltJob job) {
        List<Need> needs = job.expansion().draft().needs();
        if (needs.size() == 1) {
            return ids(job, needs.get(0)); // shared by all that need the same
        }
        Set<String> all = new LinkedHashSet<>();
        needs.forEach(need -> all.addAll(ids(job, need)));
        return Set.copyOf(all);
    }

    /** Of the names that a job needs, those that mean one job, and its id. */
    Map<String, String> sources(BuiltJob job) {
        Map<String, String> sources = new HashMap<>();
        for (Need need : job.expansion().draft().needs()) {
            Set<String> some = ids(job, need);
            if (some.size() == 1) {
                sources.put(need.job(), some.iterator().next());
            }
        }
        return sources;
    }

    private Set<String> ids(BuiltJob job, Need need) {
        List<String> key = new ArrayList<>();
        for (String variable : need.same()) {
            String value = job.variables().text(variable).orElse(null);
            if (value == null) {
                problems.add(
                        need.at(),
                        "same: this job has no variable {" + variable + "}",
                        NearNames.nearest(variable, job.variables().names()));
                return Set.of();
            }
            key.add(value);
        }
        Map<List<String>, Set<String>> groups = links.computeIfAbsent(need, this::groups);
        Set<String> found = groups.get(key);
        if (found == null && !need.same().isEmpty() && !groups.isEmpty()) {
            problems.add(
                    need.at(),
                    "no job of '" + need.job() + "' has the same " + String.join(" and ", need.same()) + " ("
                            + Problems.shortened(String.join(", ", key)) + ")");
        }
        return found == null ? Set.of() : found;
    }

    private Map<List<String>, Set<String>> groups(Need need) {
        List<Integer> numbers = named.get(need.job());
        if (numbers == null) {
            Integer one = byId.get(need.job());
            if (one == null) {
                unknown(need);
                return Map.of();
            }
            numbers = List.of(one);
        }
        Map<List<String>, Set<String>> groups = new HashMap<>();
        for (int number : numbers) {
            List<String> key = new ArrayList<>();
            for (String variable : need.same()) {
                key.add(jobs.get(number).variables().text(variable).orElse(""));
            }
            groups.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(ids.get(number));
        }
        groups.replaceAll((key, some) -> Set.copyOf(some));
        return groups;
    }
}
