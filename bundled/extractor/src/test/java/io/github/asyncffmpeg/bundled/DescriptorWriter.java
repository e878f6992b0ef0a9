package io.github.asyncffmpeg.bundled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes the descriptor of a platform artifact from the vendor's jar: which files, their sizes and digests, the glibc they
 * need, and the libraries that a machine may lack. To be run again for each new release of the vendor:
 *
 * <pre>java … DescriptorWriter ffmpeg-8.0.1-1.5.13-linux-x86_64-gpl.jar linux-x86_64/src/main/resources gpl</pre>
 */
final class DescriptorWriter {

    private static final Pattern WANTED = Pattern.compile(
            "org/bytedeco/ffmpeg/[^/]+/((?:ffmpeg|ffprobe)(?:\\.exe)?|lib(?!jni).*\\.so\\.\\d+|lib(?!jni).*\\.\\d+\\.dylib"
                    + "|(?:av|sw|post)[a-z]+-\\d+\\.dll)");
    private static final Pattern JAR =
            Pattern.compile("ffmpeg-([\\d.]+-[\\d.]+)-([a-z]+-(?:x86_64|arm64)(-gpl)?)\\.jar");
    private static final Pattern GLIBC = Pattern.compile("GLIBC_2\\.(\\d+)");

    /** What every machine with glibc has, or the JVM itself needs. */
    private static final Set<String> BASE = Set.of(
            "libc.so.6",
            "libm.so.6",
            "libmvec.so.1",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "ld-linux-x86-64.so.2",
            "ld-linux-aarch64.so.1",
            "libstdc++.so.6",
            "libgcc_s.so.1");

    private final Map<String, byte[]> files = new TreeMap<>();
    private String resources = "";

    private DescriptorWriter() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Path jar = Path.of(arguments[0]);
        Matcher name = JAR.matcher(jar.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("not a jar of the vendor: " + jar);
        }
        String platform = name.group(2).replace("-gpl", "");
        Path target =
                Path.of(arguments[1], "META-INF", "asyncffmpeg", "bundled", platform, arguments[2] + ".properties");
        Files.createDirectories(target.getParent());
        Files.writeString(target, new DescriptorWriter().describe(jar, name.group(1), name.group(2)));
    }

    private String describe(Path jar, String release, String build) throws IOException, GeneralSecurityException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : List.<ZipEntry>copyOf(zip.stream().toList())) {
                Matcher file = WANTED.matcher(entry.getName());
                if (file.matches()) {
                    files.put(file.group(1), zip.getInputStream(entry).readAllBytes());
                    resources = entry.getName().substring(0, file.start(1));
                }
            }
        }
        StringBuilder text = new StringBuilder("# Written by DescriptorWriter from " + jar.getFileName() + "\n");
        text.append("release = ").append(release).append('\n');
        text.append("name = ").append(build).append('\n');
        text.append("resources = ").append(resources).append('\n');
        text.append("licence = ")
                .append(build.endsWith("-gpl") ? "GPL-3.0-or-later" : "LGPL-3.0-or-later")
                .append('\n');
        if (build.startsWith("linux-")) {
            describeLoading(text);
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        files.forEach((name, bytes) -> text.append("file.")
                .append(name)
                .append(" = ")
                .append(bytes.length)
                .append(' ')
                .append(HexFormat.of().formatHex(digest.digest(bytes)))
                .append('\n'));
        return text.toString();
    }

    private void describeLoading(StringBuilder text) {
        List<ElfFile> elves = files.values().stream().map(ElfFile::new).toList();
        Map<String, Set<String>> stubs = new TreeMap<>();
        int glibc = 0;
        for (ElfFile elf : elves) {
            for (String needed : elf.needed()) {
                if (!files.containsKey(needed) && !BASE.contains(needed)) {
                    stubs.computeIfAbsent(needed, library -> new TreeSet<>());
                }
            }
            for (Map.Entry<String, List<String>> needed : elf.neededVersions().entrySet()) {
                Set<String> versions = stubs.get(needed.getKey());
                if (versions != null) {
                    versions.addAll(needed.getValue());
                }
                for (String version : needed.getValue()) {
                    Matcher release = GLIBC.matcher(version);
                    glibc = Math.max(glibc, release.matches() ? Integer.parseInt(release.group(1)) : 0);
                }
            }
        }
        text.append("glibc = 2.").append(glibc).append('\n');
        text.append("elf.machine = ")
                .append(elves.stream()
                        .map(ElfFile::machine)
                        .max(Comparator.naturalOrder())
                        .orElseThrow())
                .append('\n');
        stubs.forEach((library, versions) -> text.append("stub.")
                .append(library)
                .append(" = ")
                .append(String.join(" ", versions))
                .append('\n'));
    }
}
