package io.github.asyncffmpeg.jobs.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large an events file gets. */
class EventSizesTest {

    @TempDir
    Path folder;

    @Test
    void isSmallForAJobApartFromItsProgress() throws IOException {
        Path file = folder.resolve("events.ndjson");
        List<BatchEvent> events = ScriptedBatch.events(200, 4);
        long reports = 0;
        try (EventWriter writer = EventWriter.appendTo(file, e -> {
            throw new AssertionError(e);
        })) {
            events.forEach(writer::on);
        }
        long progressBytes = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.contains("\"job-progress\"")) {
                    reports++;
                    progressBytes += line.length() + 1;
                }
            }
        }
        long rest = Files.size(file) - progressBytes;
        assertThat(rest / 200).isLessThan(2_500);
        assertThat(progressBytes / reports).isLessThan(260);
    }
}
