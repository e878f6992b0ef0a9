package io.github.asyncffmpeg.it.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All verdicts of a run, and how they read. For one thread. */
final class Report {

    private final long seed;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> hostProblems = new ArrayList<>();
    private Duration took = Duration.ZERO;

    Report(long seed) {
        this.seed = seed;
    }

    void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    void ended(Duration time, List<String> problems) {
        took = time;
        hostProblems.addAll(problems);
    }

    List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    List<Verdict> failures() {
        return verdicts.stream().filter(Verdict::failed).toList();
    }

    boolean isClean() {
        return failures().isEmpty() && hostProblems.isEmpty();
    }

    /** One line for a case that failed, and what repeats it. */
    String failure(Verdict verdict) {
        return "FAILED " + verdict.cell().number() + " " + verdict.cell().text() + "\n  "
                + String.join("\n  ", verdict.problems()) + "\n  repeat: it/chaos --seed " + seed + " --only "
                + verdict.cell().number() + "\n  files:  " + verdict.folder() + "\n" + verdict.evidence();
    }

    /** The table by endings, and the sums. */
    String summary() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-34s %6s %6s %7s %6s %11s %7s %12s%n",
                "ending",
                "tried",
                "kept",
                "absent",
                "lost",
                "unpromised",
                "failed",
                "slowest, ms"));
        Map<Ending, List<Verdict>> byEnding = new TreeMap<>();
        verdicts.forEach(verdict -> byEnding.computeIfAbsent(verdict.cell().ending(), unused -> new ArrayList<>())
                .add(verdict));
        byEnding.forEach((ending, all) -> text.append(row(Cell.word(ending), all)));
        text.append(row("all", verdicts));
        hostProblems.forEach(problem ->
                text.append("IN A JVM OF MANY CASES ").append(problem).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "seed %d: %d tried, %d failed; %d kept, %d absent as allowed, %d lost, %d without a promise; %d s%n",
                seed,
                verdicts.size(),
                failures().size() + hostProblems.size(),
                count(verdicts, Verdict.Fate.KEPT),
                count(verdicts, Verdict.Fate.ABSENT_ALLOWED),
                count(verdicts, Verdict.Fate.LOST),
                count(verdicts, Verdict.Fate.UNPROMISED),
                took.toSeconds()));
        return text.toString();
    }

    private static String row(String name, List<Verdict> all) {
        return String.format(
                Locale.ROOT,
                "%-34s %6d %6d %7d %6d %11d %7d %12d%n",
                name,
                all.size(),
                count(all, Verdict.Fate.KEPT),
                count(all, Verdict.Fate.ABSENT_ALLOWED),
                count(all, Verdict.Fate.LOST),
                count(all, Verdict.Fate.UNPROMISED),
                all.stream().filter(Verdict::failed).count(),
                all.stream()
                        .map(Verdict::took)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toMillis());
    }

    private static long count(List<Verdict> all, Verdict.Fate fate) {
        return all.stream().filter(verdict -> verdict.fate() == fate).count();
    }
}
