package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Axis;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Choice;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobDraft.Variable;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code vars:} and {@code matrix:}. */
final class VariablesReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String LABEL = "name";

    private final Problems problems;

    VariablesReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, Variable> vars(Fields fields) {
        Map<String, Variable> vars = new LinkedHashMap<>();
        for (Entry entry : fields.entries("vars")) {
            String name = entry.key().text();
            if (!isName(entry.key(), "vars")) {
                continue;
            }
            boolean open = entry.value() instanceof Scalar scalar && scalar.isNothing();
            Optional<Choice> value = open ? Optional.empty() : choice("vars: " + name, entry.value(), 1);
            if (open || value.isPresent()) {
                vars.put(name, new Variable(entry.key().at(), value.orElse(null)));
            }
        }
        return vars;
    }

    List<Axis> matrix(Fields fields) {
        List<Axis> axes = new ArrayList<>();
        for (Entry entry : fields.entries("matrix")) {
            String name = entry.key().text();
            if (!isName(entry.key(), "matrix")) {
                continue;
            }
            if (!(entry.value() instanceof Items items) || items.values().isEmpty()) {
                problems.add(
                        entry.value().at(),
                        "matrix: " + name + ": expected a list of values, got "
                                + (entry.value() instanceof Items
                                        ? "an empty list"
                                        : entry.value().kind()));
                continue;
            }
            List<Choice> choices = new ArrayList<>();
            for (Value value : items.values()) {
                choice("matrix: " + name, value, choices.size() + 1).ifPresent(choices::add);
            }
            axes.add(new Axis(name, choices));
        }
        return axes;
    }

    private boolean isName(Scalar key, String where) {
        if (!NAME.matcher(key.text()).matches()) {
            problems.add(
                    key.at(),
                    where + ": '" + Problems.shortened(key.text())
                            + "' cannot be the name of a variable; expected letters, digits, - and _");
            return false;
        }
        if (Variables.OF_A_FILE.contains(key.text()) || key.text().equals("index")) {
            problems.add(key.at(), where + ": {" + key.text() + "} has a meaning already; choose another name");
            return false;
        }
        return true;
    }

    private Optional<Choice> choice(String what, Value value, int number) {
        if (value instanceof Scalar scalar && !scalar.isNothing()) {
            return Optional.of(new Choice(scalar.text(), scalar.text(), Map.of()));
        }
        if (!(value instanceof Entries entries) || entries.entries().isEmpty()) {
            problems.add(value.at(), what + ": expected a text or keys with texts, got " + value.kind());
            return Optional.empty();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Entry entry : entries.entries()) {
            if (!FIELD.matcher(entry.key().text()).matches()) {
                problems.add(
                        entry.key().at(),
                        what + ": '" + Problems.shortened(entry.key().text())
                                + "' cannot be the name of a variable; expected letters, digits, - and _");
            } else if (entry.value() instanceof Scalar text && !text.isNothing()) {
                fields.put(entry.key().text(), text.text());
            } else {
                problems.add(
                        entry.value().at(),
                        what + "." + entry.key().text() + ": expected a text, got "
                                + entry.value().kind());
            }
        }
        String label = fields.get(LABEL);
        return Optional.of(new Choice(label == null ? Integer.toString(number) : label, label, fields));
    }
}
