package io.github.asyncffmpeg.jobs.internal.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the variables of a template stand for. Values are data: braces, percent signs and dashes in them have no meaning.
 * Each method that takes a value returns new variables.
 */
public final class Variables {

    /** Those that an input file has. */
    public static final Set<String> OF_A_FILE = Set.of("input", "dir", "name", "stem", "ext");

    /** No variables. */
    public static final Variables NONE = new Variables(Map.of(), Set.of(), Set.of());

    private final Map<String, Value> values;

    /** What comes before the dot in names of values that are not known yet. */
    private final Set<String> sources;

    /** Those values of them that somebody wanted; added to while templates are filled. */
    private final Set<String> wanted;

    /**
     * What one variable stands for.
     *
     * @param text the value
     * @param fromFile whether it is a part of a file's name, which nobody wrote for FFmpeg to understand
     */
    record Value(String text, boolean fromFile) {}

    private Variables(Map<String, Value> values, Set<String> sources, Set<String> wanted) {
        this.values = values;
        this.sources = sources;
        this.wanted = wanted;
    }

    /** With values that are found while the plan runs: {@code source.value} stands for a mark. For one thread. */
    public Variables flowing(Set<String> from) {
        return from.isEmpty() ? this : new Variables(values, Set.copyOf(from), new TreeSet<>());
    }

    /** The names of those values that templates have asked for. */
    public Set<String> wanted() {
        return wanted;
    }

    /** Whether a value could be taken for the mark of one that is not known yet. */
    public boolean hasMarks() {
        return values.values().stream().anyMatch(value -> Flow.hasMarks(value.text()));
    }

    /** With one more, which the author of the batch wrote: FFmpeg may understand what is in it. */
    public Variables with(String name, String text) {
        return with(name, new Value(text, false));
    }

    /** With one more, which is a part of a file's name. */
    public Variables withFilePart(String name, String text) {
        return with(name, new Value(text, true));
    }

    private Variables with(String name, Value value) {
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Variables(all, sources, wanted);
    }

    /**
     * With an input file: {@code input} is its path as given, {@code dir} its folder ({@code .} where none is given),
     * {@code name} its name, {@code stem} the name without its extension, {@code ext} the extension without its dot.
     *
     * @param path as given, with the separators of this system
     */
    public Variables withFile(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf(java.io.File.separatorChar));
        String name = path.substring(slash + 1);
        int dot = name.lastIndexOf('.');
        boolean extended = dot > 0;
        String dir = slash < 0 ? "." : slash == 0 ? path.substring(0, 1) : path.substring(0, slash);
        Map<String, Value> all = new LinkedHashMap<>(values);
        all.put("input", new Value(path, true));
        all.put("dir", new Value(dir, true));
        all.put("name", new Value(name, true));
        all.put("stem", new Value(extended ? name.substring(0, dot) : name, true));
        all.put("ext", new Value(extended ? name.substring(dot + 1) : "", true));
        return new Variables(all, sources, wanted);
    }

    /** The names. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The value of one, if it is there. */
    public Optional<String> text(String name) {
        return find(name).map(Value::text);
    }

    Optional<Value> find(String name) {
        Value known = values.get(name);
        if (known == null && sources.contains(Flow.source(name))) {
            wanted.add(name);
            return Optional.of(new Value(Flow.mark(name), false));
        }
        return Optional.ofNullable(known);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
