package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.plan.Bounds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a document that is not one yet, because values are missing in it: YAML becomes JSON, and nothing else is checked. */
public final class TemplateReader {

    private static final int MOST_VALUES = 100_000;

    private TemplateReader() {}

    /** The text as JSON; empty when it cannot be read, and then a reader of documents says why. */
    public static Optional<String> json(String text, String name) {
        if (text.length() > Bounds.TEXT) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        Optional<Value> root = YamlText.read(text, name, problems);
        return root.filter(value -> problems.isEmpty() && value.weight() <= MOST_VALUES)
                .map(value -> JsonText.of(tree(value)));
    }

    private static @Nullable Object tree(Value value) {
        if (value instanceof Value.Entries entries) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries.entries().forEach(entry -> map.put(entry.key().text(), tree(entry.value())));
            return map;
        } else if (value instanceof Value.Items items) {
            List<@Nullable Object> list = new ArrayList<>();
            items.values().forEach(item -> list.add(tree(item)));
            return list;
        }
        Value.Scalar scalar = (Value.Scalar) value;
        if (scalar.isNothing()) {
            return null;
        }
        String text = scalar.text();
        if (scalar.plain() && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        boolean number = scalar.plain() && text.matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?");
        return number ? new BigDecimal(text) : text;
    }
}
