package io.github.asyncffmpeg.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who starts when there is not enough for all. */
class LineTest {

    private record Waiter(int number, Map<String, Integer> uses) implements Line.Waiter, Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return Integer.compare(number, other.number);
        }
    }

    private static Waiter waiter(int number, Map<String, Integer> uses) {
        return new Waiter(number, uses);
    }

    private static List<Integer> started(Line<Waiter> line) {
        List<Integer> numbers = new ArrayList<>();
        for (Waiter next = line.poll(); next != null; next = line.poll()) {
            numbers.add(next.number());
        }
        return numbers;
    }

    @Test
    void whoNeedsNothingPassesThoseWhoWait() {
        Line<Waiter> line = new Line<>(Map.of("gpu", 2));
        Waiter first = waiter(1, Map.of("gpu", 2));
        line.add(first);
        line.add(waiter(2, Map.of("gpu", 1)));
        line.add(waiter(3, Map.of()));
        line.add(waiter(4, Map.of("disk", 9))); // of which there is no limit
        assertThat(started(line)).containsExactly(1, 3, 4);
        assertThat(line.size()).isEqualTo(1);
        line.release(first);
        assertThat(started(line)).containsExactly(2);
    }

    /** Otherwise small ones that keep coming would hold up a large one for ever. */
    @Test
    void whoNeedsMuchIsNotOvertakenByWhoNeedsLittle() {
        Line<Waiter> line = new Line<>(Map.of("gpu", 2));
        Waiter small = waiter(1, Map.of("gpu", 1));
        Waiter large = waiter(2, Map.of("gpu", 2));
        line.add(small);
        line.add(large);
        line.add(waiter(3, Map.of("gpu", 1)));
        assertThat(started(line)).containsExactly(1);
        line.release(small);
        assertThat(started(line)).containsExactly(2);
        line.release(large);
        assertThat(started(line)).containsExactly(3);
    }

    @Test
    void whoIsMoreUrgentComesFirstThoughOthersWait() {
        Line<Waiter> line = new Line<>(Map.of("gpu", 1));
        Waiter runs = waiter(5, Map.of("gpu", 1));
        line.add(runs);
        assertThat(started(line)).containsExactly(5);
        line.add(waiter(6, Map.of("gpu", 1)));
        assertThat(started(line)).isEmpty();
        line.add(waiter(1, Map.of("gpu", 1)));
        line.release(runs);
        assertThat(started(line)).containsExactly(1);
        assertThat(line.all()).extracting(Waiter::number).containsExactly(6);
    }

    @Test
    void theOneBehindStartsWhenALargeOneGivesUp() {
        Line<Waiter> line = new Line<>(Map.of("gpu", 2));
        line.add(waiter(1, Map.of("gpu", 1)));
        Waiter large = waiter(2, Map.of("gpu", 2));
        line.add(large);
        line.add(waiter(3, Map.of("gpu", 1)));
        assertThat(started(line)).containsExactly(1);
        line.remove(large);
        line.remove(large);
        assertThat(started(line)).containsExactly(3);
        assertThat(line.size()).isZero();
    }

    /** Whatever comes and goes: never more in use than there is, and in the end all have started. */
    @Test
    void neverGivesMoreThanThereIsAndForgetsNobody() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Map<String, Integer> all = Map.of("a", 1 + random.nextInt(4), "b", 1 + random.nextInt(3));
            Line<Waiter> line = new Line<>(all);
            List<Waiter> running = new ArrayList<>();
            List<Waiter> waiting = new ArrayList<>();
            int come = 0;
            int over = 0;
            for (int step = 0; step < 200 || over < come; step++) {
                int what = random.nextInt(step < 200 ? 4 : 2);
                if (what >= 2) {
                    Map<String, Integer> uses = new HashMap<>();
                    all.forEach((name, most) -> {
                        if (random.nextBoolean()) {
                            uses.put(name, 1 + random.nextInt(most));
                        }
                    });
                    Waiter next = waiter(random.nextInt(1000) * 1000 + come++, uses);
                    waiting.add(next);
                    line.add(next);
                } else if (what == 1 && !waiting.isEmpty() && random.nextInt(5) == 0) {
                    line.remove(waiting.remove(random.nextInt(waiting.size())));
                    over++;
                } else if (!running.isEmpty()) {
                    line.release(running.remove(random.nextInt(running.size())));
                    over++;
                }
                for (Waiter next = line.poll(); next != null; next = line.poll()) {
                    waiting.remove(next);
                    running.add(next);
                }
                assertThat(line.size()).isEqualTo(waiting.size());
                waiting.sort(Comparator.naturalOrder());
                assertThat(line.all()).isEqualTo(waiting);
                for (Map.Entry<String, Integer> each : all.entrySet()) {
                    assertThat(running.stream()
                                    .mapToInt(one -> one.uses().getOrDefault(each.getKey(), 0))
                                    .sum())
                            .isLessThanOrEqualTo(each.getValue());
                }
                assertThat(waiting.isEmpty() || !running.isEmpty())
                        .as("somebody runs while somebody waits")
                        .isTrue();
            }
        }
    }
}
