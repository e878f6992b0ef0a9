package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line that announces a stream, and what the lines below it add. Not thread-safe. */
final class StreamDraft {

    /** At level debug, {@code , 12, 1/12800} comes before the medium. */
    private static final Pattern LINE = Pattern.compile(
            " +Stream #(\\d{1,6}):(\\d{1,6})(?:\\[(0x[0-9a-f]+)])?(?:\\((.*?)\\))?(?:, \\d+, \\d+/\\d+)?: (\\w+): (.*)");

    private static final Set<String> DISPOSITIONS = Set.of(
            "default",
            "dub",
            "original",
            "comment",
            "lyrics",
            "karaoke",
            "forced",
            "hearing impaired",
            "visual impaired",
            "clean effects",
            "attached pic",
            "timed thumbnails",
            "non-diegetic",
            "captions",
            "descriptions",
            "metadata",
            "dependent",
            "still image",
            "multilayer");

    private static final Pattern LAST_WORD = Pattern.compile(" \\(([a-z -]+)\\)$");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})x(\\d{1,9})(?: .*)?");
    private static final Pattern PIXEL_FORMAT = Pattern.compile("([a-z][a-z0-9_]*)(?:\\(.*\\))?");
    private static final Pattern FRAME_RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d+)?)(k?) fps");
    private static final Pattern SAMPLE_RATE = Pattern.compile("(\\d{1,9}) Hz");
    private static final Pattern BITRATE = Pattern.compile("(\\d{1,12}) kb/s(?: .*)?");

    private final int file;
    private final int index;
    private final Optional<String> id;
    private final Optional<String> language;
    private final String medium;
    private final String details;
    private final Set<String> dispositions = new HashSet<>();
    private final Map<String, String> tags = new HashMap<>();
    private OptionalDouble rotation = OptionalDouble.empty();

    private StreamDraft(Matcher line) {
        file = Integer.parseInt(line.group(1));
        index = Integer.parseInt(line.group(2));
        id = Optional.ofNullable(line.group(3));
        language = Optional.ofNullable(line.group(4));
        medium = line.group(5);
        String rest = line.group(6);
        Matcher last = LAST_WORD.matcher(rest);
        while (last.find() && DISPOSITIONS.contains(last.group(1))) {
            dispositions.add(last.group(1));
            rest = rest.substring(0, last.start());
            last = LAST_WORD.matcher(rest);
        }
        details = rest;
    }

    static @Nullable StreamDraft parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? new StreamDraft(matcher) : null;
    }

    int file() {
        return file;
    }

    int index() {
        return index;
    }

    Map<String, String> tags() {
        return tags;
    }

    void rotate(double degrees) {
        rotation = OptionalDouble.of(degrees);
    }

    AnnouncedStream announced() {
        List<String> parts = parts(details);
        Optional<Medium> kind = kind();
        Facts facts = new Facts();
        for (int i = 1; i < parts.size(); i++) {
            facts.read(parts.get(i), kind);
        }
        return new AnnouncedStream(
                index,
                kind,
                parts.get(0).split(" ", 2)[0],
                details,
                id,
                language,
                facts.size,
                facts.frameRate,
                facts.pixelFormat,
                facts.sampleRate,
                facts.channelLayout,
                facts.bitrate,
                rotation,
                dispositions,
                tags);
    }

    private Optional<Medium> kind() {
        return switch (medium) {
            case "Video" -> Optional.of(Medium.VIDEO);
            case "Audio" -> Optional.of(Medium.AUDIO);
            case "Subtitle" -> Optional.of(Medium.SUBTITLE);
            case "Data" -> Optional.of(Medium.DATA);
            case "Attachment" -> Optional.of(Medium.ATTACHMENT);
            default -> Optional.empty();
        };
    }

    /** What the commas separate, but for those in brackets. */
    private static List<String> parts(String details) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < details.length(); i++) {
            char c = details.charAt(i);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && depth <= 0) {
                parts.add(details.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(details.substring(from).strip());
        return parts;
    }

    /** What the parts after the codec say. */
    private static final class Facts {

        private Optional<FrameSize> size = Optional.empty();
        private OptionalDouble frameRate = OptionalDouble.empty();
        private Optional<String> pixelFormat = Optional.empty();
        private OptionalInt sampleRate = OptionalInt.empty();
        private Optional<String> channelLayout = Optional.empty();
        private OptionalLong bitrate = OptionalLong.empty();
        private boolean channelsNext;

        void read(String part, Optional<Medium> medium) {
            Matcher rate = BITRATE.matcher(part);
            if (rate.matches()) {
                bitrate = OptionalLong.of(1000 * Long.parseLong(rate.group(1)));
            } else if (medium.equals(Optional.of(Medium.AUDIO))) {
                audio(part);
            } else {
                pictures(part, medium.equals(Optional.of(Medium.VIDEO)));
            }
        }

        private void audio(String part) {
            Matcher samples = SAMPLE_RATE.matcher(part);
            if (channelsNext) {
                channelLayout = Optional.of(part);
                channelsNext = false;
            } else if (samples.matches()) {
                int rate = Integer.parseInt(samples.group(1));
                sampleRate = rate > 0 ? OptionalInt.of(rate) : OptionalInt.empty();
                channelsNext = true;
            }
        }

        /** Subtitles that are pictures have a size as well. */
        private void pictures(String part, boolean video) {
            Matcher pixels = SIZE.matcher(part);
            Matcher frames = FRAME_RATE.matcher(part);
            Matcher format = PIXEL_FORMAT.matcher(part);
            if (pixels.matches() && size.isEmpty()) {
                int width = Integer.parseInt(pixels.group(1));
                int height = Integer.parseInt(pixels.group(2));
                size = width > 0 && height > 0 ? Optional.of(new FrameSize(width, height)) : Optional.empty();
            } else if (video && frames.matches()) {
                double fps =
                        Double.parseDouble(frames.group(1)) * (frames.group(2).isEmpty() ? 1 : 1000);
                frameRate = fps > 0 ? OptionalDouble.of(fps) : OptionalDouble.empty();
            } else if (video && size.isEmpty() && pixelFormat.isEmpty() && format.matches()) {
                String name = format.group(1);
                pixelFormat = name.equals("none") ? Optional.empty() : Optional.of(name);
            }
        }
    }
}
