package io.github.asyncffmpeg.it.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The command {@code it/chaos}. Exit code 0: no case failed; 1: some did; 2: it was not understood. */
final class Chaos {

    private Chaos() {}

    public static void main(String[] arguments) throws Exception {
        ChaosOptions options;
        try {
            options = ChaosOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("it/chaos: " + e.getMessage() + "\n\n" + ChaosOptions.USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("chaos");
        ChaosRun run = new ChaosRun(options, folder, "chaos-" + UUID.randomUUID());
        System.out.println("seed " + options.seed() + ", " + options.jobs() + " at a time; " + run.surroundings());
        int[] seen = new int[1];
        Report names = new Report(options.seed());
        Report report = run.run(verdict -> {
            if (verdict.failed()) {
                System.out.println(names.failure(verdict));
            }
            if (++seen[0] % 100 == 0) {
                System.out.println(seen[0] + " cases");
            }
        });
        System.out.print(report.summary());
        if (report.isClean()) {
            Evidence.delete(folder);
        }
        System.exit(report.isClean() ? 0 : 1);
    }
}
