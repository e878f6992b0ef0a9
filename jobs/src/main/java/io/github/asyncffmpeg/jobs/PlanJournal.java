package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.record.Journal;
import io.github.asyncffmpeg.jobs.internal.wire.JsonTree;
import io.github.asyncffmpeg.jobs.internal.wire.NotWire;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a plan: lines in the form of all events of ours ({@code {"v":1,"t":…,"type":…}}). Facts are lines; so is each
 * order, before it is carried out. For one thread at a time.
 */
final class PlanJournal implements AutoCloseable {

    /** What a journal tells of earlier runs. */
    sealed interface Entry {}

    /**
     * Something has happened.
     *
     * @param fact what {@link PlanState} took
     * @param outputs of a job: the files that it left under their own names
     */
    record Happened(Fact fact, Map<Path, FileState> outputs) implements Entry {}

    /**
     * Something was begun.
     *
     * @param step its step
     * @param work a digest of what it was to do
     * @param before the outputs that were there already
     * @param inputs the inputs that were there
     */
    record Ordered(String step, String work, Map<Path, FileState> before, Map<Path, FileState> inputs)
            implements Entry {}

    private static final String BEGUN = "plan-begun";

    private final Journal journal;

    private PlanJournal(Journal journal) {
        this.journal = journal;
    }

    /**
     * Takes hold of a journal.
     *
     * @throws IllegalStateException when another run holds it, or it cannot be written
     */
    static PlanJournal hold(Path file) {
        try {
            return new PlanJournal(Journal.hold(file));
        } catch (IOException e) {
            throw new IllegalStateException("the journal of the plan: " + e.getMessage(), e);
        }
    }

    /** What was written since the plan was begun the last time; lines that are torn or not known are left out. */
    List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        try {
            journal.readLines(line -> read(line, entry -> {
                if (entry instanceof Happened happened && happened.fact() instanceof Fact.Begun) {
                    entries.clear();
                }
                entries.add(entry);
            }));
        } catch (IOException e) {
            throw new IllegalStateException("the journal of the plan: " + e.getMessage(), e);
        }
        return entries;
    }

    /** Begins to write behind what is there. */
    void begin(int steps, Consumer<IOException> trouble) {
        try {
            journal.begin(true, trouble);
        } catch (IOException e) {
            throw new IllegalStateException("the journal of the plan: " + e.getMessage(), e);
        }
        Map<String, @Nullable Object> line = line("plan");
        line.put("steps", steps); // and not what they are: secrets may be in it, and nobody reads it
        write(line);
    }

    void ordered(Ordered order) {
        Map<String, @Nullable Object> line = line("step-started");
        line.put("step", order.step());
        line.put("work", order.work());
        line.put("before", tree(order.before()));
        line.put("inputs", tree(order.inputs()));
        write(line);
    }

    void happened(Happened happened) {
        Fact fact = happened.fact();
        Map<String, @Nullable Object> line = line(type(fact));
        if (fact instanceof Fact.Ended ended) {
            line.put("step", ended.step());
            line.put("status", ended.status().word());
            line.put("values", ended.values());
            line.put("because", ended.because());
            line.put("outputs", tree(happened.outputs()));
        } else if (fact instanceof Fact.Decided decided) {
            line.put("step", decided.step());
            line.put("decision", StepJson.tree(decided.decision()));
        } else if (fact instanceof Fact.StepStopped stopped) {
            line.put("step", stopped.step());
        } else if (fact instanceof Fact.Resumed resumed) {
            line.put("failed-too", resumed.failedToo());
            line.put("stale", List.copyOf(resumed.stale()));
        }
        write(line);
    }

    /** How a step has ended without an order: it was skipped, cancelled, or all that it had become has ended. */
    void told(Order.Tell tell) {
        Map<String, @Nullable Object> line = line("step-settled");
        line.put("step", tell.step());
        line.put("status", tell.status().word());
        line.put("because", tell.because());
        write(line);
    }

    private static String type(Fact fact) {
        if (fact instanceof Fact.Begun) {
            return BEGUN;
        } else if (fact instanceof Fact.Ended) {
            return "step-ended";
        } else if (fact instanceof Fact.Decided) {
            return "step-decided";
        } else if (fact instanceof Fact.Stopped) {
            return "plan-stopped";
        }
        return fact instanceof Fact.StepStopped ? "step-stopped" : "plan-resumed";
    }

    private static Map<String, @Nullable Object> line(String type) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("v", 1);
        line.put("t", Instant.now().toString());
        line.put("type", type);
        return line;
    }

    private void write(Map<String, @Nullable Object> line) {
        journal.write(JsonText.of(line));
    }

    private static List<Object> tree(Map<Path, FileState> files) {
        List<Object> tree = new ArrayList<>();
        new TreeMap<>(files).forEach((file, state) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("file", file.toString());
            each.put("bytes", Long.toString(state.bytes()));
            each.put("modified", state.modified().toString());
            tree.add(each);
        });
        return tree;
    }

    private static void read(String line, Consumer<Entry> entries) {
        try {
            Fields fields = new Fields(JsonTree.read(line), "line");
            if (fields.integer("v") != 1) {
                return;
            }
            switch (fields.text("type")) {
                case BEGUN -> entries.accept(new Happened(new Fact.Begun(), Map.of()));
                case "plan-stopped" -> entries.accept(new Happened(new Fact.Stopped(), Map.of()));
                case "plan-resumed" ->
                    entries.accept(new Happened(
                            new Fact.Resumed(
                                    Boolean.TRUE.equals(fields.any("failed-too")),
                                    new TreeSet<>(fields.texts("stale"))),
                            Map.of()));
                case "step-stopped" ->
                    entries.accept(new Happened(new Fact.StepStopped(fields.text("step")), Map.of()));
                case "step-started" ->
                    entries.accept(new Ordered(
                            fields.text("step"),
                            fields.text("work"),
                            files(fields, "before"),
                            files(fields, "inputs")));
                case "step-ended" ->
                    entries.accept(new Happened(
                            new Fact.Ended(
                                    fields.text("step"),
                                    StepStatus.valueOf(fields.text("status").toUpperCase(Locale.ROOT)),
                                    fields.textMap("values"),
                                    fields.text("because")),
                            files(fields, "outputs")));
                case "step-decided" ->
                    entries.accept(new Happened(
                            new Fact.Decided(fields.text("step"), StepJson.decision(fields.any("decision"))),
                            Map.of()));
                default -> {
                    // for readers of events
                }
            }
        } catch (NotWire | IllegalArgumentException | DateTimeException torn) {
            // What it told is not known, and done again.
        }
    }

    private static Map<Path, FileState> files(Fields fields, String name) throws NotWire {
        Map<Path, FileState> files = new TreeMap<>();
        for (Object each : fields.list(name)) {
            Fields file = new Fields(each, name);
            try {
                files.put(
                        Path.of(file.text("file")),
                        new FileState(Long.parseLong(file.text("bytes")), Instant.parse(file.text("modified"))));
            } catch (InvalidPathException e) {
                throw new NotWire(name + ": no file");
            }
        }
        return files;
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new IllegalStateException("the journal of the plan: " + e.getMessage(), e);
        }
    }
}
