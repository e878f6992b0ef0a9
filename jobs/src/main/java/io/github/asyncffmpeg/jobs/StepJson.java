package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.wire.JsonTree;
import io.github.asyncffmpeg.jobs.internal.wire.NotWire;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans, decisions and their steps ↔ trees of JSON. Functions without state. */
final class StepJson {

    private StepJson() {}

    static Map<String, @Nullable Object> tree(Plan plan) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        tree.put("steps", plan.steps().stream().map(StepJson::tree).toList());
        return tree;
    }

    static Map<String, @Nullable Object> tree(Decision decision) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("because", decision.because());
        tree.put("steps", decision.steps().stream().map(StepJson::tree).toList());
        return tree;
    }

    /** Characters of a decision as JSON. */
    static int length(Decision decision) {
        return JsonText.of(tree(decision)).length();
    }

    private static Map<String, @Nullable Object> tree(Step step) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", step.id());
        if (!step.needs().isEmpty()) {
            tree.put("needs", List.copyOf(step.needs()));
        }
        step.when().ifPresent(when -> tree.put("when", when.toString()));
        if (step instanceof JobStep job) {
            tree.put("job", read(job.job().toJson()));
            job.measure().ifPresent(measure -> tree.put("measure", measure));
        } else if (step instanceof ProbeStep probe) {
            tree.put("probe", tree(probe.probe()));
        } else if (step instanceof DecideStep decide) {
            tree.put("recipe", decide.recipe());
            tree.put("version", decide.version());
            tree.put("parameters", decide.parameters());
        } else if (step instanceof FileStep file) {
            tree.put("file", tree(file.work()));
        }
        return tree;
    }

    private static @Nullable Object read(String ours) {
        try {
            return JsonTree.read(ours);
        } catch (NotWire e) {
            throw new IllegalStateException(e); // we have written it
        }
    }

    private static Map<String, Object> tree(Probe probe) {
        if (probe instanceof Probe.Media media) {
            return media.target()
                    .file()
                    .map(file -> Map.<String, Object>of("file", file.toString()))
                    .orElseGet(() -> Map.of("target", media.target().argument()));
        } else if (probe instanceof Probe.Encoder encoder) {
            return Map.of("encoder", encoder.name());
        }
        return Map.of("free-space", ((Probe.FreeSpace) probe).path().toString());
    }

    private static Map<String, Object> tree(FileWork work) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (work instanceof FileWork.Write write) {
            tree.put("write", write.file().toString());
            tree.put("text", write.text());
        } else if (work instanceof FileWork.Move move) {
            tree.put("move", move.from().toString());
            tree.put("to", move.to().toString());
        } else {
            tree.put(
                    "delete",
                    ((FileWork.Delete) work)
                            .files().stream().map(Path::toString).toList());
        }
        return tree;
    }

    static Plan plan(@Nullable Object tree) throws NotWire {
        Fields fields = new Fields(tree, "plan");
        if (fields.integer("version") != 1) {
            throw new NotWire("version: expected 1, the form that is known here");
        }
        List<Step> steps = steps(fields);
        fields.end();
        return Plan.of(steps);
    }

    static Decision decision(@Nullable Object tree) throws NotWire {
        Fields fields = new Fields(tree, "decision");
        Decision decision = new Decision(fields.texts("because"), steps(fields));
        fields.end();
        return decision;
    }

    private static List<Step> steps(Fields fields) throws NotWire {
        List<Step> steps = new ArrayList<>();
        for (Object each : fields.list("steps")) {
            steps.add(step(new Fields(each, "step " + (steps.size() + 1))));
        }
        return steps;
    }

    private static Step step(Fields fields) throws NotWire {
        try {
            Step step = checked(fields);
            fields.end();
            return step;
        } catch (IllegalArgumentException e) {
            throw new NotWire(fields.place() + ": " + e.getMessage());
        }
    }

    private static Step checked(Fields fields) throws NotWire {
        String id = fields.text("id");
        Set<String> needs = fields.has("needs") ? new TreeSet<>(fields.texts("needs")) : Set.of();
        Optional<Condition> when =
                fields.has("when") ? Optional.of(Condition.parse(fields.text("when"))) : Optional.empty();
        if (fields.has("job")) {
            JobTemplate job = JobTemplate.parse(JsonText.of(fields.any("job")));
            Optional<String> measure = fields.has("measure") ? Optional.of(fields.text("measure")) : Optional.empty();
            return new JobStep(id, needs, when, job, measure);
        } else if (fields.has("probe")) {
            return new ProbeStep(id, needs, when, probe(new Fields(fields.any("probe"), "probe")));
        } else if (fields.has("recipe")) {
            String recipe = fields.text("recipe");
            return new DecideStep(id, needs, when, recipe, fields.integer("version"), fields.textMap("parameters"));
        } else if (fields.has("file")) {
            return new FileStep(id, needs, when, work(new Fields(fields.any("file"), "file")));
        }
        throw new NotWire(fields.place() + ": expected job, probe, recipe or file");
    }

    private static Probe probe(Fields fields) throws NotWire {
        Probe probe;
        if (fields.has("file")) {
            probe = new Probe.Media(MediaTarget.of(path(fields.text("file"))));
        } else if (fields.has("target")) {
            probe = new Probe.Media(MediaTarget.of(fields.text("target")));
        } else if (fields.has("encoder")) {
            probe = new Probe.Encoder(fields.text("encoder"));
        } else {
            probe = new Probe.FreeSpace(path(fields.text("free-space")));
        }
        fields.end();
        return probe;
    }

    private static FileWork work(Fields fields) throws NotWire {
        FileWork work;
        if (fields.has("write")) {
            work = new FileWork.Write(path(fields.text("write")), fields.text("text"));
        } else if (fields.has("move")) {
            work = new FileWork.Move(path(fields.text("move")), path(fields.text("to")));
        } else {
            List<Path> files = new ArrayList<>();
            for (String file : fields.texts("delete")) {
                files.add(path(file));
            }
            work = new FileWork.Delete(files);
        }
        fields.end();
        return work;
    }

    private static Path path(String text) throws NotWire {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new NotWire("this cannot be the name of a file: " + text);
        }
    }
}
