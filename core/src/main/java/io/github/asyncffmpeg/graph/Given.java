package io.github.asyncffmpeg.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers must not leave out; those outside null-marked code can. */
final class Given {

    private Given() {}

    static <T> T one(String what, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(what + ": expected a value, got null");
        }
        return value;
    }

    /** A null alone, {@code filter("scale", null)}, comes as no array at all. */
    static <T> T[] all(String what, T @Nullable [] values) {
        if (values == null) {
            throw new NullPointerException(what + ": expected values, got null");
        }
        return values;
    }

    static <T> List<T> list(String what, T @Nullable [] values) {
        List<T> all = Arrays.asList(all(what, values));
        for (T each : all) {
            one(what, each);
        }
        return all;
    }
}
