package io.github.asyncffmpeg.jobs.internal.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a step can measure, by name. */
public final class Measures {

    private static final Map<String, Supplier<Measure>> KINDS = Map.of(
            "loudness", Loudness::new,
            "volume", () -> new NamedNumbers("volumedetect", "mean_volume", "max_volume", "n_samples"),
            "crop", Crop::new,
            "scene", Scenes::new,
            "psnr", () -> new NamedNumbers("psnr", "y", "u", "v", "r", "g", "b", "average", "min", "max"),
            "ssim", () -> new NamedNumbers("ssim", "Y", "U", "V", "R", "G", "B", "All"),
            "signal", Signal::new);

    private Measures() {}

    /** The names, sorted. */
    public static List<String> names() {
        return KINDS.keySet().stream().sorted().toList();
    }

    /** A new reader; empty when there is none of that name. */
    public static Optional<Measure> of(String name) {
        return Optional.ofNullable(KINDS.get(name)).map(Supplier::get);
    }
}
