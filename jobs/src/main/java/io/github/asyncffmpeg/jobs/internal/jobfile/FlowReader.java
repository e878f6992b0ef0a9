package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.measure.Measures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a job has to do with values: {@code when:}, {@code measure:}, {@code probe:}, {@code recipe:}. */
final class FlowReader {

    static final List<String> KEYS = List.of("when", "measure", "probe", "recipe", "recipe-version", "parameters");

    private static final List<String> OF_PROBES = List.of("file", "target", "encoder", "free-space");

    private final Problems problems;

    FlowReader(Problems problems) {
        this.problems = problems;
    }

    FlowDraft read(Fields fields) {
        Optional<Scalar> measure = fields.text("measure");
        measure.filter(name -> !Measures.names().contains(name.text()))
                .ifPresent(name ->
                        problems.unknown(name.at(), "measure: nothing is called", name.text(), Measures.names()));
        Optional<FlowDraft.Ask> ask = ask(fields);
        if (measure.isPresent() && ask.isPresent()) {
            problems.add(fields.at("measure"), "measure: has a meaning only for a job of FFmpeg's");
        }
        for (String key : List.of("recipe-version", "parameters")) {
            if (fields.has(key) && !fields.has("recipe")) {
                problems.add(fields.at(key), key + ": has a meaning only beside recipe:");
            }
        }
        return new FlowDraft(fields.text("when").flatMap(text -> Fields.template(text, problems)), measure, ask);
    }

    private Optional<FlowDraft.Ask> ask(Fields fields) {
        if (fields.has("probe") && fields.has("recipe")) {
            problems.add(fields.at("recipe"), "an entry has either probe: or recipe:, not both");
            return Optional.empty();
        } else if (fields.has("probe")) {
            return probe(fields);
        }
        return fields.text("recipe").map(recipe -> decide(fields, recipe));
    }

    private Optional<FlowDraft.Ask> probe(Fields fields) {
        @Nullable Value value = fields.value("probe");
        if (value instanceof Scalar text && !text.isNothing()) {
            boolean isFile = !text.text().contains("://");
            return Fields.template(text, problems).map(name -> new FlowDraft.Media(text.at(), name, isFile));
        }
        if (!(value instanceof Entries entries)) {
            String kind = value == null ? "nothing" : value.kind();
            problems.add(
                    fields.at("probe"),
                    "probe: expected a file, or one of " + Problems.some(OF_PROBES) + ", got " + kind);
            return Optional.empty();
        }
        Fields keys = new Fields(entries, problems, "probe:", OF_PROBES);
        List<String> there = OF_PROBES.stream().filter(keys::has).toList();
        if (there.size() != 1) {
            problems.add(keys.at(), "probe: expected one of " + Problems.some(OF_PROBES));
            return Optional.empty();
        }
        Position at = keys.at(there.get(0));
        return keys.text(there.get(0))
                .flatMap(text -> Fields.template(text, problems))
                .map(name -> switch (there.get(0)) {
                    case "file" -> new FlowDraft.Media(at, name, true);
                    case "target" -> new FlowDraft.Media(at, name, false);
                    case "encoder" -> new FlowDraft.Encoder(at, name);
                    default -> new FlowDraft.FreeSpace(at, name);
                });
    }

    private FlowDraft.Ask decide(Fields fields, Scalar recipe) {
        Map<String, Templated> parameters = new LinkedHashMap<>();
        for (Entry entry : fields.entries("parameters")) {
            if (entry.value() instanceof Scalar text && !text.isNothing()) {
                Fields.template(text, problems)
                        .ifPresent(value -> parameters.put(entry.key().text(), value));
            } else {
                problems.add(
                        entry.value().at(),
                        "parameters: expected a text, got " + entry.value().kind());
            }
        }
        Integer version = fields.whole("recipe-version", 1, Integer.MAX_VALUE);
        return new FlowDraft.Decide(recipe.at(), recipe.text(), version == null ? 1 : version, parameters);
    }
}
