package io.github.asyncffmpeg.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Culprit;
import io.github.asyncffmpeg.error.Failure.Part;
import io.github.asyncffmpeg.error.FailureKind;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of files that are made of the words FFmpeg fails with, whichever. {@code -Dfuzz.seed=7} tries others. */
class ForgedWordsTest {

    private static final List<FailureRule> RULES = Stream.concat(
                    FailureRules.PARTICULAR.stream(), FailureRules.GENERAL.stream())
            .toList();

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final WordsOfRules words = new WordsOfRules(random);

    @Test
    void everyRuleHasWords() {
        assertThat(RULES).hasSizeGreaterThan(80).allSatisfy(rule -> {
            for (int i = 0; i < 20; i++) {
                assertThat(words.matching(rule.words())).as("seed %d", seed).matches(rule.words());
            }
        });
    }

    @Test
    void noNameOfAnInputIsTakenForAReason() {
        for (int round = 0; round < 1_000; round++) {
            String name = name();
            assertIsTheInput(name, 1, List.of(name + ": Invalid data found when processing input"));
            assertIsTheInput(
                    name,
                    183,
                    List.of(
                            "[in#0 @ 0x55d0c8a0] Error opening input: Invalid data found when processing input",
                            "Error opening input file " + name + ".",
                            "Error opening input files: Invalid data found when processing input"));
        }
    }

    private void assertIsTheInput(String name, int exitCode, List<String> lines) {
        Failure failure = FailureReading.of(lines, exitCode, List.of(name), List.of("out.mkv"));
        assertThat(failure.kind()).as("seed %d: %s", seed, lines).isEqualTo(FailureKind.INVALID_DATA);
        assertThat(failure.culprit()).as("seed %d: %s", seed, lines).contains(new Culprit(Part.INPUT, name));
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            name.append(words.matching(RULES.get(random.nextInt(RULES.size())).words()));
            name.append(List.of("", " ", ": ", "/", "'").get(random.nextInt(5)));
        }
        return name.append(List.of("", ".mkv").get(random.nextInt(2)))
                .toString()
                .strip();
    }
}
