package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.Component;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.media.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The names that the FFmpeg of a run lists itself: one more start of it for each kind that is asked for, once a JVM. */
record CapabilityNames(FFmpegBinary binary, Map<String, String> environment) implements KnownNames {

    private Capabilities known() {
        return Capabilities.of(binary, environment);
    }

    @Override
    public Collection<String> encoders() {
        return known().encoders().names();
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

    @Override
    public List<String> nearest(String unknown, Collection<String> names) {
        int colon = unknown.indexOf(':'); // an option may have a stream specifier
        return NearNames.nearest(colon < 0 ? unknown : unknown.substring(0, colon), names);
    }
}
