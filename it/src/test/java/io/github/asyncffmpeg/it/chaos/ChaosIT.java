package io.github.asyncffmpeg.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The short form of the chaos harness: every ending once, in about a minute. {@code -Dit.chaos=500} tries more,
 * {@code -Dit.chaos.seed=7} others; {@code it/chaos} has the rest.
 */
class ChaosIT {

    private static final int JOBS = 6;
    private static final long SEED = 20_261_122;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @BeforeAll
    static void needsWhatEndingsNeed() {
        Conditions.requirePty();
        Conditions.requirePidNamespace();
    }

    private ChaosRun run(ChaosOptions options) throws Exception {
        return new ChaosRun(options, Files.createDirectory(leaks.tempDirectory().resolve("c")), leaks.marker());
    }

    @Test
    @Tag("long")
    void losesNoFileAndLeavesNothingBehindHoweverARunIsEnded() throws Exception {
        int cases = Integer.getInteger("it.chaos", Plan.ROUND);
        long seed = Long.getLong("it.chaos.seed", SEED);
        ChaosRun run = run(ChaosOptions.of(cases, seed, JOBS));
        System.out.println("chaos: seed " + seed + ", " + cases + " cases; " + run.surroundings());
        Report report = run.run(verdict -> {});
        System.out.print(report.summary());
        report.failures().forEach(verdict -> System.out.println(report.failure(verdict)));
        assertThat(report.isClean()).as("the cases above, with seed " + seed).isTrue();
        assertThat(report.verdicts()).hasSize(cases);
    }

    @Test
    void triesEveryEndingAndEveryOutputInOneRound() {
        Set<Product> all = new HashSet<>();
        for (long seed = 1; seed <= 20; seed++) {
            Plan plan = new Plan(seed, true, true);
            Set<Ending> endings = new HashSet<>();
            Set<Product> products = new HashSet<>();
            for (int number = 0; number < Plan.ROUND; number++) {
                endings.add(plan.at(number).ending());
                products.add(plan.at(number).product());
            }
            assertThat(endings).hasSize(Plan.ROUND);
            all.addAll(products);
            products.add(Product.DASH); // goes with full disks only, which a round has one of
            assertThat(products).contains(Product.values());
        }
        assertThat(all).contains(Product.DASH);
    }

    @Test
    void saysTheSameOfACaseInEveryRun() {
        assertThat(new Plan(5, true, true).at(77)).isEqualTo(new Plan(5, true, true).at(77));
        assertThat(new Plan(5, true, true).at(77).text())
                .isNotEqualTo(new Plan(6, true, true).at(77).text());
    }

    @Test
    @Tag("thorough")
    void findsFaultWithALibraryThatKillsInsteadOfAsking() throws Exception {
        Plan plan =
                new Plan(SEED, Jdks.find().newer().isPresent(), FFmpegs.system().isPresent());
        Set<Integer> numbers = new HashSet<>();
        for (Ending ending : List.of(Ending.QUIT, Ending.CANCEL, Ending.STOP, Ending.EXIT, Ending.SIGTERM)) {
            numbers.add(IntStream.iterate(0, number -> number + 1)
                    .filter(number -> isLostWithoutLadder(plan.at(number), ending))
                    .findFirst()
                    .orElseThrow());
        }
        ChaosOptions options =
                ChaosOptions.of(numbers.size(), SEED, JOBS).numbers(numbers).bareKill(true);
        Report report = run(options).run(verdict -> {});
        assertThat(report.verdicts()).hasSize(numbers.size()).allSatisfy(verdict -> {
            assertThat(verdict.fate()).as(verdict.cell().text()).isEqualTo(Verdict.Fate.LOST);
            assertThat(verdict.problems()).anyMatch(problem -> problem.startsWith("lost: "));
            // Who is gone may have told nothing, true or not.
            if (verdict.cell().ending().where() == Ending.Where.SHARED) {
                assertThat(verdict.problems()).anyMatch(problem -> problem.startsWith("untrue: "));
            }
        });
    }

    private static boolean isLostWithoutLadder(Cell cell, Ending ending) {
        return cell.ending() == ending
                && cell.moment() == Moment.MIDDLE
                && cell.product() == Product.MP4
                && cell.policy() != Policy.DELETE
                && (cell.source() == Source.LAVFI || cell.source() == Source.FILE);
    }
}
