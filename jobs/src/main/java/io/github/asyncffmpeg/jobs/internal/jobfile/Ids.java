package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives each job of one draft an id. A name with variables is the id itself. Behind a name without, where it stands for
 * several jobs, come the file's stem and the choices of the matrix, whatever their number: so an id stays the same when a file
 * is added. Without a name it is the stem of the first output.
 */
final class Ids {

    private final Path directory;
    private final Problems problems;

    Ids(Path directory, Problems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    /**
     * The ids.
     *
     * @param number of the draft in the file, from 1
     * @param built its jobs, not yet named
     * @return an id each; not all different, if the names that were written are not
     */
    List<String> of(JobDraft draft, int number, List<BuiltJob> built) {
        boolean several = draft.each().isPresent() || !draft.matrix().isEmpty();
        Optional<Templated> name = draft.name();
        if (name.isPresent() && (!several || !name.get().template().variables().isEmpty())) {
            return built.stream()
                    .map(job -> filled(name.get(), job.variables()))
                    .toList();
        }
        if (name.isPresent()) {
            String begin = filled(name.get(), Variables.NONE);
            return firstDistinct(
                    built,
                    List.of(
                            job -> begin + part(job, "stem") + labels(job),
                            job -> begin + part(job, "name") + labels(job),
                            job -> begin + part(job, "input") + labels(job)));
        }
        String other = "job-" + number;
        return firstDistinct(
                built,
                List.of(
                        job -> stem(job).orElse(several ? other + part(job, "stem") + labels(job) : other),
                        job -> stem(job).orElse(other + part(job, "input")) + labels(job),
                        job -> path(job).orElse(other + part(job, "input") + labels(job))));
    }

    private static List<String> firstDistinct(List<BuiltJob> built, List<Function<BuiltJob, String>> forms) {
        List<String> ids = List.of();
        for (Function<BuiltJob, String> form : forms) {
            ids = built.stream().map(form).toList();
            if (new HashSet<>(ids).size() == ids.size()) {
                return ids;
            }
        }
        return ids;
    }

    /** Where two drafts without names have got one id: the outputs as they are written, then numbers. */
    void separate(List<BuiltJob> jobs, List<String> ids) {
        Set<String> taken = new HashSet<>();
        Set<String> twice = new HashSet<>();
        Map<String, Integer> numbers = new HashMap<>();
        ids.stream().filter(id -> !taken.add(id)).forEach(twice::add);
        for (int i = 0; i < ids.size(); i++) {
            BuiltJob job = jobs.get(i);
            if (twice.contains(ids.get(i)) && job.expansion().draft().name().isEmpty()) {
                String base = path(job).orElse(ids.get(i));
                String id = base;
                while (taken.contains(id)) {
                    id = base + "-" + (numbers.merge(base, 1, Integer::sum) + 1);
                }
                taken.add(id);
                ids.set(i, id);
            }
        }
    }

    private String filled(Templated name, Variables variables) {
        try {
            return name.template().fill(variables);
        } catch (TemplateException e) {
            problems.add(name.at(), "name: " + e.sentence(), e.near());
            return name.template().toString();
        }
    }

    private static String part(BuiltJob job, String variable) {
        return job.expansion().draft().each().isEmpty()
                ? ""
                : job.variables().text(variable).map(text -> "-" + text).orElse("");
    }

    private static String labels(BuiltJob job) {
        List<String> labels = new ArrayList<>(job.expansion().labels());
        return labels.isEmpty() ? "" : "-" + String.join("-", labels);
    }

    private static Optional<String> stem(BuiltJob job) {
        return output(job.job())
                .map(file -> {
                    String name = String.valueOf(file.getFileName());
                    int dot = name.lastIndexOf('.');
                    return dot > 0 ? name.substring(0, dot) : name;
                })
                .filter(stem -> !stem.isBlank());
    }

    private Optional<String> path(BuiltJob job) {
        return output(job.job())
                .map(file ->
                        file.startsWith(directory) ? directory.relativize(file).toString() : file.toString());
    }

    private static Optional<Path> output(PlannedJob job) {
        return job.outputs().stream().filter(file -> file.getFileName() != null).findFirst();
    }
}
