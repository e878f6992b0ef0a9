package io.github.asyncffmpeg.jobs.internal.record;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One JSON object being written, field by field. */
final class JsonLine {

    private final StringWriter text = new StringWriter(256);
    private final JsonWriter json = new JsonWriter(text);

    /** Does not fail: what it writes to is memory. */
    private interface Write {
        void run() throws IOException;
    }

    JsonLine() {
        write(json::beginObject);
    }

    private void write(Write write) {
        try {
            write.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void text(String name, String value) {
        write(() -> json.name(name).value(value));
    }

    void number(String name, long value) {
        write(() -> json.name(name).value(value));
    }

    void flag(String name, boolean value) {
        write(() -> json.name(name).value(value));
    }

    void time(String name, Instant value) {
        text(name, value.toString());
    }

    void file(String name, Path value) {
        text(name, PathText.of(value));
    }

    /** In milliseconds, with as many decimals as it needs to be exact. */
    void milliseconds(String name, Duration value) {
        BigDecimal exact = BigDecimal.valueOf(value.getSeconds())
                .scaleByPowerOfTen(9)
                .add(BigDecimal.valueOf(value.getNano()))
                .scaleByPowerOfTen(-6)
                .stripTrailingZeros();
        // A plain number: to some readers 1E+3 is not whole.
        write(() -> json.name(name).jsonValue(exact.toPlainString()));
    }

    void ifKnown(String name, Optional<Duration> value) {
        value.ifPresent(known -> milliseconds(name, known));
    }

    void ifKnown(String name, OptionalLong value) {
        value.ifPresent(known -> number(name, known));
    }

    void ifKnown(String name, OptionalInt value) {
        value.ifPresent(known -> number(name, known));
    }

    void ifKnown(String name, OptionalDouble value) {
        // JSON has no word for what is no number, and it is not known then.
        value.stream()
                .filter(Double::isFinite)
                .forEach(known -> write(() -> json.name(name).value(known)));
    }

    void texts(String name, Collection<String> values) {
        write(() -> {
            json.name(name).beginArray();
            for (String value : values) {
                json.value(value);
            }
            json.endArray();
        });
    }

    void files(String name, Collection<Path> values) {
        texts(name, values.stream().map(PathText::of).toList());
    }

    void object(String name, Runnable fields) {
        write(() -> json.name(name).beginObject());
        fields.run();
        write(json::endObject);
    }

    <T> void objects(String name, Collection<T> values, Consumer<T> fields) {
        write(() -> json.name(name).beginArray());
        for (T value : values) {
            write(json::beginObject);
            fields.accept(value);
            write(json::endObject);
        }
        write(json::endArray);
    }

    String end() {
        write(json::endObject);
        return withoutHalves(text.getBuffer());
    }

    /** Half a surrogate pair has no form in UTF-8, but one in JSON. */
    private static String withoutHalves(CharSequence line) {
        StringBuilder whole = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!Character.isSurrogate(c)) {
                whole.append(c);
            } else if (i + 1 < line.length() && Character.isSurrogatePair(c, line.charAt(i + 1))) {
                whole.append(c).append(line.charAt(++i));
            } else {
                whole.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return whole.toString();
    }
}
