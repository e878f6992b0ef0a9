package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small jars that look like a platform artifact and the vendor's artifact: their ffmpeg is a shell script. */
final class FakeArtifact implements AutoCloseable {

    static final String FOLDER = "org/example/linux-x86_64-gpl/";

    private final Map<String, byte[]> files = new TreeMap<>(Map.of(
            "ffmpeg", text("#!/bin/sh\necho 'ffmpeg version 8.0.1 (fake)'\n"),
            "ffprobe", text("#!/bin/sh\necho 'ffprobe version 8.0.1 (fake)'\n"),
            "libavcodec.so.62", new byte[300_000],
            "libavutil.so.60", text("a library")));

    private final URLClassLoader loader;

    private FakeArtifact(Path folder, String flavour, Map<String, byte[]> changed, boolean withPrograms)
            throws IOException {
        Path description = folder.resolve("platform.jar");
        Path programs = folder.resolve("vendor.jar");
        Files.createDirectories(folder);
        write(
                description,
                Map.of("META-INF/asyncffmpeg/bundled/linux-x86_64/" + flavour + ".properties", text(descriptor())));
        Map<String, byte[]> content = new TreeMap<>();
        files.forEach((name, bytes) -> content.put(FOLDER + name, changed.getOrDefault(name, bytes)));
        content.put(FOLDER + "libjniavcodec.so", text("not wanted"));
        write(programs, content);
        URL[] urls = withPrograms
                ? new URL[] {description.toUri().toURL(), programs.toUri().toURL()}
                : new URL[] {description.toUri().toURL()};
        loader = new URLClassLoader(urls, null);
    }

    static FakeArtifact in(Path folder) throws IOException {
        return new FakeArtifact(folder, "gpl", Map.of(), true);
    }

    static FakeArtifact changed(Path folder, String name, byte[] bytes) throws IOException {
        return new FakeArtifact(folder, "gpl", Map.of(name, bytes), true);
    }

    static FakeArtifact withoutPrograms(Path folder) throws IOException {
        return new FakeArtifact(folder, "gpl", Map.of(), false);
    }

    BundledProvider provider() {
        return new BundledProvider(Resources.of(loader));
    }

    FFmpegProvider.Build build(Map<String, String> properties) {
        return build(properties, Map.of());
    }

    FFmpegProvider.Build build(Map<String, String> properties, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(Map.of("os.name", "Linux", "os.arch", "amd64"));
        all.putAll(properties);
        return provider().builds(new FFmpegSettings(all, environment)).next();
    }

    private String descriptor() {
        StringBuilder text = new StringBuilder("release = 8.0.1-test\nname = linux-x86_64-gpl\nresources = " + FOLDER
                + "\nlicence = GPL-3.0-or-later\nelf.machine = 62\nstub.libpulse.so.0 = PULSE_0\n");
        files.forEach((name, bytes) -> text.append("file." + name + " = " + bytes.length + ' ' + sha256(bytes) + '\n'));
        return text.toString();
    }

    private static void write(Path jar, Map<String, byte[]> content) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
