package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the events that a file holds, one after the other, with one line in memory. Lines that are torn, or that something
 * else wrote, are left out and counted. For one thread at a time.
 */
public final class EventReader implements AutoCloseable {

    /** No line of ours is longer: FFmpeg's arguments are at most 2 MiB, each byte at most six characters of JSON. */
    private static final int LONGEST_LINE = 32 << 20;

    /** What {@code --progress json} says besides events. In a text the quotation marks would be escaped. */
    private static final String MESSAGE = "\"type\":\"message\"";

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int end;

    private long unknown;
    private long damaged;

    private EventReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be opened
     */
    public static EventReader of(Path file) throws IOException {
        return new EventReader(Files.newInputStream(file));
    }

    /** Reads a stream, which {@link #close} closes. */
    public static EventReader of(InputStream stream) {
        return new EventReader(stream);
    }

    /**
     * The next event.
     *
     * @return empty at the end of the file
     * @throws IOException if the file cannot be read
     */
    public Optional<BatchEvent> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        while (readLine(line)) {
            Optional<BatchEvent> event = event(line);
            if (event.isPresent()) {
                return event;
            }
            line.reset();
        }
        return Optional.empty();
    }

    /**
     * All events from here on, read as they are taken. An error of reading is an {@code UncheckedIOException}; to close the
     * stream closes the file.
     */
    public Stream<BatchEvent> events() {
        Spliterator<BatchEvent> one =
                new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super BatchEvent> action) {
                        try {
                            Optional<BatchEvent> event = next();
                            event.ifPresent(action);
                            return event.isPresent();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };
        return StreamSupport.stream(one, false).onClose(() -> {
            try {
                close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** How many lines so far were of a type or version that is not known here. */
    public long unknown() {
        return unknown;
    }

    /** How many lines so far were not events at all; 1 is usual after the program was killed. */
    public long damaged() {
        return damaged;
    }

    private Optional<BatchEvent> event(ByteArrayOutputStream line) {
        if (line.size() >= LONGEST_LINE) {
            damaged++;
            return Optional.empty();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            Optional<BatchEvent> event = EventJson.read(text);
            if (event.isEmpty() && !text.contains(MESSAGE)) {
                unknown++;
            }
            return event;
        } catch (NotAnEvent torn) {
            damaged++;
            return Optional.empty();
        }
    }

    /** Reads up to the end of a line, and no more of it than there is room for; false at the end of the file. */
    private boolean readLine(ByteArrayOutputStream line) throws IOException {
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(chunk));
                if (end == 0) {
                    return line.size() > 0;
                }
            }
            int from = at;
            while (at < end && chunk[at] != '\n') {
                at++;
            }
            line.write(chunk, from, Math.min(at - from, LONGEST_LINE - line.size()));
            if (at < end) {
                at++;
                return true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
