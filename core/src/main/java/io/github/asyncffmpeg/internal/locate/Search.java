package io.github.asyncffmpeg.internal.locate;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.internal.locate.VersionProbe.ProbeFailure;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look-up, from the first place to the error that lists them all. Used once, by one thread. */
final class Search {

    private static final String OURS = "io.github.asyncffmpeg.bundled.BundledProvider";

    private final FFmpegSettings settings;
    private final @Nullable List<FFmpegProvider> providers;
    private final VersionProbe versions;
    private final Places places;
    private final List<String> tried = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * A look-up.
     *
     * @param providers of bundled builds; {@code null} for those that are installed, which are loaded when it is their turn
     */
    Search(FFmpegSettings settings, @Nullable List<FFmpegProvider> providers, VersionProbe versions) {
        this.settings = settings;
        this.providers = providers;
        this.versions = versions;
        this.places = new Places(settings);
    }

    FFmpegBinary find(@Nullable Path executable, boolean pathFirst) {
        if (executable != null) {
            return demanded(executable, "The path that was given");
        }
        tried.add("No path was given in code.");
        Optional<FFmpegBinary> configured =
                configured(settings.property(FFmpegLocator.PROPERTY), "The system property " + FFmpegLocator.PROPERTY);
        if (configured.isEmpty()) {
            configured = configured(
                    settings.variable(FFmpegLocator.VARIABLE), "The environment variable " + FFmpegLocator.VARIABLE);
        }
        if (configured.isPresent()) {
            return configured.get();
        }
        Optional<FFmpegBinary> found = pathFirst ? onPath() : bundled();
        if (found.isEmpty()) {
            found = pathFirst ? bundled() : onPath();
        }
        if (found.isEmpty()) {
            throw nothing();
        }
        for (String warning : warnings) {
            System.getLogger("io.github.asyncffmpeg.binary")
                    .log(
                            Level.WARNING,
                            warning + " Used instead: " + found.get().ffmpeg());
        }
        return found.get();
    }

    private Optional<FFmpegBinary> configured(Optional<String> value, String name) {
        if (value.isEmpty()) {
            tried.add(name + " is not set.");
            return Optional.empty();
        }
        Optional<Path> path = Places.path(value.get());
        if (path.isEmpty()) {
            tried.add(name + ": \"" + value.get() + "\" is not a path.");
            throw nothing();
        }
        return Optional.of(demanded(path.get(), name));
    }

    /** A place that somebody named: it works, or the look-up ends here. */
    private FFmpegBinary demanded(Path fileOrFolder, String name) {
        Path ffmpeg = places.ffmpegAt(fileOrFolder);
        try {
            return binary(ffmpeg, name, FFmpegEnvironment.UNCHANGED);
        } catch (ProbeFailure e) {
            tried.add(name + ": " + ffmpeg + ' ' + e.reason());
            throw nothing();
        }
    }

    private Optional<FFmpegBinary> bundled() {
        List<FFmpegProvider> available = providers == null ? installedProviders() : providers;
        if (available.isEmpty()) {
            tried.add(
                    "No bundled FFmpeg is present (the artifact io.github.asyncffmpeg:asyncffmpeg-bundled adds one).");
        }
        for (FFmpegProvider provider : available) {
            Iterator<? extends FFmpegProvider.Build> builds = provider.builds(settings);
            while (builds.hasNext()) {
                Optional<FFmpegBinary> binary = unpacked(builds.next());
                if (binary.isPresent()) {
                    return binary;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The library's own class loader first: a pool's thread may have any context loader, or none that sees the
     * application (the common pool's threads in a nested jar).
     *
     * <p>On the class path our own provider is found by its name: ServiceLoader takes 9 ms of a first job to find the same
     * class (JDK 17, of 100 ms in all). On a module path its package is not ours to use.
     */
    private static List<FFmpegProvider> installedProviders() {
        try {
            Class<?> ours = Class.forName(OURS, true, Search.class.getClassLoader());
            return List.of((FFmpegProvider) ours.getConstructor().newInstance());
        } catch (ReflectiveOperationException notOnTheClassPath) {
            return services();
        }
    }

    private static List<FFmpegProvider> services() {
        List<FFmpegProvider> own = loaded(ServiceLoader.load(FFmpegProvider.class, Search.class.getClassLoader()));
        return own.isEmpty() ? loaded(ServiceLoader.load(FFmpegProvider.class)) : own;
    }

    private static List<FFmpegProvider> loaded(ServiceLoader<FFmpegProvider> loader) {
        List<FFmpegProvider> all = new ArrayList<>();
        for (FFmpegProvider provider : loader) {
            all.add(provider);
        }
        return all;
    }

    private Optional<FFmpegBinary> unpacked(FFmpegProvider.Build build) {
        try {
            FFmpegProvider.Folder folder = build.unpack();
            Path ffmpeg = folder.path().resolve(places.program());
            try {
                return Optional.of(binary(ffmpeg, build.origin(), folder.environment()));
            } catch (ProbeFailure e) {
                String remedy =
                        build.remedy(e.reason()).map(advice -> ' ' + advice).orElse("");
                passOver(build.origin() + ": " + ffmpeg + ' ' + e.reason() + remedy);
            }
        } catch (IOException e) {
            passOver(build.origin() + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Who added a bundled FFmpeg and gets another one wants to know; who gets none reads it in the error. */
    private void passOver(String sentence) {
        tried.add(sentence);
        warnings.add(sentence);
    }

    private Optional<FFmpegBinary> onPath() {
        Set<Path> folders = pathFolders();
        for (Path folder : folders) {
            Path ffmpeg = folder.resolve(places.program());
            if (Files.exists(ffmpeg)) {
                try {
                    return Optional.of(binary(ffmpeg, "PATH", FFmpegEnvironment.UNCHANGED));
                } catch (ProbeFailure e) {
                    tried.add("PATH: " + ffmpeg + ' ' + e.reason());
                }
            }
        }
        tried.add(
                folders.isEmpty()
                        ? "PATH is not set or has no absolute folder."
                        : "PATH has no " + places.program() + " that works in " + joined(folders) + '.');
        return Optional.empty();
    }

    /** Relative entries, and empty ones, which mean the working directory, would run what somebody put there. */
    private Set<Path> pathFolders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String entry : settings.variable("PATH").orElse("").split(File.pathSeparator, -1)) {
            Optional<Path> folder = Places.path(entry);
            if (folder.isPresent() && folder.get().isAbsolute()) {
                folders.add(folder.get());
            }
        }
        return folders;
    }

    private static String joined(Set<Path> folders) {
        return String.join(", ", folders.stream().map(Path::toString).toList());
    }

    private FFmpegBinary binary(Path ffmpeg, String origin, FFmpegEnvironment environment) throws ProbeFailure {
        Optional<String> flaw = Places.flaw(ffmpeg);
        if (flaw.isPresent()) {
            throw new ProbeFailure(flaw.get(), null);
        }
        FFmpegVersion version = versions.ask(ffmpeg, environment);
        return new LocatedBinary(ffmpeg, places.ffprobeBeside(ffmpeg), version, origin, environment);
    }

    private FFmpegNotFoundException nothing() {
        return new FFmpegNotFoundException("ffmpeg", tried);
    }
}
