package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.media.MediaTarget;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names for the outputs of a command such that no file of an earlier run is written over. {@code -n} does not do
 * that: FFmpeg 5.1 and 8.0 write over the segments of the segment muxer, the pictures of a sequence, the chunks of DASH and
 * what is inside a tee without a word, and exit with 0.
 *
 * <p>Used by one thread, for one command.
 */
final class FreeNames {

    private static final Set<String> SEGMENTS = Set.of("segment", "ssegment", "stream_segment");

    private static final Set<String> LISTS = Set.of("hls", "dash");

    /** A slave of the tee muxer, with its options in brackets. */
    private static final Pattern SLAVE = Pattern.compile("(\\s*(?:\\[[^\\]]*\\])?)(.*)", Pattern.DOTALL);

    private final List<MediaTarget> outputs;
    private final FolderListing listing;
    private final LocalDateTime now;

    /** Names that must be free, with the number that all outputs of the run share. */
    private final List<MuxerName> counted = new ArrayList<>();

    /** What changes with that number. */
    private final List<IntFunction<CommandEdits>> changes = new ArrayList<>();

    private CommandEdits edits = CommandEdits.none();

    private FreeNames(List<MediaTarget> outputs, FolderListing listing, LocalDateTime now) {
        this.outputs = outputs;
        this.listing = listing;
        this.now = now;
    }

    static CommandEdits of(ArgumentScan scan, List<MediaTarget> outputs, FolderListing listing, LocalDateTime now) {
        FreeNames names = new FreeNames(outputs, listing, now);
        for (int i = 0; i < scan.outputs().size(); i++) {
            names.read(i, scan.outputs().get(i));
        }
        return names.edits();
    }

    private CommandEdits edits() {
        int number = 1;
        for (MuxerName template : counted) {
            number = Math.max(number, template.highest(listing, now) + 1);
        }
        CommandEdits all = edits;
        if (number > 1) {
            for (IntFunction<CommandEdits> change : changes) {
                all = all.and(change.apply(number));
            }
        }
        return all;
    }

    private void read(int output, ArgumentScan.File file) {
        GivenOptions options = new GivenOptions(file.options());
        String target = file.target();
        String format = file.format().orElseGet(() -> byName(target));
        if (format.equals("tee")) {
            tee(output, target);
        } else if (MuxerName.isFile(target)) {
            if (SEGMENTS.contains(format)) {
                segments(output, target, options);
            } else if (format.equals("hls")) {
                hls(output, target, options);
            } else if (format.equals("dash")) {
                dash(output, target, options);
            } else if (format.equals("image2")) {
                pictures(output, target, options);
            } else {
                target(output, new MuxerName(target, MuxerName.Kind.LITERAL));
            }
        }
    }

    private static String byName(String target) {
        String name = target.toLowerCase(Locale.ROOT);
        return name.endsWith(".m3u8")
                ? "hls"
                : name.endsWith(".mpd") ? "dash" : MediaFormats.isImage(name) ? "image2" : "";
    }

    private void segments(int output, String target, GivenOptions options) {
        if (!last(options, "segment_wrap").orElse("0").equals("0")) {
            return; // a ring: it is meant to be written over
        }
        many(output, target, options, "segment_start_number");
        last(options, "segment_list")
                .filter(MuxerName::isFile)
                .ifPresent(list -> option(output, "segment_list", list, MuxerName.Kind.LITERAL));
    }

    private void pictures(int output, String target, GivenOptions options) {
        if (isOn(options, "update")) {
            return; // the newest picture under one name: it is meant to be written over
        }
        many(output, target, options, "start_number");
    }

    /** Files with a number each go on with the next one; where the number means something else, all get another name. */
    private void many(int output, String target, GivenOptions options, String startNumber) {
        MuxerName template =
                new MuxerName(target, isOn(options, "strftime") ? MuxerName.Kind.CLOCK : MuxerName.Kind.NUMBERS);
        if (!template.hasNumber() || isOn(options, "frame_pts")) {
            target(output, template);
            return;
        }
        long next = template.highestIndex(listing, now) + 1;
        String given = last(options, startNumber).orElse("");
        if (next > 0 && (!given.matches("\\d{1,18}") || next > Long.parseLong(given))) {
            edits = edits.beforeOutput(output, "-" + startNumber, Long.toString(next));
        }
    }

    /**
     * The playlist goes on. The number of its next segment is that of the playlist, which does not know the segment that was
     * being written when FFmpeg was killed; so the segments get another name.
     */
    private void hls(int output, String target, GivenOptions options) {
        boolean fragmented = last(options, "hls_segment_type").orElse("").equals("fmp4");
        boolean oneFile = String.join("+", options.all("hls_flags")).contains("single_file");
        MuxerName.Kind kind = isOn(options, "strftime") ? MuxerName.Kind.CLOCK : MuxerName.Kind.NUMBERS;
        Optional<String> given = last(options, "hls_segment_filename");
        if (given.isEmpty() || MuxerName.isFile(given.get())) {
            String stem = target.endsWith(".m3u8") ? target.substring(0, target.length() - 5) : target;
            String usual = stem + (oneFile ? "" : "%d") + (fragmented ? ".m4s" : ".ts");
            MuxerName.Kind read = given.isPresent() ? kind : MuxerName.Kind.NUMBERS;
            option(output, "hls_segment_filename", given.orElse(usual), read);
        }
        if (!fragmented && !oneFile) {
            edits = edits.beforeOutput(output, "-hls_flags", "+append_list");
            return;
        }
        // One playlist names one init file (5.1 and 8.0), and byte ranges are of one file: each run has its own.
        target(output, new MuxerName(target, MuxerName.Kind.NUMBERS));
        if (fragmented) {
            MuxerName init =
                    new MuxerName(last(options, "hls_fmp4_init_filename").orElse("init.mp4"), MuxerName.Kind.NUMBERS);
            follow(output, "hls_fmp4_init_filename", init);
        }
    }

    private void dash(int output, String target, GivenOptions options) {
        target(output, new MuxerName(target, MuxerName.Kind.LITERAL));
        Map<String, String> usual = Map.of(
                "init_seg_name", "init-stream$RepresentationID$.$ext$",
                "media_seg_name", "chunk-stream$RepresentationID$-$Number%05d$.$ext$");
        usual.forEach((name, value) ->
                follow(output, name, new MuxerName(last(options, name).orElse(value), MuxerName.Kind.DASH)));
        last(options, "single_file_name")
                .ifPresent(name -> follow(output, "single_file_name", new MuxerName(name, MuxerName.Kind.DASH)));
    }

    private void tee(int output, String target) {
        List<String> slaves = List.of(target.split("(?<!\\\\)\\|"));
        for (String slave : slaves) {
            Matcher parts = SLAVE.matcher(slave);
            if (!parts.matches() || !MuxerName.isFile(parts.group(2))) {
                continue;
            }
            if (parts.group(1).matches(".*f=(?:hls|dash).*") || LISTS.contains(byName(parts.group(2)))) {
                throw new FFmpegSpecException("output " + target + ": hls and dash inside a tee cannot be given names"
                        + " that are not taken; name the files of each run yourself");
            }
            counted.add(new MuxerName(parts.group(2), MuxerName.Kind.NUMBERS));
        }
        changes.add(n -> CommandEdits.none()
                .output(
                        output,
                        MediaTarget.of(
                                slaves.stream().map(slave -> numbered(slave, n)).collect(Collectors.joining("|")))));
    }

    private static String numbered(String slave, int number) {
        Matcher parts = SLAVE.matcher(slave);
        return parts.matches() && MuxerName.isFile(parts.group(2))
                ? parts.group(1) + new MuxerName(parts.group(2), MuxerName.Kind.NUMBERS).numbered(number)
                : slave;
    }

    /** An output whose own name gets the number. */
    private void target(int output, MuxerName template) {
        counted.add(template);
        changes.add(n -> CommandEdits.none().output(output, renamed(output, template, n)));
    }

    private MediaTarget renamed(int output, MuxerName template, int n) {
        MediaTarget given = outputs.get(output);
        if (given instanceof MediaTarget.LocalFile file) {
            String name = new MuxerName(file.name(), template.kind()).numbered(n);
            return MediaTarget.of(file.path().resolveSibling(name));
        }
        if (given instanceof MediaTarget.FilePattern many) {
            return MediaTarget.pattern(many.directory(), new MuxerName(many.pattern(), template.kind()).numbered(n));
        }
        return MediaTarget.of(template.numbered(n));
    }

    /** An option that names files, and gets the number. */
    private void option(int output, String name, String value, MuxerName.Kind kind) {
        MuxerName template = new MuxerName(value, kind);
        counted.add(template);
        follow(output, name, template);
    }

    /** An option whose files lie beside the output, and get the number that the output gets. */
    private void follow(int output, String name, MuxerName template) {
        changes.add(n -> CommandEdits.none().beforeOutput(output, "-" + name, template.numbered(n)));
    }

    private static boolean isOn(GivenOptions options, String name) {
        return last(options, name)
                .filter(value -> value.matches("1|true|y|yes"))
                .isPresent();
    }

    private static Optional<String> last(GivenOptions options, String name) {
        List<String> all = options.all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
}
