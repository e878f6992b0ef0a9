package io.github.asyncffmpeg.bench;

import java.util.List;

/** The program behind {@code bench/run}. Exit codes: 0 measured or listed, 1 a contender failed, 2 nothing was done. */
public final class Main {

    private static final List<Benchmark> ALL = List.of(
            new OverheadBenchmark(),
            new GraphBenchmark(),
            new ThreadsBenchmark(),
            new QueueBenchmark(),
            new PlansBenchmark(),
            new FloodBenchmark(),
            new EventsBenchmark(),
            new ProbeBenchmark(),
            new FramesBenchmark(),
            new EndingsBenchmark(),
            new CliBenchmark());

    private Main() {}

    /**
     * Runs one benchmark.
     *
     * @param arguments its name and options; none to list the names
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            for (Benchmark each : ALL) {
                System.out.printf("%-10s %s%n", each.name(), each.sentence());
            }
            System.out.println(Settings.HELP);
            return 0;
        }
        Benchmark chosen = ALL.stream()
                .filter(each -> each.name().equals(arguments.get(0)))
                .findFirst()
                .orElse(null);
        if (chosen == null) {
            System.err.println("bench/run: no benchmark \"" + arguments.get(0) + "\"; without a name they are listed");
            return 2;
        }
        Settings settings;
        try {
            settings = Settings.of(arguments.subList(1, arguments.size()));
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run: " + e.getMessage());
            return 2;
        }
        try {
            Report report = Report.begin(chosen, settings, System.out);
            chosen.run(settings, report);
            report.end();
            return 0;
        } catch (Exception e) {
            e.printStackTrace();
            return 1;
        }
    }
}
