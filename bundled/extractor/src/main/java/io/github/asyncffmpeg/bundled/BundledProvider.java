package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The builds whose artifacts are on the class path. Created by {@link java.util.ServiceLoader}.
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
    public List<? extends Build> builds(FFmpegSettings settings) {
        Platform platform = Platform.of(settings);
        Resources resources = visible.withModulePath(settings, platform);
        CacheFolders caches = new CacheFolders(settings.properties(), settings.environment());
        List<Build> builds = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String flavour : FLAVOURS) {
            Optional<URL> source =
                    resources.find("META-INF/asyncffmpeg/bundled/" + platform + '/' + flavour + ".properties");
            if (source.isPresent()) {
                try {
                    Descriptor build = Descriptor.read(source.get());
                    resources
                            .find(build.resources() + build.marker())
                            .ifPresentOrElse(
                                    marker -> builds.add(new BundledBuild(build, marker, platform, caches)),
                                    () -> absent.add("org.bytedeco:ffmpeg:" + build.release() + ':' + build.name()));
                } catch (IOException e) {
                    builds.add(new Unusable("bundled FFmpeg", String.valueOf(e.getMessage())));
                }
            }
        }
        return builds.isEmpty() ? List.of(nothing(platform, absent)) : builds;
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
