package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.Capability;
import io.github.asyncffmpeg.binary.Component;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.internal.text.NearNames;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The names that the FFmpeg of a run lists itself: one more start of it for each kind that is asked for, once a JVM.
 *
 * @param binary the FFmpeg of the run
 * @param environment of its children
 * @param asksOthers whether another FFmpeg of this machine may be asked
 */
record CapabilityNames(FFmpegBinary binary, Map<String, String> environment, boolean asksOthers) implements KnownNames {

    /** Another FFmpeg is worth no more than that to a message. */
    private static final Duration OTHERS_ANSWER = Duration.ofSeconds(1);

    private Capabilities known() {
        return Capabilities.of(binary, environment);
    }

    /** Without the experimental ones: {@code vorbis} is not what somebody means who writes {@code libvorbis}. */
    @Override
    public Collection<String> encoders() {
        return known().encoders().all().stream()
                .filter(encoder -> !encoder.experimental())
                .map(Capability.Coder::name)
                .toList();
    }

    @Override
    public Collection<String> decoders() {
        return known().decoders().names();
    }

    @Override
    public Collection<String> filters() {
        return known().filters().names();
    }

    @Override
    public Collection<String> bitstreamFilters() {
        return known().bitstreamFilters().names();
    }

    @Override
    public Collection<String> formats() {
        Collection<String> all = new TreeSet<>(known().muxers().names());
        all.addAll(known().demuxers().names());
        return all;
    }

    @Override
    public Collection<String> pixelFormats() {
        Collection<String> all = new TreeSet<>(known().pixelFormats().names());
        all.addAll(known().sampleFormats().names());
        return all;
    }

    @Override
    public Collection<String> options() {
        return known().optionNames();
    }

    @Override
    public Collection<String> optionsOfFilter(String filter) {
        return known().optionNamesOf(Component.FILTER, filter);
    }

    /** The bundled FFmpeg leaves some libraries out; the one on PATH often has them. */
    @Override
    public Optional<String> elsewhere(FailureKind kind, String name) {
        boolean has = kind == FailureKind.UNKNOWN_ENCODER
                || kind == FailureKind.UNKNOWN_DECODER
                || kind == FailureKind.UNKNOWN_FILTER;
        if (!has || !asksOthers || !binary.origin().startsWith("bundled")) {
            return Optional.empty();
        }
        FFmpegBinary other = FFmpegLocator.builder()
                .providers(List.of())
                .timeout(OTHERS_ANSWER)
                .build()
                .locate();
        Capabilities there = Capabilities.of(other, environment);
        boolean found = switch (kind) {
            case UNKNOWN_ENCODER -> there.encoders().has(name);
            case UNKNOWN_DECODER -> there.decoders().has(name);
            default -> there.filters().has(name);
        };
        return found ? Optional.of(other.ffmpeg().toString()) : Optional.empty();
    }

    @Override
    public List<String> nearest(String unknown, Collection<String> names) {
        int colon = unknown.indexOf(':'); // an option may have a stream specifier
        return NearNames.nearest(colon < 0 ? unknown : unknown.substring(0, colon), names);
    }
}
