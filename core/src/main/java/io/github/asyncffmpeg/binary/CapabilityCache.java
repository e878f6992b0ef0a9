package io.github.asyncffmpeg.binary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The capabilities of the FFmpegs this JVM has used, by what their files are: one that was replaced is asked again. The
 * last eight are kept; the page of all options of one is a megabyte of text (1.1 MB with Debian's 5.1.9).
 *
 * <p>Safe for any thread; holds no process, thread or class loader.
 */
final class CapabilityCache {

    private static final int MOST = 8;

    /** What an FFmpeg is. The environment counts, since it decides which libraries are loaded. */
    private record Key(Path real, long modifiedMillis, long size, FFmpegBinary binary, Map<String, String> variables) {}

    /** Guarded by itself; the least recently used is first. */
    private static final Map<Key, Capabilities> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Capabilities> eldest) {
            return size() > MOST;
        }
    };

    private CapabilityCache() {}

    static Capabilities of(FFmpegBinary binary, Map<String, String> environment) {
        Key key;
        try {
            Path real = binary.ffmpeg().toRealPath();
            BasicFileAttributes state = Files.readAttributes(real, BasicFileAttributes.class);
            key = new Key(real, state.lastModifiedTime().toMillis(), state.size(), binary, environment);
        } catch (IOException gone) {
            return new Capabilities(new Questions(binary, environment)); // each listing will say so
        }
        synchronized (KNOWN) {
            return KNOWN.computeIfAbsent(key, absent -> new Capabilities(new Questions(binary, environment)));
        }
    }
}
