package io.github.asyncffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Any number that a file can make ffprobe tell: no question to the records throws. {@code -Dfuzz.seed=7} tries others. */
class ProbedNumbersTest {

    private static final List<String> ENDS = List.of(
            "0",
            "-1",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551615",
            "1e308",
            "-1e309",
            "nan",
            "N/A",
            "",
            "9".repeat(300));

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(10_000));
            case 1 -> new BigInteger(random.nextInt(1, 80), random).toString();
            case 2 -> random.nextInt(1_000) + "." + random.nextInt(1_000_000);
            default -> ENDS.get(random.nextInt(ENDS.size()));
        };
    }

    private String fields(String... names) {
        return List.of(names).stream()
                .map(name -> "\"" + name + "\":\"" + number()
                        + (name.contains("ratio") ? ":" + number() : name.contains("rate") ? "/" + number() : "")
                        + "\"")
                .collect(Collectors.joining(","));
    }

    private String info() {
        String times = fields("start_pts", "start_time", "duration_ts", "duration", "bit_rate", "nb_frames")
                + ",\"time_base\":\"" + number() + "/" + number() + "\"";
        return "{\"streams\":[{\"codec_type\":\"video\"," + times + ","
                + fields("index", "width", "height", "coded_width", "sample_aspect_ratio", "display_aspect_ratio")
                + "," + fields("r_frame_rate", "avg_frame_rate", "level", "bits_per_raw_sample", "nb_read_frames")
                + ",\"side_data_list\":[{\"side_data_type\":\"Display Matrix\"," + fields("rotation")
                + "},{\"side_data_type\":\"Content light level metadata\"," + fields("max_content", "max_average")
                + "},{\"side_data_type\":\"Mastering display metadata\"," + fields("red_x", "min_luminance") + "}]},"
                + "{\"codec_type\":\"audio\"," + times + ","
                + fields("sample_rate", "channels", "bits_per_sample", "initial_padding") + "}],"
                + "\"chapters\":[{" + fields("id", "start", "start_time", "end", "end_time") + ",\"time_base\":\""
                + number() + "/" + number() + "\"}],\"programs\":[{"
                + fields("program_id", "program_num", "nb_streams", "start_time", "end_time") + "}],\"format\":{"
                + fields("nb_streams", "start_time", "duration", "size", "bit_rate", "probe_score") + "}}";
    }

    @Test
    void noQuestionThrows() throws Exception {
        for (int round = 0; round < 300; round++) {
            String json = info();
            MediaInfo info = MediaInfo.parse(json);
            assertThat(info.streams()).hasSize(2);
            List<Object> all = new ArrayList<>(List.of(info));
            all.addAll(info.streams());
            all.addAll(info.chapters());
            all.addAll(info.programs());
            for (Object each : all) {
                askAll(each, "seed " + seed + ": " + json);
            }
        }
    }

    private static void askAll(Object of, String place) throws Exception {
        Set<String> ofObjects = Set.of("getClass", "notify", "notifyAll", "wait");
        for (Method question : of.getClass().getMethods()) {
            if (question.getParameterCount() > 0
                    || Modifier.isStatic(question.getModifiers())
                    || ofObjects.contains(question.getName())) {
                continue;
            }
            try {
                question.invoke(of);
            } catch (InvocationTargetException e) {
                throw new AssertionError(question + ", " + place, e.getCause());
            }
        }
    }
}
