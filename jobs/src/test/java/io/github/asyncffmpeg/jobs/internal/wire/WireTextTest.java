package io.github.asyncffmpeg.jobs.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireTextTest {

    private static final Redactor NONE = Redactor.of(List.of());

    private static final int CASES = 300;

    private final Random random = new Random(5);

    /** Any value of a type of the core: whatever its constructor takes. */
    private Object any(Type type) throws Exception {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Optional.class) {
                return random.nextBoolean() ? Optional.empty() : Optional.of(any(of));
            }
            List<Object> some = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                some.add(any(of));
            }
            Map<String, Object> map = new LinkedHashMap<>();
            some.forEach(each -> map.put(String.valueOf(each), "v" + each));
            return raw == Map.class ? map : raw == Set.class ? new LinkedHashSet<>(some) : some;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return List.of("", "a\n\"b\\", "\u00e9\ud83c\udfac", "{x}", "null", "\u0000\u2028")
                    .get(random.nextInt(6));
        } else if (plain == int.class) {
            return 1 + random.nextInt(Integer.MAX_VALUE - 1);
        } else if (plain == long.class) {
            return random.nextLong();
        } else if (plain == boolean.class) {
            return random.nextBoolean();
        } else if (plain == OptionalInt.class) {
            return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
        } else if (plain == OptionalLong.class) {
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
        } else if (plain == OptionalDouble.class) {
            double number = random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : random.nextGaussian() * 1e9;
            return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number);
        } else if (plain == Duration.class) {
            return Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
        } else if (plain == Path.class) {
            return Path.of(random.nextBoolean() ? "/data/a/b.mp4" : "x y.mp4");
        } else if (plain == byte[].class) {
            byte[] bytes = new byte[random.nextInt(5)];
            random.nextBytes(bytes);
            return bytes;
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        } else if (plain == FFmpegException.class) {
            return error(random.nextInt(7));
        } else if (plain.isRecord()) {
            return record(plain);
        }
        Class<?>[] kinds = plain.getPermittedSubclasses();
        return any(kinds[random.nextInt(kinds.length)]);
    }

    private Object record(Class<?> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = any(components[i].getGenericType());
        }
        return type.getConstructor(types).newInstance(values);
    }

    private FFmpegException error(int kind) throws Exception {
        String message = "m" + any(String.class);
        return switch (kind) {
            case 0 ->
                new FFmpegProcessException(
                        message,
                        (Failure) any(Failure.class),
                        (FFmpegProcessException.Run) any(FFmpegProcessException.Run.class),
                        null);
            case 1 -> new FFmpegNotFoundException("ffmpeg", List.of("a", "b"));
            case 2 -> new FFmpegStartException(message, List.of("c"), null);
            case 3 -> new FFmpegSpecException(message);
            case 4 -> new FFmpegMediaException(message, null);
            case 5 -> new FFmpegInterruptedException(message, null);
            default -> new FFmpegRejectedException(message, null);
        };
    }

    private static void same(FFmpegException read, FFmpegException written) {
        assertThat(read).isExactlyInstanceOf(written.getClass()).hasMessage(written.getMessage());
        assertThat(read.failure()).isEqualTo(written.failure());
        assertThat(read).usingRecursiveComparison().ignoringFields("stackTrace").isEqualTo(written);
    }

    @Test
    void everyEventIsTheSameAgain() throws Exception {
        for (int i = 0; i < CASES; i++) {
            FFmpegEvent event = (FFmpegEvent) any(FFmpegEvent.class);
            String json = WireText.of(event, Roots.NONE, NONE);
            FFmpegEvent read = WireText.read(json, "event", FFmpegEvent.class, Roots.NONE);
            if (event instanceof Retrying retrying) {
                Retrying again = (Retrying) read;
                assertThat(again.attempt()).isEqualTo(retrying.attempt());
                same(again.error(), retrying.error());
            } else {
                assertThat(read).as(json).isEqualTo(event);
            }
        }
    }

    @Test
    void aLineOfNobodyIsTheSameAgain() throws Exception {
        FFmpegEvent event = new LogLine(LogLevel.INFO, null, "m", "r");
        String json = WireText.of(event, Roots.NONE, NONE);
        assertThat(WireText.read(json, "event", FFmpegEvent.class, Roots.NONE)).isEqualTo(event);
    }

    @Test
    void everyResultIsTheSameAgain() throws Exception {
        for (int i = 0; i < CASES; i++) {
            FFmpegResult result = (FFmpegResult) any(FFmpegResult.class);
            String json = WireText.of(result, Roots.NONE, NONE);
            FFmpegResult read = WireText.read(json, "result", FFmpegResult.class, Roots.NONE);
            assertThat(read).as(json).usingRecursiveComparison().isEqualTo(result);
        }
    }

    @Test
    void everyErrorIsTheSameAgain() throws Exception {
        for (int i = 0; i < CASES; i++) {
            FFmpegException error = error(i % 7);
            String json = WireText.of(error, Roots.NONE, NONE);
            same(WireText.read(json, "error", FFmpegException.class, Roots.NONE), error);
        }
    }

    @Test
    void filesBelowRootsAreThoseOfTheOtherMachine() throws Exception {
        Roots here = Roots.of(Map.of("data", Path.of("/data")));
        Roots there = Roots.of(Map.of("data", Path.of("/mnt")));
        FFmpegEvent event = new io.github.asyncffmpeg.event.SegmentFinished(0, Path.of("/data/a.ts"));
        String json = WireText.of(event, here, NONE);
        assertThat(json)
                .isEqualTo("{\"version\":1,\"event\":{\"type\":\"segment-finished\",\"output\":0,"
                        + "\"file\":{\"root\":\"data\",\"file\":\"a.ts\"}}}");
        assertThat(WireText.read(json, "event", FFmpegEvent.class, there))
                .isEqualTo(new io.github.asyncffmpeg.event.SegmentFinished(0, Path.of("/mnt/a.ts")));
    }

    @Test
    void whatIsWrongIsRefusedWithItsPlace() {
        for (String text : List.of(
                "",
                "[]",
                "{\"version\":2,\"event\":{}}",
                "{\"version\":1}",
                "{\"version\":1,\"event\":{\"type\":\"dropped\"}}",
                "{\"version\":1,\"event\":{\"type\":\"dropped\",\"count\":\"1\"}}",
                "{\"version\":1,\"event\":{\"type\":\"dropped\",\"count\":1e99}}",
                "{\"version\":1,\"event\":{\"type\":\"nothing\"}}",
                "{\"version\":1,\"event\":" + "[".repeat(100_000),
                "{\"version\":1,\"event\":{\"type\":\"dropped\",\"count\":" + "9".repeat(100_000) + "}}")) {
            assertThatThrownBy(() -> WireText.read(text, "event", FFmpegEvent.class, Roots.NONE))
                    .as(text.substring(0, Math.min(80, text.length())))
                    .isInstanceOf(NotWire.class);
        }
        assertThatThrownBy(() -> WireText.read(
                        "{\"version\":1,\"event\":{\"type\":\"ended\",\"outcome\":{\"type\":\"x\"}}}",
                        "event",
                        FFmpegEvent.class,
                        Roots.NONE))
                .hasMessage("event.outcome.type: there is no Outcome 'x'");
    }

    @Test
    void whatAProbeFoundIsTheSameAgain() throws Exception {
        MediaInfo info = MediaInfo.parse("""
                {"streams": [{"index": 0, "codec_name": "h264", "codec_type": "video", "width": 64,
                              "tags": {"title": "{x} \\"y\\""}, "side_data_list": [{"side_data_type": "Other", "x": 1.5}]},
                             {"index": 1, "codec_type": "audio"}, {"index": 2, "codec_type": "data"}],
                 "chapters": [{"id": 1, "start": 0, "time_base": "1/1000"}], "programs": [],
                 "format": {"filename": "a.mp4", "duration": "12.5", "nb_streams": 3}}
                """);
        assertThat(info.streams()).hasSize(3);
        assertThat(WireText.readMedia(WireText.of(info))).isEqualTo(info);
        assertThatThrownBy(() -> WireText.readMedia("{\"version\":1,\"media\":[]}"))
                .isInstanceOf(NotWire.class);
    }
}
