package io.github.asyncffmpeg.jobs.internal.wire;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, {@link BigDecimal}, truths and nulls: bounded, whoever wrote it. */
public final class JsonTree {

    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;
    private static final int DEEPEST = 64;
    private static final int MOST_DIGITS = 40;

    private JsonTree() {}

    /**
     * Reads.
     *
     * @throws NotWire when it is not JSON, or more than is read
     */
    public static @Nullable Object read(String text) throws NotWire {
        if (text.length() > MOST_CHARACTERS) {
            throw new NotWire("expected at most 16 MiB");
        }
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            return tree(reader, 0);
        } catch (IOException | IllegalStateException e) {
            throw new NotWire("this is not JSON: " + e.getMessage());
        }
    }

    private static @Nullable Object tree(JsonReader reader, int depth) throws IOException, NotWire {
        if (depth > DEEPEST) {
            throw new NotWire("more than " + DEEPEST + " lists and mappings are inside each other");
        }
        JsonToken token = reader.peek();
        switch (token) {
            case BEGIN_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    map.put(reader.nextName(), tree(reader, depth + 1));
                }
                reader.endObject();
                return map;
            }
            case BEGIN_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    list.add(tree(reader, depth + 1));
                }
                reader.endArray();
                return list;
            }
            case NUMBER -> {
                String digits = reader.nextString();
                if (digits.length() > MOST_DIGITS) {
                    throw new NotWire("a number has more than " + MOST_DIGITS + " digits");
                }
                return new BigDecimal(digits);
            }
            case BOOLEAN -> {
                return reader.nextBoolean();
            }
            case NULL -> {
                reader.nextNull();
                return null;
            }
            default -> {
                return reader.nextString();
            }
        }
    }
}
