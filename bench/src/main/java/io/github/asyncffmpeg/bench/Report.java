package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Prints: a header that says what was measured on which machine, a table for each figure, and at the end one
 * {@code name=value} line for each number, for scripts. Not thread-safe.
 */
final class Report {

    /** Of fewer an interval says little. */
    private static final int ENOUGH_PAIRS = 10;

    private final PrintStream out;
    private final String benchmark;
    private final List<String> lines = new ArrayList<>();

    private Report(PrintStream out, String benchmark) {
        this.out = out;
        this.benchmark = benchmark;
    }

    static Report begin(Benchmark benchmark, Settings settings, PrintStream out) {
        Report report = new Report(out, benchmark.name());
        out.println("benchmark  " + benchmark.name() + ": " + benchmark.sentence());
        out.println("jvm        " + System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"));
        FFmpegBinary binary = settings.library().binary();
        out.println("ffmpeg     " + binary.version() + " (" + binary.origin() + ")");
        out.println("machine    " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores");
        report.load("before");
        return report;
    }

    void end() {
        out.println();
        load("after");
        out.println();
        lines.forEach(out::println);
    }

    private void load(String when) {
        double load = Machine.load();
        out.println("load       " + number(load) + " " + when);
        lines.add(benchmark + ".load_" + when + "=" + number(load));
    }

    /** A remark between the tables. */
    void say(String remark) {
        out.println();
        out.println(remark);
    }

    /** A line of a table of another kind, which the benchmark sets itself. */
    void row(String text) {
        out.println(text);
    }

    /** A number for scripts, of such a table. */
    void figure(String name, double value) {
        lines.add(benchmark + "." + name + "=" + number(value));
    }

    /**
     * A table for each figure of these samples.
     *
     * @param part what was measured; part of the names of the figures, and empty where there is only one part
     * @param samples the figures
     * @param baseline whom the others are compared with; {@code null} where a ratio says nothing
     */
    void tables(String part, Samples samples, @Nullable String baseline) {
        for (String figure : samples.figures()) {
            table(part, samples, figure, baseline);
        }
    }

    private void table(String part, Samples samples, String figure, @Nullable String baseline) {
        out.println();
        out.printf("%-36s %10s %10s %10s", (part + " " + figure).strip(), "median", "least", "most");
        out.println(baseline == null ? "" : "   medians / " + baseline + "   pairwise");
        for (String contender : samples.contenders()) {
            List<Double> values = samples.of(contender, figure);
            if (values.isEmpty()) {
                continue;
            }
            double median = Samples.median(values);
            String name = benchmark + "." + (part.isEmpty() ? "" : part + ".") + contender + "." + figure;
            lines.add(name + "=" + number(median));
            out.printf(
                    "  %-34s %10s %10s %10s",
                    contender,
                    number(median),
                    number(Samples.quantile(values, 0)),
                    number(Samples.quantile(values, 1)));
            if (baseline != null && !contender.equals(baseline)) {
                double ratio = median / Samples.median(samples.of(baseline, figure));
                double pairwise = samples.pairwise(contender, baseline, figure);
                if (!Double.isFinite(ratio) || !Double.isFinite(pairwise)) {
                    out.println(); // nothing to compare with
                    continue;
                }
                lines.add(name + ".to_" + baseline + "=" + number(ratio));
                lines.add(name + ".to_" + baseline + ".pairwise=" + number(pairwise));
                out.printf("   %" + (10 + baseline.length()) + "s %10s", number(ratio), number(pairwise));
                if (samples.of(contender, figure).size() >= ENOUGH_PAIRS) {
                    double[] interval = samples.pairwiseInterval(contender, baseline, figure);
                    lines.add(name + ".to_" + baseline + ".pairwise.from=" + number(interval[0]));
                    lines.add(name + ".to_" + baseline + ".pairwise.to=" + number(interval[1]));
                    out.printf("  (95 %%: %s to %s)", number(interval[0]), number(interval[1]));
                }
            }
            out.println();
        }
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 1000 ? "%.0f" : size >= 100 ? "%.1f" : "%.3f", value);
    }
}
