package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Files of the artifacts, through whatever class loader and packaging the program uses; else from jars by their path.
 *
 * @param loaders the class loaders to ask, in this order
 * @param jars jars to look into when no class loader has a file
 */
record Resources(List<ClassLoader> loaders, List<Path> jars) {

    static Resources of(@Nullable ClassLoader... loaders) {
        Set<ClassLoader> all = new LinkedHashSet<>();
        for (ClassLoader loader : loaders) {
            if (loader != null) {
                all.add(loader);
            }
        }
        return new Resources(List.copyOf(all), List.of());
    }

    /**
     * Adds the jars of a platform that lie on the JVM's module path. No class loader sees them there: nothing requires our
     * platform artifacts, and the vendor's jar requires a module that we leave out, so neither is ever resolved.
     */
    Resources withModulePath(FFmpegSettings settings, Platform platform) {
        String path = settings.property("jdk.module.path").orElse("");
        if (path.isEmpty()) {
            return this;
        }
        List<Path> found = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .flatMap(Resources::jarsAt)
                .filter(jar -> jar.getFileName().toString().contains(platform.name()))
                .toList();
        return new Resources(loaders, found);
    }

    private static Stream<Path> jarsAt(Path entry) {
        if (!Files.isDirectory(entry)) {
            return Stream.of(entry);
        }
        try (Stream<Path> files = Files.list(entry)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    Optional<URL> find(String name) {
        for (ClassLoader loader : loaders) {
            URL found = loader.getResource(name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        for (Path jar : jars) {
            URL found = entry(jar, name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static @Nullable URL entry(Path jar, String name) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(name) == null ? null : new URL("jar:" + jar.toUri() + "!/" + name);
        } catch (IOException e) {
            return null; // not a jar, or not there: the JVM passes over it as well
        }
    }

    /** A file beside another one, of the same artifact even where two artifacts have files of that name. */
    static InputStream openBeside(URL file, String name) throws IOException {
        return open(new URL(file, name));
    }

    /** A small file. In a jar it is read without the JDK's connections, which are 20 classes more for a first job. */
    static byte[] read(URL url) throws IOException {
        String file = url.getFile();
        int jar = file.indexOf("!/");
        boolean plain = url.getProtocol().equals("jar")
                && file.startsWith("file:/")
                && !file.startsWith("//", 5)
                && jar == file.lastIndexOf("!/")
                && file.indexOf('%') < 0;
        if (plain && jar > 0) {
            try (ZipFile zip = new ZipFile(file.substring(5, jar))) {
                ZipEntry entry = zip.getEntry(file.substring(jar + 2));
                if (entry != null) {
                    return zip.getInputStream(entry).readAllBytes();
                }
            }
        }
        try (InputStream stream = open(url)) {
            return stream.readAllBytes();
        }
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
