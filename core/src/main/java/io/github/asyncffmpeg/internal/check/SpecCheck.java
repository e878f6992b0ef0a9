package io.github.asyncffmpeg.internal.check;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.Capability;
import io.github.asyncffmpeg.binary.Capability.Codec;
import io.github.asyncffmpeg.binary.Capability.Format;
import io.github.asyncffmpeg.binary.Capability.Protocol;
import io.github.asyncffmpeg.binary.Listing;
import io.github.asyncffmpeg.check.SpecWarning;
import io.github.asyncffmpeg.check.SpecWarning.Kind;
import io.github.asyncffmpeg.internal.compile.CommandNames;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.staging.NameClashes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds a command against what an FFmpeg has. Only what the command names is asked for; a listing that FFmpeg does not
 * give warns of nothing. Used once, by one thread.
 */
public final class SpecCheck {

    private final Capabilities capabilities;
    private final List<SpecWarning> found = new ArrayList<>();

    private SpecCheck(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    public static List<SpecWarning> of(CompiledCommand command, @Nullable Path directory, Capabilities capabilities) {
        SpecCheck check = new SpecCheck(capabilities);
        command.warnings().forEach(check::command);
        NameClashes clashes = new NameClashes(command, directory);
        clashes.ofOutputs().ifPresent(clash -> check.command(clash.words()));
        clashes.ofInputs().ifPresent(clash -> check.command(clash.words()));
        check.names(command.names());
        return List.copyOf(check.found);
    }

    private void command(String words) {
        found.add(new SpecWarning(Kind.COMMAND, "", words, List.of()));
    }

    private void names(CommandNames names) {
        coders(Kind.ENCODER, names.encoders(), capabilities::encoders, Codec::encoders);
        coders(Kind.DECODER, names.decoders(), capabilities::decoders, Codec::decoders);
        listed(Kind.FILTER, names.filters(), capabilities::filters);
        listed(Kind.BITSTREAM_FILTER, names.bitstreamFilters(), capabilities::bitstreamFilters);
        formats(Kind.MUXER, names.muxers(), capabilities::muxers);
        formats(Kind.DEMUXER, names.demuxers(), capabilities::demuxers);
        protocols(names.inputProtocols(), Protocol::input, capabilities::demuxers, "read");
        protocols(names.outputProtocols(), Protocol::output, capabilities::muxers, "written");
        listed(Kind.HARDWARE_ACCELERATION, names.hardwareAccelerations(), capabilities::hardwareAccelerations);
        // A number is understood as well.
        listed(Kind.PIXEL_FORMAT, words(names.pixelFormats()), capabilities::pixelFormats);
        listed(Kind.SAMPLE_FORMAT, words(names.sampleFormats()), capabilities::sampleFormats);
        names.options().forEach(this::option);
    }

    private static List<String> words(Set<String> names) {
        return names.stream().filter(name -> !name.matches("\\d+")).toList();
    }

    private <T extends Capability> void listed(
            Kind kind, Iterable<String> names, Supplier<? extends Listing<T>> listing) {
        for (String name : names) {
            Listing<T> known = listing.get();
            if (known.lacks(name)) {
                lacking(kind, name, known.near(name));
            }
        }
    }

    /** {@code MP4} is mp4, and {@code mov,mp4,m4a,3gp,3g2,mj2}, as FFmpeg calls it itself, is one demuxer (5.1, 8.0). */
    private void formats(Kind kind, Set<String> names, Supplier<Listing<Format>> listing) {
        for (String name : names) {
            Listing<Format> known = listing.get();
            String wanted = ',' + name.toLowerCase(Locale.ROOT) + ',';
            boolean there = known.all().stream()
                    .map(format -> ',' + String.join(",", format.names()).toLowerCase(Locale.ROOT) + ',')
                    .anyMatch(all -> all.contains(wanted));
            if (known.lacks(name) && !there) {
                lacking(kind, name, known.near(name));
            }
        }
    }

    /** FFmpeg takes a codec's name for the first of its coders. */
    private void coders(
            Kind kind,
            Set<String> names,
            Supplier<? extends Listing<? extends Capability>> listing,
            Function<Codec, List<String>> coders) {
        for (String name : names) {
            Listing<? extends Capability> known = listing.get();
            Listing<Codec> codecs = capabilities.codecs();
            boolean ofCodec = codecs.find(name)
                    .filter(codec -> !coders.apply(codec).isEmpty())
                    .isPresent();
            if (known.lacks(name) && codecs.isKnown() && !ofCodec) {
                lacking(kind, name, known.near(name));
            }
        }
    }

    /** rtsp and its kin are formats that bring their own protocol. */
    private void protocols(
            Set<String> names,
            Predicate<Protocol> usable,
            Supplier<? extends Listing<? extends Capability>> formats,
            String done) {
        for (String name : names) {
            Listing<Protocol> known = capabilities.protocols();
            boolean there = known.find(name).filter(usable).isPresent();
            if (there || !known.isKnown() || !formats.get().lacks(name)) {
                continue;
            }
            if (known.has(name)) {
                found.add(new SpecWarning(
                        Kind.PROTOCOL,
                        name,
                        "The protocol '" + name + "' cannot be " + done + ' ' + byThisFFmpeg(),
                        List.of()));
            } else {
                lacking(Kind.PROTOCOL, name, known.near(name));
            }
        }
    }

    private void option(String option) {
        if (!capabilities.takesOption(option)) {
            lacking(Kind.OPTION, option, capabilities.nearOptions(option));
            return;
        }
        capabilities
                .optionDescription(option)
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("deprecated"))
                .ifPresent(text -> found.add(new SpecWarning(
                        Kind.DEPRECATED_OPTION,
                        option,
                        "The option -" + option + " is " + text + ", says FFmpeg " + capabilities.version() + '.',
                        List.of())));
    }

    private void lacking(Kind kind, String name, List<String> near) {
        String shown = kind == Kind.OPTION ? "option -" + name : kind.word() + " '" + name + '\'';
        String meant = near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + '?';
        String message = "There is no " + shown + " in this FFmpeg (" + capabilities.version() + ")." + meant;
        found.add(new SpecWarning(kind, name, message, near));
    }

    private String byThisFFmpeg() {
        return "by this FFmpeg (" + capabilities.version() + ").";
    }
}
