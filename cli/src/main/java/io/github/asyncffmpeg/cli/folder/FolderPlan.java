package io.github.asyncffmpeg.cli.folder;

import io.github.asyncffmpeg.cli.plan.ArgumentTemplates;
import io.github.asyncffmpeg.cli.plan.JobAssembly;
import io.github.asyncffmpeg.cli.plan.NameTemplate;
import io.github.asyncffmpeg.cli.plan.OwnOutputs;
import io.github.asyncffmpeg.cli.plan.Plan;
import io.github.asyncffmpeg.cli.plan.PlanRules;
import io.github.asyncffmpeg.cli.plan.PlannedJob;
import io.github.asyncffmpeg.cli.plan.TemplateException;
import io.github.asyncffmpeg.cli.plan.Variables;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of {@code asyncffmpeg convert}: one job a file. Left out are hidden files, links that were not named, what the
 * library has marked as partial, and what another job of the same plan makes. Runs nothing, and makes no folder.
 */
public final class FolderPlan {

    private static final String BELOW = "below";

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
        List<Found> files = Found.all(options, wrong);
        Optional<String> to = template();
        List<NameTemplate> arguments = arguments();
        throwIfWrong();
        List<PlannedJob> jobs = new ArrayList<>();
        for (Found file : files) {
            // The path as it was named: a file that joins others later must not change their ids.
            to.flatMap(where -> job(file.name(), file, where, arguments)).ifPresent(jobs::add);
        }
        throwIfWrong();
        List<PlannedJob> left = OwnOutputs.without(jobs).stream().map(jobs::get).toList();
        for (PlanRules.Conflict conflict : PlanRules.broken(left)) {
            wrong.add(left.get(conflict.job()).id() + ": " + conflict.sentence());
        }
        throwIfWrong();
        return new Plan("convert", options.directory(), left, Map.of());
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
        } catch (FFmpegSpecException e) {
            wrong.add(file.name() + ": " + String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
