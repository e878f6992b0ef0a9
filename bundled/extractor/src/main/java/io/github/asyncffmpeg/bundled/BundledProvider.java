package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The builds whose artifacts are on the class path. Created by name, or by {@link java.util.ServiceLoader}.
 *
 * <p>Safe for any thread.
 */
public final class BundledProvider implements FFmpegProvider {

    /**
     * What a platform artifact may hold, best first. The LGPL build comes before the GPL one: the latter is there by
     * default, so who adds the former has chosen it. The fallback for an older glibc comes last.
     */
    private static final List<String> FLAVOURS = List.of("lgpl", "gpl", "glibc229-lgpl", "glibc229-gpl");

    private final Resources visible;

    /** Creates the provider for the artifacts that the library's own class loader sees, or else the thread's. */
    public BundledProvider() {
        this(Resources.of(
                BundledProvider.class.getClassLoader(), Thread.currentThread().getContextClassLoader()));
    }

    BundledProvider(Resources resources) {
        this.visible = resources;
    }

    @Override
    public Iterator<? extends Build> builds(FFmpegSettings settings) {
        return new Builds(visible, settings);
    }

    /** The builds of the flavours that are there, one by one: to look for a flavour takes half a millisecond. */
    private static final class Builds implements Iterator<Build> {

        private final Platform platform;
        private final Resources resources;
        private final CacheFolders caches;
        private final List<String> absent = new ArrayList<>();
        private int flavour;
        private boolean any;
        private @Nullable Build next;

        Builds(Resources visible, FFmpegSettings settings) {
            platform = Platform.of(settings);
            resources = visible.withModulePath(settings, platform);
            caches = new CacheFolders(settings.properties(), settings.environment());
        }

        @Override
        public boolean hasNext() {
            while (next == null && flavour < FLAVOURS.size()) {
                next = find(FLAVOURS.get(flavour++));
            }
            if (next == null && !any) {
                next = nothing(platform, absent);
            }
            any = true;
            return next != null;
        }

        @Override
        public Build next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Build found = Objects.requireNonNull(next);
            next = null;
            return found;
        }

        private @Nullable Build find(String name) {
            Optional<URL> source =
                    resources.find("META-INF/asyncffmpeg/bundled/" + platform + '/' + name + ".properties");
            if (source.isEmpty()) {
                return null;
            }
            try {
                Descriptor build = Descriptor.read(source.get());
                Optional<URL> marker = resources.find(build.resources() + build.marker());
                if (marker.isPresent()) {
                    return new BundledBuild(build, marker.get(), platform, caches);
                }
                absent.add("org.bytedeco:ffmpeg:" + build.release() + ':' + build.name());
                return null;
            } catch (IOException e) {
                return new Unusable("bundled FFmpeg", String.valueOf(e.getMessage()));
            }
        }
    }

    private static Build nothing(Platform platform, List<String> absent) {
        return new Unusable(
                "bundled FFmpeg",
                absent.isEmpty()
                        ? "No artifact for this machine is on the class path. Add io.github.asyncffmpeg:"
                                + "asyncffmpeg-bundled-" + platform + ", if there is one for it."
                        : "The programs themselves are not on the class path. Add " + String.join(" or ", absent)
                                + '.');
    }

    /** What is there, or should be, and cannot be used. */
    private record Unusable(String origin, String reason) implements Build {

        @Override
        public Folder unpack() throws IOException {
            throw new IOException(reason);
        }
    }
}
