package io.github.asyncffmpeg.cli.folder;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.plan.ArgumentTemplates;
import io.github.asyncffmpeg.jobs.internal.plan.JobAssembly;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.OwnOutputs;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlanRules;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.RawName;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The plan of {@code asyncffmpeg convert}: one job a file. Left out are hidden files, links that were not named, what the
 * library has marked as partial, and what another job of the same plan makes. Runs nothing, and makes no folder.
 */
public final class FolderPlan {

    private static final String BELOW = "below";
    private static final int SHOWN = 5;

    private final FolderOptions options;
    private final List<String> wrong = new ArrayList<>();

    private FolderPlan(FolderOptions options) {
        this.options = options;
    }

    /**
     * Makes the plan.
     *
     * @throws FolderException with all reasons why there is none
     */
    public static Plan of(FolderOptions options) throws FolderException {
        return new FolderPlan(options).plan();
    }

    private Plan plan() throws FolderException {
        if (options.patterns().isEmpty()) {
            wrong.add("no file was named");
        }
        Set<String> unread = new TreeSet<>();
        List<Found> files = Found.all(options, wrong, unread);
        Optional<String> to = template();
        List<NameTemplate> arguments = arguments();
        throwIfWrong();
        List<PlannedJob> jobs = new ArrayList<>();
        for (Found file : files) {
            // The path as it was named: a file that joins others later must not change their ids.
            to.flatMap(where -> job(file.name(), file, where, arguments)).ifPresent(jobs::add);
        }
        throwIfWrong();
        List<Plan.Remark> remarks = new ArrayList<>();
        for (String file : unread) {
            remarks.add(new Plan.Remark(FolderException.sentence(file + " is left out: " + RawName.why()), true));
        }
        List<PlannedJob> others =
                OwnOutputs.without(jobs).stream().map(jobs::get).toList();
        List<PlannedJob> left =
                others.stream().filter(job -> !writesItsInput(job)).toList();
        if (left.size() < others.size()) {
            remarks.add(new Plan.Remark(alreadySo(others, left.size()), false));
        }
        if (left.isEmpty()) {
            remarks.forEach(remark -> wrong.add(remark.sentence()));
            throwIfWrong();
        }
        Set<Integer> told = sameNames(left);
        for (PlanRules.Conflict conflict : PlanRules.broken(left)) {
            if (!told.contains(conflict.job())) {
                wrong.add(left.get(conflict.job()).id() + ": " + conflict.sentence());
            }
        }
        throwIfWrong();
        return new Plan("convert", options.directory(), left, Map.of(), remarks);
    }

    private static boolean writesItsInput(PlannedJob job) {
        return job.outputs().stream()
                .anyMatch(output -> job.inputs().stream().anyMatch(input -> isSame(output, input)));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || (Files.exists(one) && Files.isSameFile(one, other));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Of files that are what they would become. */
    private String alreadySo(List<PlannedJob> jobs, int left) {
        List<String> names = jobs.stream()
                .filter(FolderPlan::writesItsInput)
                .map(PlannedJob::id)
                .toList();
        String first = names.get(0);
        String extension = first.substring(Math.max(0, first.lastIndexOf('.')));
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? ", …" : "");
        return FolderException.sentence((names.size() == 1
                        ? "1 file already has its new name"
                        : names.size() + " files already have their new names")
                + (left == 0 ? "" : (names.size() == 1 ? " and is left out" : " and are left out")) + ": "
                + shown + ". To convert such files too, write --to web/ or --to '{dir}/{stem}-small" + extension
                + "'");
    }

    /** Says which files would get one name. */
    private Set<Integer> sameNames(List<PlannedJob> jobs) {
        Map<Path, List<Integer>> byOutput = new LinkedHashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            for (Path output : jobs.get(i).outputs()) {
                byOutput.computeIfAbsent(output, any -> new ArrayList<>()).add(i);
            }
        }
        byOutput.values().removeIf(makers -> makers.size() < 2);
        Set<Integer> all = new HashSet<>();
        byOutput.forEach((output, makers) -> {
            List<String> names = makers.stream()
                    .limit(SHOWN)
                    .map(maker -> jobs.get(maker).id())
                    .toList();
            boolean two = makers.size() == 2;
            wrong.add(String.join(two ? " and " : ", ", names) + (makers.size() > SHOWN ? ", …" : "") + " would "
                    + (two ? "both" : "all") + " be " + output);
            all.addAll(makers);
        });
        if (!byOutput.isEmpty()
                && template().filter(to -> to.contains("{stem}")).isPresent()) {
            wrong.add("to tell them apart, write --to '" + template().get().replace("{stem}", "{name}")
                    + "': {name} has the old extension as well");
        }
        return all;
    }

    private void throwIfWrong() throws FolderException {
        if (!wrong.isEmpty()) {
            throw new FolderException(
                    wrong.stream().map(FolderException::sentence).toList());
        }
    }

    /** What {@code --to} says, as the template of an output. */
    private Optional<String> template() {
        String to = options.to();
        if (to.isEmpty()) {
            wrong.add("--to: expected .mp4, out/ or out/{stem}.mp4, got nothing");
            return Optional.empty();
        }
        boolean slash = to.endsWith("/") || to.endsWith(java.io.File.separator);
        if (isFolder(to)) {
            String literal = to.replace("{", "{{").replace("}", "}}");
            return Optional.of(literal + (slash ? "" : "/") + "{" + BELOW + "}{name}");
        }
        if (slash) {
            return Optional.of(to + "{" + BELOW + "}{name}");
        }
        boolean dotted = to.matches("\\.[A-Za-z0-9_]+");
        if (dotted || to.matches("[A-Za-z0-9_]+")) {
            if (!dotted && !MediaNames.isExtension(to)) {
                wrong.add("--to " + to + ": write " + to + "/ for a folder, or ." + to + " for an extension");
            }
            return Optional.of("{dir}/{stem}" + (dotted ? "" : ".") + to);
        }
        return Optional.of(to);
    }

    private boolean isFolder(String name) {
        try {
            return Files.isDirectory(options.directory().resolve(name));
        } catch (InvalidPathException noName) {
            return false;
        }
    }

    private List<NameTemplate> arguments() {
        List<NameTemplate> arguments = new ArrayList<>();
        for (String argument : options.arguments()) {
            try {
                arguments.add(NameTemplate.parse(argument));
            } catch (TemplateException e) {
                wrong.add(e.sentence());
            }
        }
        return arguments;
    }

    /** A recipe, once there are some, takes the place of the arguments between the input and the output. */
    private Optional<PlannedJob> job(String id, Found file, String to, List<NameTemplate> arguments) {
        try {
            boolean here = file.name().indexOf('/') < 0 && file.name().indexOf(java.io.File.separatorChar) < 0;
            List<NameTemplate> all = new ArrayList<>();
            all.add(NameTemplate.literal("-i"));
            all.add(NameTemplate.parse("{input}"));
            all.addAll(arguments);
            all.add(NameTemplate.parse(here && to.startsWith("{dir}/") ? to.substring("{dir}/".length()) : to));
            Variables variables = Variables.NONE.withFile(file.name()).withFilePart(BELOW, file.below());
            StreamSpec spec = StreamSpec.ofArguments(ArgumentTemplates.fill(all, variables));
            PlannedJob job = JobAssembly.job(id, spec, options.settings(), options.directory(), Set.of());
            return Optional.of(job);
        } catch (TemplateException e) {
            wrong.add(e.sentence()
                    + (e.near().isEmpty() ? "" : "; did you mean {" + String.join("}, {", e.near()) + "}?"));
        } catch (FFmpegSpecException | IllegalArgumentException e) {
            wrong.add(file.name() + ": " + String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
