package io.github.asyncffmpeg.bundled;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a platform artifact says about one build of FFmpeg: where its files are on the class path, and exactly which they
 * are. Sizes and digests are pinned when our artifact is made, so that a file is what we tested or it is not used.
 *
 * @param release the version of the vendor's artifact, {@code 8.0.1-1.5.13}
 * @param name the vendor's name of the build, {@code linux-x86_64-gpl}
 * @param resources the resource folder that holds the files, ending in a slash
 * @param licence the licence of the programs, as an SPDX expression
 * @param glibc the oldest glibc it runs on, {@code 2.35}; none where there is no glibc
 * @param stubs the libraries to write ourselves
 * @param files the files to unpack, by name
 */
record Descriptor(
        String release,
        String name,
        String resources,
        String licence,
        @Nullable String glibc,
        List<StubLibrary> stubs,
        Map<String, PinnedFile> files) {

    private static final String FILE = "file.";
    private static final String STUB = "stub.";

    Descriptor {
        stubs = List.copyOf(stubs);
        files = Map.copyOf(files);
    }

    /**
     * A file as it must be.
     *
     * @param size its size in bytes
     * @param sha256 its digest, 64 hexadecimal digits in lower case
     */
    record PinnedFile(long size, String sha256) {}

    static Descriptor read(URL source) throws IOException {
        Properties text = new Properties();
        text.load(new ByteArrayInputStream(Resources.read(source)));
        int machine = Integer.parseInt(text.getProperty("elf.machine", "0"));
        List<StubLibrary> stubs = new ArrayList<>();
        Map<String, PinnedFile> files = new HashMap<>();
        // Loops here and in what else each look-up does: the machinery of streams is most of the first one.
        for (Map.Entry<String, String> stub : entries(text, STUB).entrySet()) {
            stubs.add(new StubLibrary(stub.getKey(), words(stub.getValue()), machine));
        }
        for (Map.Entry<String, String> file : entries(text, FILE).entrySet()) {
            files.put(file.getKey(), pinned(words(file.getValue())));
        }
        return new Descriptor(
                required(text, "release", source),
                required(text, "name", source),
                required(text, "resources", source),
                required(text, "licence", source),
                text.getProperty("glibc"),
                stubs,
                files);
    }

    /** The file that tells one release from another: the two could lie in resource folders of the same name. */
    String marker() {
        for (String file : files.keySet()) {
            if (file.contains("avcodec")) {
                return file;
            }
        }
        return programs().get(0);
    }

    /** The files that must be executable. */
    List<String> programs() {
        List<String> programs = new ArrayList<>();
        for (String file : files.keySet()) {
            String name = file.endsWith(".exe") ? file.substring(0, file.length() - 4) : file;
            if (name.equals("ffmpeg") || name.equals("ffprobe")) {
                programs.add(file);
            }
        }
        Collections.sort(programs);
        return programs;
    }

    /** The FFmpeg version in the release, {@code 8.0.1}. */
    String version() {
        int dash = release.indexOf('-');
        return dash < 0 ? release : release.substring(0, dash);
    }

    private static PinnedFile pinned(List<String> words) {
        return new PinnedFile(Long.parseLong(words.get(0)), words.get(1));
    }

    private static Map<String, String> entries(Properties text, String prefix) {
        Map<String, String> entries = new TreeMap<>();
        for (String key : text.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                entries.put(key.substring(prefix.length()), text.getProperty(key, ""));
            }
        }
        return entries;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String required(Properties text, String key, URL source) throws IOException {
        String value = text.getProperty(key);
        if (value == null) {
            throw new IOException("The descriptor " + source + " has no " + key + '.');
        }
        return value;
    }
}
