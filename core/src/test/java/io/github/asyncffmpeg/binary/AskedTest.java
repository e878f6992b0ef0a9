package io.github.asyncffmpeg.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AskedTest {

    private static final Duration KEPT = Duration.ofMillis(300);

    private final List<CompletableFuture<String>> questions = new ArrayList<>();

    private final Asked<String> asked = new Asked<>(
            "a test",
            () -> {
                CompletableFuture<String> question = new CompletableFuture<>();
                questions.add(question);
                return question;
            },
            String::isEmpty,
            KEPT);

    /** A program that hangs is killed after longer than that: each question would wait for it again. */
    @Test
    void aFailureThatTookLongIsKeptAsLongAsAnother() {
        asked.ask();
        long begun = System.nanoTime();
        await().until(() -> System.nanoTime() - begun > KEPT.toNanos());
        questions.get(0).complete("");
        asked.ask();
        assertThat(questions).hasSize(1);
        await().until(() -> {
            asked.ask();
            return questions.size() == 2;
        });
    }

    @Test
    void anAnswerIsKeptForEver() {
        asked.ask();
        questions.get(0).complete("yes");
        long begun = System.nanoTime();
        await().until(() -> System.nanoTime() - begun > KEPT.toNanos());
        assertThat(asked.get()).isEqualTo("yes");
        assertThat(questions).hasSize(1);
    }
}
