package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entry;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2, of which JSON is a part, from the parser's events: so depth and aliases are bounded while it is read, and
 * every value knows its place.
 */
final class YamlText {

    private static final int DEEPEST = 32;

    /** Aliases written out. A file of 4 MiB without any has fewer. */
    private static final long HEAVIEST = 3_000_000;

    private final String file;
    private final Problems problems;
    private final Map<String, Value> anchors = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Value root;
    private Position last;

    /** A list or mapping that is not at its end. */
    private static final class Open {
        final Position at;
        final boolean mapping;
        final Optional<String> anchor;
        final List<Value> values = new ArrayList<>();
        final Map<String, Position> keys = new HashMap<>();

        /** In a mapping, what the next value belongs to. */
        final List<Entry> entries = new ArrayList<>();

        @Nullable
        Scalar key;

        long weight = 1;

        Open(Position at, boolean mapping, Optional<String> anchor) {
            this.at = at;
            this.mapping = mapping;
            this.anchor = anchor;
        }
    }

    /** Where reading ends at once: what follows cannot be understood. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private YamlText(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.last = new Position(file, 1, 1);
    }

    /** The one document of a text; empty when there is none, and then a problem says why. */
    static Optional<Value> read(String text, String file, Problems problems) {
        YamlText yaml = new YamlText(file, problems);
        try {
            yaml.all(text);
        } catch (Unreadable told) {
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
            problems.add(mark.map(yaml::position).orElse(yaml.last), "this is not YAML: " + e.getProblem() + context);
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(yaml.last, "this is not YAML: " + e.getMessage());
            return Optional.empty();
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException e) { // snakeyaml-engine 3.2, where an escape is cut off
            problems.add(yaml.last, "this is not YAML: a text in quotes is wrong or has no end");
            return Optional.empty();
        }
        return Optional.ofNullable(yaml.root);
    }

    private void all(String text) throws Unreadable {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setParseComments(false)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        int documents = 0;
        // Not by Parse: its package is not exported by the module org.snakeyaml.engine.
        ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
        while (parser.hasNext()) {
            Event event = parser.next();
            last = event.getStartMark().map(this::position).orElse(last);
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (++documents > 1) {
                        throw unreadable("a second document begins here; a job file is one");
                    }
                }
                case Alias -> add(aliased((AliasEvent) event));
                case Scalar -> scalar((ScalarEvent) event);
                case SequenceStart, MappingStart -> begin((CollectionStartEvent) event);
                case SequenceEnd, MappingEnd -> end();
                default -> {}
            }
        }
    }

    private void scalar(ScalarEvent event) throws Unreadable {
        noTag(event.getTag());
        Scalar scalar = new Scalar(event.getValue(), event.isPlain(), last);
        anchor(event).ifPresent(name -> anchors.put(name, scalar));
        add(scalar);
    }

    private Value aliased(AliasEvent event) throws Unreadable {
        String name = event.getAlias().getValue();
        Value value = anchors.get(name);
        if (value == null) {
            boolean inside = open.stream()
                    .anyMatch(each -> each.anchor.filter(name::equals).isPresent());
            throw unreadable(
                    inside ? "*" + name + " is inside itself" : "there is no &" + name + " before this *" + name);
        }
        return value;
    }

    private void begin(CollectionStartEvent event) throws Unreadable {
        noTag(event.getTag());
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        Open around = open.peek();
        if (around != null && around.mapping && around.key == null) {
            throw unreadable("a key must be a text, not " + (mapping ? "a mapping" : "a list"));
        }
        if (open.size() >= DEEPEST) {
            throw unreadable("more than " + DEEPEST + " lists and mappings are inside each other");
        }
        open.push(new Open(last, mapping, anchor(event)));
    }

    private void end() throws Unreadable {
        Open done = open.pop();
        Value value = done.mapping
                ? new Entries(List.copyOf(done.entries), done.at, done.weight)
                : new Items(List.copyOf(done.values), done.at, done.weight);
        done.anchor.ifPresent(name -> anchors.put(name, value));
        add(value);
    }

    private void add(Value value) throws Unreadable {
        Open around = open.peek();
        if (around == null) {
            root = value;
            return;
        }
        around.weight += value.weight();
        if (around.weight > HEAVIEST) {
            throw unreadable("the aliases in this file make more than " + HEAVIEST + " values");
        }
        if (!around.mapping) {
            around.values.add(value);
        } else if (around.key == null) {
            if (!(value instanceof Scalar key)) {
                throw unreadable("a key must be a text, not " + value.kind());
            }
            Position before = around.keys.putIfAbsent(key.text(), last);
            if (before != null) {
                problems.add(
                        last,
                        "'" + Problems.shortened(key.text()) + "' is here twice; the first is in line "
                                + before.line());
            }
            around.key = new Scalar(key.text(), key.plain(), last);
        } else {
            around.entries.add(new Entry(around.key, value));
            around.key = null;
        }
    }

    private void noTag(Optional<String> tag) throws Unreadable {
        if (tag.isPresent()) {
            throw unreadable("tags such as " + Problems.shortened(tag.get()) + " have no meaning here");
        }
    }

    private static Optional<String> anchor(NodeEvent event) {
        return event.getAnchor().map(anchor -> anchor.getValue());
    }

    private Unreadable unreadable(String sentence) {
        problems.add(last, sentence);
        return new Unreadable();
    }

    private Position position(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
