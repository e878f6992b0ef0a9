package io.github.asyncffmpeg.jobs.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T21:22:10Z");

    @TempDir
    Path folder;

    private final List<IOException> troubles = new ArrayList<>();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();

    private static JobProgress progress(String job, int millis) {
        return new JobProgress(
                BEGIN.plusMillis(millis),
                job,
                OptionalDouble.of(millis / 10_000.0),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private static JobFinished finished(String job, int millis) {
        return new JobFinished(
                BEGIN.plusMillis(millis),
                job,
                JobStatus.DONE,
                1,
                Duration.ofMillis(millis),
                OptionalInt.of(0),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<BatchEvent> read(Path file) throws IOException {
        try (Stream<BatchEvent> events = EventReader.of(file).events()) {
            return events.toList();
        }
    }

    private List<BatchEvent> written() {
        return EventReader.of(new ByteArrayInputStream(memory.toByteArray()))
                .events()
                .toList();
    }

    @Test
    void addsToWhatIsThere() throws IOException {
        Path file = folder.resolve("events.ndjson");
        List<BatchEvent> events = new RandomEvents(3)
                .stream(400).filter(event -> !(event instanceof JobProgress)).toList();
        for (int from = 0; from < events.size(); from += 50) {
            try (EventWriter writer = EventWriter.appendTo(file, troubles::add)) {
                events.subList(from, Math.min(events.size(), from + 50)).forEach(writer::on);
            }
        }

        assertThat(read(file)).isEqualTo(events);
        assertThat(troubles).isEmpty();
    }

    @Test
    void hasWrittenALineBeforeItReturns() throws IOException {
        Path file = folder.resolve("events.ndjson");
        try (EventWriter writer = EventWriter.appendTo(file, troubles::add)) {
            for (int i = 1; i < 20; i++) {
                writer.on(finished("job " + i, i));
                assertThat(read(file)).hasSize(i);
            }
        }
    }

    @Test
    void makesATornLineALineOfItsOwn() throws IOException {
        Path file = folder.resolve("events.ndjson");
        Files.writeString(file, EventJson.write(finished("a", 1)) + "\n{\"v\":1,\"t\":\"20");
        try (EventWriter writer = EventWriter.appendTo(file, troubles::add)) {
            writer.on(finished("b", 2));
        }

        try (EventReader reader = EventReader.of(file)) {
            assertThat(reader.events()).containsExactly(finished("a", 1), finished("b", 2));
            assertThat(reader.damaged()).isEqualTo(1);
        }
    }

    @Test
    void readsEveryWholeLineWhereverTheFileEnds() throws IOException {
        List<BatchEvent> events = new RandomEvents(5).stream(12).toList();
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(EventJson.write(event)).append('\n'));
        byte[] whole = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            long ends = 0;
            for (int i = 0; i < length; i++) {
                // The end of the line itself adds nothing to it.
                ends += whole[i] == '\n' || (i + 1 == length && length < whole.length && whole[length] == '\n') ? 1 : 0;
            }
            EventReader reader = EventReader.of(new ByteArrayInputStream(cut));
            assertThat(reader.events()).isEqualTo(events.subList(0, (int) ends));
            assertThat(reader.damaged()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void leavesOutAndCountsWhatIsNotAnEvent() throws IOException {
        Path file = folder.resolve("events.ndjson");
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            out.write("not json\n\n\r\n".getBytes(StandardCharsets.UTF_8));
            out.write(new byte[5000]);
            out.write('\n');
            out.write(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
            out.write((EventJson.write(finished("a", 1)) + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.write("{\"v\":1,\"type\":\"of-the-future\"}\n".getBytes(StandardCharsets.UTF_8));
            out.write("{\"v\":1,\"type\":\"message\",\"text\":\"hello\"}\n".getBytes(StandardCharsets.UTF_8));
        }

        try (EventReader reader = EventReader.of(file)) {
            assertThat(reader.events()).containsExactly(finished("a", 1));
            assertThat(reader.damaged()).isEqualTo(3);
            assertThat(reader.unknown()).isEqualTo(1);
        }
    }

    @Test
    void holdsNoMoreOfALineThanItsLimit() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 256L << 20;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int given = (int) Math.min(left, length);
                left -= given;
                return given == 0 ? -1 : given;
            }
        };
        try (EventReader reader = EventReader.of(endless)) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.damaged()).isEqualTo(1);
        }
    }

    @Test
    void writesAtMostFourReportsOfProgressASecondAndAlwaysTheLast() {
        EventWriter writer = EventWriter.to(memory, troubles::add);
        for (int millis = 0; millis <= 2_110; millis += 10) {
            writer.on(progress("a", millis));
            writer.on(progress("b", millis));
        }
        writer.on(finished("a", 2_111));
        assertThat(written().stream()
                        .filter(event -> event instanceof JobProgress progress
                                && progress.job().equals("a")))
                .extracting(BatchEvent::time)
                .containsExactlyElementsOf(Stream.of(0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000, 2110)
                        .map(BEGIN::plusMillis)
                        .toList());
        assertThat(written()).endsWith(progress("a", 2_110), finished("a", 2_111));
        assertThat(written()).doesNotContain(progress("b", 2_110));

        writer.close();
        assertThat(written()).endsWith(progress("b", 2_110));
    }

    @Test
    void goesOnWithProgressWhenTheClockIsSetBack() {
        try (EventWriter writer = EventWriter.to(memory, troubles::add)) {
            writer.on(progress("a", 10_000));
            writer.on(progress("a", 5_000));
            assertThat(written()).containsExactly(progress("a", 10_000), progress("a", 5_000));
        }
    }

    @Test
    void tellsOnceThatItCannotWriteAndGoesOnWhenItCan() {
        boolean[] full = {true};
        OutputStream disk = new FilterOutputStream(memory) {
            @Override
            public void write(byte[] bytes) throws IOException {
                if (full[0]) {
                    memory.write(bytes, 0, 3);
                    throw new IOException("No space left on device");
                }
                memory.write(bytes);
            }
        };
        try (EventWriter writer = EventWriter.to(disk, troubles::add)) {
            writer.on(new BatchStopping(BEGIN, "Ctrl+C", false));
            writer.on(new BatchStopping(BEGIN, "Ctrl+C", true));
            full[0] = false;
            writer.on(finished("a", 1));
            writer.on(finished("b", 2));
        }

        assertThat(troubles).singleElement().extracting(IOException::getMessage).isEqualTo("No space left on device");
        assertThat(written()).containsExactly(finished("a", 1), finished("b", 2));
    }

    @Test
    void writesEachLineInOneGo() {
        List<String> writes = new ArrayList<>();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int single) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        };
        try (EventWriter writer = EventWriter.to(out, troubles::add)) {
            new RandomEvents(11).stream(200).forEach(writer::on);
        }
        assertThat(writes).allMatch(line -> line.indexOf('\n') == line.length() - 1);
    }
}
