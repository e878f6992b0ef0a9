package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.DurationText;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.SizeText;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping, which are known, and their values as what they are meant to be. Whatever is not so becomes a
 * problem, and the value is missing then.
 */
final class Fields {

    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");

    /** As JSON has it, with few digits. */
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}(\\.\\d{1,40})?([eE][-+]?\\d{1,3})?");

    private final Entries entries;
    private final Problems problems;
    private final Map<String, Value> values = new LinkedHashMap<>();

    /**
     * Looks at the keys.
     *
     * @param what the mapping in words: {@code a job}
     */
    Fields(Entries entries, Problems problems, String what, List<String> known) {
        this.entries = entries;
        this.problems = problems;
        for (Entry entry : entries.entries()) {
            String key = entry.key().text();
            if (known.contains(key)) {
                boolean nothing = entry.value() instanceof Scalar scalar && scalar.isNothing();
                if (!nothing) {
                    values.put(key, entry.value());
                }
            } else if (key.equals("<<")) {
                problems.add(
                        entry.key().at(),
                        "'<<' is of YAML 1.1, and has no meaning here; use defaults: for what jobs share");
            } else {
                problems.unknown(entry.key().at(), what + " has no key", key, known);
            }
        }
    }

    Position at() {
        return entries.at();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    @Nullable
    Value value(String key) {
        return values.get(key);
    }

    /** Where the key is, or where the mapping begins. */
    Position at(String key) {
        return entries.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(entry -> entry.key().at())
                .findFirst()
                .orElse(at());
    }

    Optional<Scalar> text(String key) {
        Value value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Scalar scalar) {
            return Optional.of(scalar);
        }
        problems.add(value.at(), key + ": expected a text, got " + value.kind());
        return Optional.empty();
    }

    @Nullable
    Duration duration(String key) {
        return duration(key, false);
    }

    @Nullable
    Duration duration(String key, boolean maybeZero) {
        Scalar text = text(key).orElse(null);
        if (text == null) {
            return null;
        }
        Optional<Duration> duration =
                maybeZero ? DurationText.parseWithZero(text.text()) : DurationText.parse(text.text());
        if (duration.isEmpty()) {
            wrong(text, key, "a duration such as " + DurationText.FORMS);
        }
        return duration.orElse(null);
    }

    @Nullable
    Long size(String key, long least) {
        Scalar text = text(key).orElse(null);
        if (text == null) {
            return null;
        }
        long size = SizeText.parse(text.text()).orElse(-1);
        if (size >= least) {
            return size;
        }
        wrong(text, key, "a size of at least " + least + " bytes, such as " + SizeText.FORMS);
        return null;
    }

    @Nullable
    Integer whole(String key, int least, int most) {
        Scalar text = text(key).orElse(null);
        return text == null ? null : whole(text, key, least, most);
    }

    private @Nullable Integer whole(Scalar text, String key, int least, int most) {
        if (text.plain() && WHOLE.matcher(text.text()).matches()) {
            long number = Long.parseLong(text.text());
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        String range = most == Integer.MAX_VALUE
                ? (least == Integer.MIN_VALUE ? "" : " from " + least)
                : " from " + least + " to " + most;
        wrong(text, key, "a whole number" + range);
        return null;
    }

    /** A number with decimals. */
    @Nullable
    Double decimal(String key, double least, double most) {
        Scalar text = text(key).orElse(null);
        if (text == null) {
            return null;
        }
        if (text.plain() && DECIMAL.matcher(text.text()).matches()) {
            double number = Double.parseDouble(text.text());
            if (number >= least && number <= most) {
                return number;
            }
        }
        String range = most == Double.MAX_VALUE ? " of at least " + least : " from " + least + " to " + most;
        wrong(text, key, "a number" + range);
        return null;
    }

    @Nullable
    Boolean truth(String key) {
        Scalar text = text(key).orElse(null);
        if (text == null) {
            return null;
        }
        Optional<Boolean> truth = truth(text);
        if (truth.isEmpty()) {
            wrong(text, key, "true or false");
        }
        return truth.orElse(null);
    }

    /** YAML 1.2: {@code yes} and {@code no} are texts. */
    static Optional<Boolean> truth(Scalar text) {
        return switch (text.plain() ? text.text() : "") {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    void wrong(Scalar text, String key, String expected) {
        problems.add(text.at(), key + ": expected " + expected + ", got " + text.kind());
    }

    /** One value, or a list of them. */
    List<Value> oneOrMore(String key) {
        Value value = values.get(key);
        return value == null ? List.of() : value instanceof Items items ? items.values() : List.of(value);
    }

    /** One text, or a list of them. */
    List<Scalar> texts(String key) {
        List<Scalar> texts = new ArrayList<>();
        for (Value value : oneOrMore(key)) {
            if (value instanceof Scalar scalar && !scalar.isNothing()) {
                texts.add(scalar);
            } else {
                problems.add(value.at(), key + ": expected a text or a list of texts, got " + value.kind());
            }
        }
        return texts;
    }

    /**
     * A mapping whose keys are known.
     *
     * @param what the mapping in words
     */
    @Nullable
    Fields below(String key, String what, List<String> known) {
        Value value = values.get(key);
        if (value instanceof Entries some) {
            return new Fields(some, problems, what, known);
        }
        if (value != null) {
            problems.add(value.at(), key + ": expected keys with values, got " + value.kind());
        }
        return null;
    }

    /** A mapping whose keys are free. */
    List<Entry> entries(String key) {
        Value value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Entries some) {
            return some.entries();
        }
        problems.add(value.at(), key + ": expected keys with values, got " + value.kind());
        return List.of();
    }

    /** A mapping from free names to numbers from 1. */
    Map<String, Integer> amounts(String key) {
        Map<String, Integer> amounts = new LinkedHashMap<>();
        for (Entry entry : entries(key)) {
            String name = key + ": " + entry.key().text();
            if (!(entry.value() instanceof Scalar text)) {
                problems.add(
                        entry.value().at(),
                        name + ": expected a whole number from 1, got "
                                + entry.value().kind());
                continue;
            }
            Integer amount = whole(text, name, 1, Integer.MAX_VALUE);
            if (amount != null) {
                amounts.put(entry.key().text(), amount);
            }
        }
        return amounts;
    }

    /** A text with variables. */
    static Optional<Templated> template(Scalar text, Problems problems) {
        try {
            return Optional.of(new Templated(NameTemplate.parse(text.text()), text.at()));
        } catch (TemplateException e) {
            problems.add(text.at(), e.sentence(), e.near());
            return Optional.empty();
        }
    }
}
