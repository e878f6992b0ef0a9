package io.github.asyncffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of errors. */
class ErrorLogTest {

    @Test
    void ofManyErrorsTheFirstAndTheLastAreKept() {
        ErrorLog log = new ErrorLog();
        for (int i = 0; i < 100_000; i++) {
            byte[] line = ("error number " + i + "\n").getBytes(StandardCharsets.UTF_8);
            log.accept(line, 0, 7);
            log.accept(line, 7, line.length - 7);
        }
        List<String> lines = log.lines();
        assertThat(lines).startsWith("error number 0", "error number 1").endsWith("error number 99999");
        assertThat(lines).anyMatch(line -> line.endsWith("bytes left out …"));
        assertThat(String.join("\n", lines)).hasSizeLessThan(70_000);
    }

    @Test
    void fewErrorsAreKeptWhole() {
        ErrorLog log = new ErrorLog();
        String text = "one\r\ntwo\n" + "x".repeat(5000);
        log.accept(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
        assertThat(log.lines()).containsExactly("one", "two", "x".repeat(1000) + "…");
        assertThat(new ErrorLog().lines()).isEmpty();
    }
}
