package io.github.asyncffmpeg.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resources of the artifacts on the class path, through whatever class loader and packaging the program uses. */
final class Resources {

    private final List<ClassLoader> loaders;

    Resources(@Nullable ClassLoader... loaders) {
        this.loaders = Stream.of(loaders)
                .filter(Objects::nonNull)
                .distinct()
                .map(Resources::known)
                .toList();
    }

    private static ClassLoader known(@Nullable ClassLoader loader) {
        return Objects.requireNonNull(loader);
    }

    Optional<URL> find(String name) {
        return loaders.stream()
                .map(loader -> loader.getResource(name))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** A file beside another one, of the same artifact even where two artifacts have files of that name. */
    static InputStream openBeside(URL file, String name) throws IOException {
        return open(new URL(file, name));
    }

    /**
     * Opens a resource with a zip file of its own: two threads then inflate at the same time, and closing the stream
     * closes the artifact, which the JDK's cache of jar files would keep open (and locked, on Windows).
     */
    static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
