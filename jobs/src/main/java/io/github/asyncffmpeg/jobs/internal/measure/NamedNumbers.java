package io.github.asyncffmpeg.jobs.internal.measure;

import io.github.asyncffmpeg.event.LogLine;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code name:1.5} and {@code name: 1.5} of one filter, the last ones. */
final class NamedNumbers extends Measure {

    private final String filter;
    private final List<String> names;
    private final Map<String, String> found = new TreeMap<>();

    NamedNumbers(String filter, String... names) {
        super(filter, false);
        this.filter = filter;
        this.names = Arrays.asList(names);
    }

    @Override
    public void read(LogLine line) {
        if (!isBy(line, filter)) {
            return;
        }
        for (Iterator<String> words = words(text(line)).iterator(); words.hasNext(); ) {
            String word = words.next();
            int colon = word.indexOf(':');
            String name = colon < 0 ? "" : word.substring(0, colon);
            if (names.contains(name)) {
                String value =
                        colon + 1 < word.length() ? word.substring(colon + 1) : words.hasNext() ? words.next() : "";
                number(value).ifPresent(number -> found.put(name.toLowerCase(Locale.ROOT), number));
            }
        }
    }

    @Override
    Map<String, String> found() {
        return found;
    }
}
