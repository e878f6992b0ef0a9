package io.github.asyncffmpeg.internal.compile;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the names in a command. One command, one thread. */
final class NameScan {

    /** As FFmpeg reads it; one letter is a drive of Windows. In {@code crypto+https:} the first word counts. */
    private static final Pattern PROTOCOL =
            Pattern.compile("^([A-Za-z][A-Za-z0-9]+)(?:\\+[A-Za-z0-9+.\\-]*)?[:,].*", Pattern.DOTALL);

    private static final Set<String> GRAPH_OPTIONS =
            Set.of("vf", "af", "filter", "filter_complex", "filter_complex_simple", "lavfi");
    private static final Set<String> NO_ACCELERATION = Set.of("auto", "none");

    private final Set<String> encoders = new LinkedHashSet<>();
    private final Set<String> decoders = new LinkedHashSet<>();
    private final Set<String> muxers = new LinkedHashSet<>();
    private final Set<String> demuxers = new LinkedHashSet<>();
    private final Set<String> filters = new LinkedHashSet<>();
    private final Set<String> bitstreamFilters = new LinkedHashSet<>();
    private final Set<String> inputProtocols = new LinkedHashSet<>();
    private final Set<String> outputProtocols = new LinkedHashSet<>();
    private final Set<String> accelerations = new LinkedHashSet<>();
    private final Set<String> pixelFormats = new LinkedHashSet<>();
    private final Set<String> sampleFormats = new LinkedHashSet<>();
    private final Set<String> options = new LinkedHashSet<>();

    private NameScan() {}

    static CommandNames of(ArgumentScan scan) {
        NameScan names = new NameScan();
        scan.options().forEach(names::option);
        scan.inputs().forEach(names::input);
        scan.outputs().forEach(names::output);
        return new CommandNames(
                Collections.unmodifiableSet(names.encoders),
                Collections.unmodifiableSet(names.decoders),
                Collections.unmodifiableSet(names.muxers),
                Collections.unmodifiableSet(names.demuxers),
                Collections.unmodifiableSet(names.filters),
                Collections.unmodifiableSet(names.bitstreamFilters),
                Collections.unmodifiableSet(names.inputProtocols),
                Collections.unmodifiableSet(names.outputProtocols),
                Collections.unmodifiableSet(names.accelerations),
                Collections.unmodifiableSet(names.pixelFormats),
                Collections.unmodifiableSet(names.sampleFormats),
                Collections.unmodifiableSet(names.options));
    }

    /** What means the same before inputs and outputs. */
    private void option(ArgumentScan.Option option) {
        String name = OptionTable.withoutSpecifier(option.name());
        options.add(name);
        String value = option.value();
        if (value == null || value.isEmpty()) {
            return;
        }
        if (GRAPH_OPTIONS.contains(name)) {
            GraphText.read(value).forEach(call -> filters.add(call.name()));
        } else if (name.equals("bsf") || name.equals("vbsf") || name.equals("absf")) {
            GraphText.read(value).forEach(call -> bitstreamFilters.add(call.name()));
        } else if (name.equals("hwaccel") && !NO_ACCELERATION.contains(value)) {
            accelerations.add(value);
        } else if (name.equals("pix_fmt")) {
            addFormat(pixelFormats, value);
        } else if (name.equals("sample_fmt")) {
            addFormat(sampleFormats, value);
        }
    }

    /** "+yuv420p" insists on it, "+" alone on the input's. */
    private static void addFormat(Set<String> formats, String value) {
        String name = value.startsWith("+") ? value.substring(1) : value;
        if (!name.isEmpty()) {
            formats.add(name);
        }
    }

    private void input(ArgumentScan.File input) {
        codecs(input, decoders);
        Optional<String> format = input.format();
        format.ifPresent(demuxers::add);
        if (format.filter("lavfi"::equals).isPresent()) {
            GraphText.read(input.target()).forEach(call -> filters.add(call.name()));
        } else if (format.isEmpty()) {
            addProtocol(inputProtocols, input.target());
        }
    }

    private void output(ArgumentScan.File output) {
        codecs(output, encoders);
        Optional<String> format = output.format();
        format.ifPresent(muxers::add);
        // A device or the tee muxer reads its target in its own way.
        if (format.isEmpty()) {
            addProtocol(outputProtocols, output.target());
        }
    }

    private static void addProtocol(Set<String> protocols, String target) {
        Matcher protocol = PROTOCOL.matcher(target);
        if (protocol.matches()
                && (target.charAt(protocol.end(1)) != ',' || protocol.group(1).equals("subfile"))) {
            protocols.add(protocol.group(1));
        }
    }

    private static void codecs(ArgumentScan.File file, Set<String> codecs) {
        for (ArgumentScan.Option option : file.options()) {
            String value = option.value();
            boolean codec = OptionTable.isCodec(OptionTable.withoutSpecifier(option.name()));
            if (codec && value != null && !value.isEmpty() && !value.equals("copy")) {
                codecs.add(value);
            }
        }
    }
}
