package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AlarmsTest {

    private static long timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().equals("asyncffmpeg-timer"))
                .count();
    }

    @Test
    void goOffInTheOrderOfTheirTimes() throws Exception {
        BlockingQueue<Integer> rung = new LinkedBlockingQueue<>();
        Alarms.set(Duration.ofMillis(600), () -> rung.add(3), () -> {});
        Alarms.set(Duration.ofMillis(300), () -> rung.add(2), () -> {});
        Alarms.set(Duration.ZERO, () -> rung.add(1), () -> {});
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            order.add(rung.poll(20, TimeUnit.SECONDS));
        }
        assertThat(order).containsExactly(1, 2, 3);
        await().until(() -> timers() == 0);
    }

    @Test
    void takeOneThreadAndNoneWhenAllAreTakenBack() {
        List<Runnable> backs = IntStream.range(0, 1_000)
                .mapToObj(i -> Alarms.set(Duration.ofHours(1), () -> {}, () -> {}))
                .toList();
        assertThat(timers()).isEqualTo(1);
        backs.forEach(Runnable::run);
        await().until(() -> timers() == 0);
    }

    @Test
    void thatAreTakenBackDoNotGoOff() throws Exception {
        BlockingQueue<Integer> rung = new LinkedBlockingQueue<>();
        Alarms.set(Duration.ofMillis(50), () -> rung.add(1), () -> {}).run();
        Alarms.set(Duration.ofMillis(100), () -> rung.add(2), () -> {});
        assertThat(rung.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(rung).isEmpty();
    }

    @Test
    void thatAreAThousandYearsAwayAreSet() {
        Alarms.set(Duration.ofDays(400_000), () -> {}, () -> {}).run();
        await().until(() -> timers() == 0);
    }
}
