package io.github.asyncffmpeg.internal.compile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which an output writes: its own, and those that its muxer makes up or that its options give. As FFmpeg 5.1
 * to 8.0 make them. Used by one thread, for one output.
 */
final class OutputNames {

    private static final Set<String> SEGMENTS = Set.of("segment", "ssegment", "stream_segment");

    private static final Set<String> ON = Set.of("1", "true", "y", "yes");

    /** The longest number that a long holds, whatever its digits. */
    private static final int MOST_DIGITS = 18;

    /** How a text is read. */
    private enum Kind {
        LITERAL("(?!)"),
        NUMBERS("%0?\\d*d|%%"),
        /** As {@link #NUMBERS}, and the number of the variant. */
        VARIANTS("%0?\\d*d|%v|%%"),
        CLOCK("%."),
        DASH("\\$[^$]*\\$");

        private final String variable;

        Kind(String variable) {
            this.variable = variable;
        }

        private Matcher variables(String text) {
            return Pattern.compile(variable).matcher(text);
        }
    }

    private final String target;
    private final List<ArgumentScan.Option> options;
    private final List<OutputName> names = new ArrayList<>();

    private OutputNames(String target, List<ArgumentScan.Option> options) {
        this.target = target;
        this.options = options;
    }

    static List<OutputName> of(ArgumentScan.File output) {
        OutputNames names = new OutputNames(output.target(), output.options());
        if (OutputForms.of(output) != OutputForm.NO_FILE) {
            names.read();
        }
        return names.names;
    }

    /** The files that an input is read from, as far as its name tells. */
    static List<OutputName> ofInput(ArgumentScan.File input) {
        OutputNames names = new OutputNames(input.target(), input.options());
        String format = names.option("f").orElse("");
        boolean pictures = format.isEmpty() ? MediaFormats.isImage(input.target()) : format.equals("image2");
        boolean pattern =
                pictures && names.option("pattern_type").orElse("sequence").equals("sequence");
        boolean device = !pictures && format.equals("lavfi");
        if (!device) {
            names.add(input.target(), pattern ? Kind.NUMBERS : Kind.LITERAL, 0);
        }
        return names.names;
    }

    private void read() {
        String format = option("f").orElse("");
        String muxer = format.equals("fifo") ? option("fifo_format").orElse("") : format;
        String lower = target.toLowerCase(Locale.ROOT);
        if (muxer.equals("tee")) {
            tee();
        } else if (SEGMENTS.contains(muxer)) {
            boolean ring = !option("segment_wrap").orElse("0").equals("0"); // it is meant to be written over
            add(target, kind(), ring ? -1 : start("segment_start_number", "0"));
            option("segment_list").ifPresent(list -> add(list, Kind.LITERAL, 0));
            option("segment_header_filename").ifPresent(file -> add(file, Kind.LITERAL, 0));
        } else if (muxer.equals("hls") || (muxer.isEmpty() && lower.endsWith(".m3u8"))) {
            hls();
        } else if (muxer.equals("dash") || (muxer.isEmpty() && lower.endsWith(".mpd"))) {
            dash();
        } else {
            boolean pictures = muxer.equals("image2") || (muxer.isEmpty() && MediaFormats.isImage(target));
            boolean one = isOn("update");
            long first = isOn("frame_pts") ? -1 : start("start_number", "1");
            add(target, pictures && !one ? kind() : Kind.LITERAL, first);
        }
    }

    private Kind kind() {
        return isOn("strftime") ? Kind.CLOCK : Kind.NUMBERS;
    }

    private void hls() {
        boolean fragmented = option("hls_segment_type").orElse("").equals("fmp4");
        boolean oneFile = option("hls_flags").orElse("").contains("single_file");
        String stem = target.endsWith(".m3u8") ? target.substring(0, target.length() - 5) : target;
        String usual = stem + (oneFile ? "" : "%d") + (fragmented ? ".m4s" : ".ts");
        Optional<String> given = option("hls_segment_filename");
        boolean byClock = option("hls_start_number_source")
                .filter(each -> !each.equals("generic"))
                .isPresent();
        add(target, Kind.VARIANTS, 0);
        add(
                given.orElse(usual),
                isOn("strftime") && given.isPresent() ? Kind.CLOCK : Kind.VARIANTS,
                byClock ? -1 : start("start_number", "0"));
        if (fragmented && !oneFile) {
            addBeside(option("hls_fmp4_init_filename").orElse("init.mp4"), Kind.VARIANTS);
        }
        option("master_pl_name").ifPresent(this::addMaster);
        if (isOn("hls_enc")) {
            add(target + ".key", Kind.VARIANTS, 0);
        }
    }

    /** Beside the playlists; where their folder is a pattern, beside that. */
    private void addMaster(String name) {
        int pattern = target.indexOf("%v");
        int slash = target.lastIndexOf('/', pattern < 0 ? target.length() : pattern);
        add(target.substring(0, slash + 1) + name, Kind.LITERAL, 0);
    }

    private void dash() {
        add(target, Kind.LITERAL, 0);
        Optional<String> one = option("single_file_name");
        if (one.isPresent()) {
            addBeside(one.get(), Kind.DASH);
        } else if (isOn("single_file")) {
            String stem = target.replaceFirst("\\.[^./]*$", "");
            addBeside(stem.substring(stem.lastIndexOf('/') + 1) + "-stream$RepresentationID$.$ext$", Kind.DASH);
        } else {
            addBeside(option("init_seg_name").orElse("init-stream$RepresentationID$.$ext$"), Kind.DASH);
            addBeside(option("media_seg_name").orElse("chunk-stream$RepresentationID$-$Number%05d$.$ext$"), Kind.DASH);
        }
        if (isOn("hls_playlist")) {
            addBeside(option("hls_master_name").orElse("master.m3u8"), Kind.LITERAL);
            addBeside("media_%d.m3u8", Kind.NUMBERS);
        }
    }

    /** Each slave has a name and options of its own. */
    private void tee() {
        Pattern oneSlave = Pattern.compile("\\s*(?:\\[([^\\]]*)\\])?(.*)", Pattern.DOTALL);
        for (String slave : target.split("(?<!\\\\)\\|", -1)) {
            Matcher parts = oneSlave.matcher(slave);
            if (!parts.matches()) {
                continue;
            }
            List<ArgumentScan.Option> own = new ArrayList<>();
            for (String option : (parts.group(1) == null ? "" : parts.group(1)).split("(?<!\\\\):", -1)) {
                int equals = option.indexOf('=');
                if (equals > 0) {
                    own.add(new ArgumentScan.Option(
                            -1,
                            option.substring(0, equals),
                            option.substring(equals + 1).replace("\\", "")));
                }
            }
            names.addAll(of(new ArgumentScan.File(-1, parts.group(2), own)));
        }
    }

    private Optional<String> option(String name) {
        return new ArgumentScan.File(-1, target, options).option(name);
    }

    private boolean isOn(String name) {
        return ON.contains(option(name).orElse(""));
    }

    private long start(String name, String usual) {
        String start = option(name).orElse(usual);
        return isNumber(start) ? Long.parseLong(start) : 0;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS;
    }

    private void addBeside(String name, Kind kind) {
        int slash = target.lastIndexOf('/');
        add(name.startsWith("/") ? name : target.substring(0, slash + 1) + name, kind, 0);
    }

    private void add(String given, Kind meant, long first) {
        String text = given.startsWith("file:") ? given.substring("file:".length()) : given;
        boolean variable = text.indexOf(meant == Kind.DASH ? '$' : '%') >= 0;
        Kind kind = variable ? meant : Kind.LITERAL;
        if (!MuxerName.isFile(given) || text.isEmpty()) {
            return;
        }
        int begin = kind == Kind.LITERAL ? text.length() : firstVariable(text, kind);
        int cut = text.lastIndexOf('/', begin - (begin == text.length() ? 1 : 0)) + 1;
        String folder = kind == Kind.LITERAL
                ? text.substring(0, cut)
                : text.substring(0, cut).replace("%%", "%");
        try {
            boolean literal = begin == text.length();
            OutputName.Names name = new OutputName.Names(regex(text.substring(cut), kind));
            String path = kind == Kind.LITERAL ? text : text.replace("%%", "%");
            names.add(new OutputName(
                    literal ? path : given, Path.of(folder), name, literal, meant == Kind.CLOCK ? -1 : first));
        } catch (InvalidPathException notAFile) {
            // FFmpeg will say what it thinks of it.
        }
    }

    private static int firstVariable(String text, Kind kind) {
        Matcher variable = kind.variables(text);
        while (variable.find()) {
            if (!variable.group().equals("%%")) {
                return variable.start();
            }
        }
        return text.length();
    }

    private static String regex(String text, Kind kind) {
        if (kind == Kind.LITERAL) {
            return Pattern.quote(text);
        }
        StringBuilder pattern = new StringBuilder();
        Matcher variable = kind.variables(text);
        int end = 0;
        boolean counted = false;
        while (variable.find()) {
            pattern.append(Pattern.quote(text.substring(end, variable.start())));
            String name = variable.group();
            boolean counts = kind == Kind.DASH ? name.startsWith("$Number") : kind != Kind.CLOCK && name.endsWith("d");
            pattern.append(counts ? (counted ? "\\d+" : "(\\d+)") : value(name));
            counted |= counts;
            end = variable.end();
        }
        return pattern.append(Pattern.quote(text.substring(end))).toString();
    }

    private static String value(String variable) {
        return switch (variable) {
            case "%%" -> "%";
            case "$$" -> "\\$";
            case "%Y", "%y", "%m", "%d", "%H", "%M", "%S", "%j", "%s", "$RepresentationID$", "$Time$" -> "\\d+";
            default -> "[^/]*";
        };
    }
}
