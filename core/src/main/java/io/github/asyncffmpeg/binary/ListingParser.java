package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.binary.Capability.ChannelLayout;
import io.github.asyncffmpeg.binary.Capability.Codec;
import io.github.asyncffmpeg.binary.Capability.Coder;
import io.github.asyncffmpeg.binary.Capability.Filter;
import io.github.asyncffmpeg.binary.Capability.Pads;
import io.github.asyncffmpeg.binary.Capability.PixelFormat;
import io.github.asyncffmpeg.binary.Capability.Plain;
import io.github.asyncffmpeg.binary.Capability.Protocol;
import io.github.asyncffmpeg.binary.Capability.SampleFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's listings, read line by line. They are made for people and change: 5.1 has a third flag of filters that 8.0
 * has not, 8.0 a third flag of formats. So a row is known by its shape, not by its column, and what has no such shape
 * (legends, headings, what a later FFmpeg adds) is passed over. Nothing here throws.
 */
final class ListingParser {

    /** Flags, name, description. A legend's line has "=" for the name. */
    private static final Pattern CODER = Pattern.compile("^\\s*([A-Z.]{4,})\\s+([^=\\s]\\S*)(?:\\s+(.*))?$");

    private static final Pattern PADS = Pattern.compile("^\\s*(?:(\\S*)\\s+)?(\\S+)\\s+(\\S+)->(\\S+)(?:\\s+(.*))?$");
    private static final Pattern OF_CODEC = Pattern.compile("\\(codec (\\S+)\\)");
    private static final Pattern DECODERS = Pattern.compile("\\(decoders:([^)]*)\\)");
    private static final Pattern ENCODERS = Pattern.compile("\\(encoders:([^)]*)\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private ListingParser() {}

    static List<Codec> codecs(String text) {
        List<Codec> codecs = new ArrayList<>();
        rows(text, CODER).forEach(row -> {
            String flags = row.group(1);
            String name = row.group(2);
            String description = described(row.group(3));
            codecs.add(new Codec(
                    name,
                    Flag.medium(flags.charAt(2)),
                    coders(description, DECODERS, Flag.isAt(flags, 0, 'D'), name),
                    coders(description, ENCODERS, Flag.isAt(flags, 1, 'E'), name),
                    flags,
                    description,
                    row.group()));
        });
        return codecs;
    }

    /** A codec's coders are named only where there are several, or one with another name. */
    private static List<String> coders(String description, Pattern list, boolean any, String codec) {
        Matcher named = list.matcher(description);
        if (named.find()) {
            return words(named.group(1));
        }
        return any ? List.of(codec) : List.of();
    }

    static List<Coder> coders(String text) {
        List<Coder> coders = new ArrayList<>();
        rows(text, CODER).forEach(row -> {
            String description = described(row.group(3));
            Matcher codec = OF_CODEC.matcher(description);
            coders.add(new Coder(
                    row.group(2),
                    Flag.medium(row.group(1).charAt(0)),
                    codec.find() ? codec.group(1) : row.group(2),
                    row.group(1),
                    description,
                    row.group()));
        });
        return coders;
    }

    static List<Filter> filters(String text) {
        boolean tellsCommands = text.contains(" = Command support");
        List<Filter> filters = new ArrayList<>();
        rows(text, PADS).forEach(row -> {
            String flags = described(row.group(1));
            filters.add(new Filter(
                    row.group(2),
                    new Pads(row.group(3)),
                    new Pads(row.group(4)),
                    flags.indexOf('T') >= 0,
                    flags.indexOf('S') >= 0,
                    tellsCommands ? Optional.of(flags.indexOf('C') >= 0) : Optional.empty(),
                    flags,
                    described(row.group(5)),
                    row.group()));
        });
        return filters;
    }

    static List<PixelFormat> pixelFormats(String text) {
        List<PixelFormat> formats = new ArrayList<>();
        text.lines().forEach(line -> {
            List<String> columns = words(line);
            boolean row = columns.size() >= 4 && isNumber(columns.get(2)) && isNumber(columns.get(3));
            if (row) {
                formats.add(new PixelFormat(
                        columns.get(1),
                        Integer.parseInt(columns.get(2)),
                        Integer.parseInt(columns.get(3)),
                        columns.size() > 4 ? depths(columns.get(4)) : List.of(),
                        columns.get(0),
                        line));
            }
        });
        return formats;
    }

    /** 8-8-8. A hardware format has the depth 0, which is none. */
    private static List<Integer> depths(String column) {
        List<String> depths = List.of(column.split("-", -1));
        boolean readable = depths.stream().allMatch(ListingParser::isNumber) && !column.equals("0");
        return readable ? depths.stream().map(Integer::valueOf).toList() : List.of();
    }

    static List<SampleFormat> sampleFormats(String text) {
        List<SampleFormat> formats = new ArrayList<>();
        text.lines().forEach(line -> {
            List<String> columns = words(line);
            if (columns.size() >= 2 && isNumber(columns.get(1))) {
                formats.add(new SampleFormat(columns.get(0), Integer.parseInt(columns.get(1)), line));
            }
        });
        return formats;
    }

    /** Two lists, each under a heading; a protocol is mostly in both. */
    static List<Protocol> protocols(String text) {
        Map<String, Protocol> protocols = new LinkedHashMap<>();
        boolean output = false;
        for (String line : text.lines().toList()) {
            List<String> columns = words(line);
            if (line.endsWith(":")) {
                output = line.startsWith("Output");
            } else if (!columns.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                boolean written = output;
                protocols.merge(
                        columns.get(0),
                        new Protocol(columns.get(0), !written, written, line),
                        (one, two) -> new Protocol(
                                one.name(), one.input() || two.input(), one.output() || two.output(), one.line()));
            }
        }
        return List.copyOf(protocols.values());
    }

    /** A heading, and then a name on each line. */
    static List<Plain> plain(String text) {
        List<Plain> names = new ArrayList<>();
        text.lines().forEach(line -> {
            List<String> columns = words(line);
            // "Exiting with exit code 0" ends each answer of some builds.
            if (columns.size() == 1 && !line.endsWith(":")) {
                names.add(new Plain(columns.get(0), line));
            }
        });
        return names;
    }

    /** Channels come first, under a heading of their own: their second column is words, a layout's FL+FR. */
    static List<ChannelLayout> channelLayouts(String text) {
        List<ChannelLayout> layouts = new ArrayList<>();
        boolean channels = false;
        for (String line : text.lines().toList()) {
            List<String> columns = words(line);
            if (line.endsWith(":")) {
                channels = line.startsWith("Individual");
            } else if (!channels && columns.size() >= 2 && columns.get(1).matches("[A-Z0-9]+(?:\\+[A-Z0-9]+)*")) {
                layouts.add(
                        new ChannelLayout(columns.get(0), List.of(columns.get(1).split("\\+", -1)), line));
            }
        }
        layouts.removeIf(layout -> layout.name().equals("NAME"));
        return layouts;
    }

    static List<String> words(String text) {
        return Arrays.stream(SPACE.split(text, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Stream<Matcher> rows(String text, Pattern pattern) {
        return text.lines().map(pattern::matcher).filter(Matcher::matches);
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static String described(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
