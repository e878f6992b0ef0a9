package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Which libraries, of those that people miss, this FFmpeg was built without; and the FFmpeg on PATH that has them. */
final class LibraryCheckup {

    private static final Map<String, Predicate<Capabilities>> USUAL = usual();

    private final Capabilities capabilities;
    private final Consumer<Finding> findings;

    LibraryCheckup(Capabilities capabilities, Consumer<Finding> findings) {
        this.capabilities = capabilities;
        this.findings = findings;
    }

    private static Map<String, Predicate<Capabilities>> usual() {
        Map<String, Predicate<Capabilities>> libraries = new LinkedHashMap<>(); // in the order of the line
        libraries.put("libass (subtitles)", known -> known.filters().has("subtitles"));
        libraries.put("fontconfig (drawtext without fontfile)", LibraryCheckup::findsFonts);
        libraries.put("libvorbis", known -> known.encoders().has("libvorbis"));
        libraries.put("vidstab", known -> known.filters().has("vidstabdetect"));
        libraries.put("vmaf", known -> known.filters().has("libvmaf"));
        return libraries;
    }

    private static boolean findsFonts(Capabilities known) {
        return known.filters().has("drawtext")
                && known.build().configuration().stream().anyMatch(option -> option.endsWith("fontconfig"));
    }

    void check() {
        if (!capabilities.filters().isKnown() || !capabilities.encoders().isKnown()) {
            return;
        }
        List<String> lacking = lackingIn(capabilities);
        if (lacking.isEmpty()) {
            return;
        }
        String text = "not in this build: " + String.join(", ", lacking);
        Optional<Capabilities> other = other();
        List<String> there = new ArrayList<>(lacking);
        other.ifPresent(known -> there.removeAll(lackingIn(known)));
        boolean helps = other.isPresent() && !there.isEmpty();
        findings.accept(
                helps
                        ? new Finding(
                                Finding.Level.NOTE,
                                "libraries",
                                text,
                                other.get().binary().ffmpeg() + " has "
                                        + (there.equals(lacking) ? "them" : String.join(", ", there)) + ": --ffmpeg "
                                        + other.get().binary().ffmpeg().getParent())
                        : Finding.note("libraries", text));
    }

    private static List<String> lackingIn(Capabilities known) {
        return USUAL.entrySet().stream()
                .filter(library -> !library.getValue().test(known))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Optional<Capabilities> other() {
        try {
            FFmpeg other = FFmpeg.builder().pathFirst(true).build();
            FFmpegBinary found = other.binary();
            boolean isAnother = !found.ffmpeg().equals(capabilities.binary().ffmpeg());
            return isAnother && !found.origin().startsWith("bundled")
                    ? Optional.of(other.capabilities())
                    : Optional.empty();
        } catch (FFmpegException none) {
            return Optional.empty();
        }
    }
}
