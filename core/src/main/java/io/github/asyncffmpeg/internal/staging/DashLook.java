package io.github.asyncffmpeg.internal.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a DASH manifest as FFmpeg 5.1 to 8.0 write it, and at what it names. For one thread; it blocks. */
final class DashLook {

    private static final Pattern TAG = Pattern.compile("<(\\w+)\\b([^>]*)>(?:([^<]*)</BaseURL>)?");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w:]+)=\"([^\"]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$(RepresentationID|Number)(?:%0(\\d)d)?\\$");

    /** A manifest of a day in seconds has fewer; a number beyond is one of a broken file. */
    private static final long MOST_SEGMENTS = 1_000_000;

    private final Map<String, Long> named = new LinkedHashMap<>();

    private String representation = "";
    private String media = "";
    private long number;
    private String base = "";

    private DashLook() {}

    /** What is missing. */
    static Optional<Lack> at(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest)) {
            return Optional.of(Lack.part("the manifest is not there"));
        }
        String text = FileBytes.text(manifest);
        if (!text.stripTrailing().endsWith("</MPD>")) {
            return Optional.of(
                    Lack.part(text.isEmpty() ? "the manifest is empty" : "the manifest does not end with </MPD>"));
        }
        DashLook look = new DashLook();
        look.read(text);
        for (Map.Entry<String, Long> each : look.named.entrySet()) {
            Optional<Lack> lack = segment(each.getKey(), manifest, each.getValue());
            if (lack.isPresent()) {
                return lack;
            }
        }
        return Optional.empty();
    }

    /** What a manifest names. */
    static Collection<String> names(String text) {
        DashLook look = new DashLook();
        look.read(text);
        return look.named.keySet();
    }

    private static Optional<Lack> segment(String name, Path manifest, long bytes) throws IOException {
        if (name.contains("://") || name.matches(".*[$&\uFFFD].*")) {
            return Optional.empty(); // elsewhere, or a name that is not spelled out
        }
        try {
            return SegmentLook.at(name, List.of(manifest.resolveSibling(name)), bytes);
        } catch (InvalidPathException notAFile) {
            return Optional.empty();
        }
    }

    private void read(String text) {
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
            while (attribute.find()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
            read(tag.group(1), attributes, tag.group(3) == null ? "" : tag.group(3));
        }
    }

    private void read(String tag, Map<String, String> attributes, String text) {
        switch (tag) {
            case "Representation" -> {
                representation = attributes.getOrDefault("id", "");
                base = "";
            }
            case "BaseURL" -> base = text;
            case "SegmentTemplate" -> {
                media = attributes.getOrDefault("media", "");
                number = count(attributes.getOrDefault("startNumber", "1"));
                name(attributes.getOrDefault("initialization", ""), 0);
            }
            case "S" -> {
                long times = 1 + count(attributes.getOrDefault("r", "0"));
                for (long i = 0; i < times && named.size() < MOST_SEGMENTS; i++) {
                    name(media, number++);
                }
            }
            case "Initialization", "SegmentURL" -> {
                name(attributes.getOrDefault("sourceURL", attributes.getOrDefault("media", "")), 0);
                range(attributes.getOrDefault("mediaRange", attributes.getOrDefault("range", "")));
            }
            default -> {}
        }
    }

    private void name(String template, long count) {
        if (!template.isEmpty()) {
            String name = VARIABLE.matcher(template)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            found.group(1).equals("Number")
                                    ? String.format(
                                            Locale.ROOT,
                                            "%0" + (found.group(2) == null ? "1" : found.group(2)) + "d",
                                            count)
                                    : representation));
            named.putIfAbsent(name, 0L);
        }
    }

    /** {@code 812-46696}: the last byte is one of them. */
    private void range(String range) {
        int dash = range.indexOf('-');
        if (dash >= 0 && !base.isEmpty()) {
            named.merge(base, 1 + count(range.substring(dash + 1)), Math::max);
        }
    }

    private static long count(String digits) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
    }
}
