package io.github.asyncffmpeg.jobs.internal.wire;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of the core as trees: a record is a map with the names of its components, in which what is empty is absent;
 * one of several kinds has its kind as {@code type}.
 */
public final class WireWriter {

    private final Roots roots;
    private final UnaryOperator<String> shown;

    /** For files that are named against roots, and texts that hold no secrets. */
    public WireWriter(Roots roots) {
        this(roots, UnaryOperator.identity());
    }

    /**
     * Hides secrets.
     *
     * @param shown makes each text what may be seen of it; not of bytes, nor of the names of files
     */
    WireWriter(Roots roots, UnaryOperator<String> shown) {
        this.roots = roots;
        this.shown = shown;
    }

    /** A value that is there; {@code null} for none. */
    @Nullable
    Object tree(@Nullable Object value) {
        if (value instanceof Optional<?> maybe) {
            return maybe.map(this::tree).orElse(null);
        } else if (value instanceof OptionalInt number) {
            return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
        } else if (value instanceof OptionalLong number) {
            return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
        } else if (value instanceof OptionalDouble number) {
            return number.isPresent() ? tree(number.getAsDouble()) : null;
        } else if (value instanceof Double number) {
            return Double.isFinite(number) ? number : number.toString();
        } else if (value instanceof Enum<?> word) {
            return Words.of(word.name());
        } else if (value instanceof Duration duration) {
            return duration.toString();
        } else if (value instanceof Path path) {
            return path(path);
        } else if (value instanceof byte[] bytes) {
            return bytes.length == 0 ? null : Base64.getEncoder().encodeToString(bytes);
        } else if (value instanceof FFmpegException error) {
            return ErrorWire.tree(error, this);
        } else if (value instanceof Record record) {
            return record(record);
        }
        return several(value);
    }

    private @Nullable Object several(@Nullable Object value) {
        if (value instanceof Collection<?> all) {
            List<@Nullable Object> trees = new ArrayList<>();
            for (Object each :
                    value instanceof Set<?> set ? set.stream().sorted().toList() : all) {
                trees.add(tree(each));
            }
            return trees;
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> trees = new LinkedHashMap<>();
            map.forEach((key, each) -> trees.put(String.valueOf(key), tree(each)));
            return trees;
        }
        return value instanceof String text ? shown.apply(text) : value; // or a number, a truth, nothing
    }

    private Object path(Path path) {
        Roots.Rooted rooted = roots.find(path).orElse(null);
        if (rooted == null) {
            return path.toString();
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("root", rooted.root());
        named.put("file", rooted.file());
        return named;
    }

    /** The map of a record. */
    public Map<String, @Nullable Object> record(Record record) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (Kinds.isOneOfSeveral(record.getClass())) {
            map.put("type", Words.of(Kinds.name(record.getClass())));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            Object tree = component.getName().equals("command")
                    ? command((List<?>) Objects.requireNonNull(value))
                    : tree(value);
            if (tree != null) {
                map.put(Words.of(component.getName()), tree);
            }
        }
        return map;
    }

    /** A secret is known from the option before it, and may be short. */
    List<String> command(List<?> arguments) {
        List<String> texts = arguments.stream().map(String::valueOf).toList();
        return Redactor.of(texts).arguments(texts).stream().map(shown).toList();
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e); // they are public, and return a field
        }
    }
}
