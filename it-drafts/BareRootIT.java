package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.binary.FFmpegLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundled FFmpeg on a machine that has glibc, the C++ runtime and a JDK, and nothing else: no X, ALSA, PulseAudio, no
 * shell, no {@code /etc/passwd}. The machine is a folder, entered by {@code chroot} in a namespace of its own.
 *
 * <p>Nothing else proves it: where this project is built, some FFmpeg is installed, and its libraries would be found.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIf("namespacesAreAllowed")
class BareRootIT {

    /** glibc, and what the JVM itself is linked with. libmvec is a part of glibc on x86-64. */
    private static final List<String> LIBRARIES = List.of(
            "libc.so.6",
            "libm.so.6",
            "libmvec.so.1",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "libstdc++.so.6",
            "libgcc_s.so.1",
            "libz.so.1");

    private static final List<String> LIBRARY_FOLDERS = List.of(
            "/lib/x86_64-linux-gnu",
            "/lib/aarch64-linux-gnu",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/lib64",
            "/usr/lib64");

    private static final List<String> LOADERS = List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1");

    private static final String SCRIPT = String.join(
            "\n",
            "set -e",
            "for folder in /proc /dev \"$JDK\" $(test -d /etc/java-17-openjdk && echo /etc/java-17-openjdk); do",
            "  mkdir -p \"$ROOT$folder\"",
            "  mount --rbind \"$folder\" \"$ROOT$folder\"",
            "done",
            "exec chroot \"$ROOT\" \"$JDK/bin/java\" -Duser.home=/home/nobody -cp \"$CLASSES\" \"$MAIN\"");

    @TempDir
    Path root;

    @Test
    void encodesAndProbesWithNothingButGlibc() throws Exception {
        copyLibraries();
        assertThat(libraries()).isNotEmpty().noneMatch(name -> name.matches("lib(xcb|pulse|asound|va|drm|X).*"));
        List<Path> classes = copyClasses();

        Result inside = enter(classes);

        assertThat(inside.output())
                .as("what the program in the bare root said")
                .contains("origin=bundled FFmpeg")
                .contains("ffmpeg exit 0")
                .contains("codec_name=h264")
                .contains("codec_name=aac")
                .contains("ffprobe exit 0");
        assertThat(inside.exitCode()).isZero();
    }

    /** What runs in the bare root. */
    static final class Inside {

        private Inside() {}

        public static void main(String[] arguments) throws Exception {
            long start = System.nanoTime();
            FFmpegBinary found = FFmpegLocator.create().locate();
            System.out.println("origin=" + found.origin() + " after "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms, in " + found.ffmpeg());
            Path file = Files.createTempDirectory(Path.of("/home"), "out").resolve("out.mp4");
            run(
                    found,
                    found.ffmpeg(),
                    "ffmpeg",
                    "-v",
                    "warning",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc=size=320x240:rate=25:duration=2",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=duration=2",
                    "-c:v",
                    "libx264",
                    "-c:a",
                    "aac",
                    file.toString());
            run(
                    found,
                    found.requireFFprobe(),
                    "ffprobe",
                    "-v",
                    "error",
                    "-show_entries",
                    "stream=codec_name",
                    file.toString());
        }

        private static void run(FFmpegBinary found, Path program, String name, String... arguments) throws Exception {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            found.prepare(builder.environment());
            int code = builder.start().waitFor();
            System.out.println(name + " exit " + code);
        }
    }

    private record Result(int exitCode, String output) {}

    private Result enter(List<Path> classes) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bare-root", ".log");
        ProcessBuilder builder = new ProcessBuilder("unshare", "-Urm", "sh", "-c", SCRIPT)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("ROOT", root.toString());
        builder.environment()
                .put(
                        "JDK",
                        Path.of(System.getProperty("java.home")).toRealPath().toString());
        builder.environment().put("MAIN", Inside.class.getName());
        builder.environment()
                .put(
                        "CLASSES",
                        String.join(":", classes.stream().map(Path::toString).toList()));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            String said = Files.readString(output);
            return new Result(ended ? process.exitValue() : -1, said);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private void copyLibraries() throws IOException {
        for (String name : LIBRARIES) {
            for (String folder : LIBRARY_FOLDERS) {
                Path library = Path.of(folder, name);
                if (Files.exists(library)) {
                    copy(library);
                    break;
                }
            }
        }
        for (String loader : LOADERS) {
            if (Files.exists(Path.of(loader))) {
                copy(Path.of(loader));
            }
        }
        Files.createDirectories(root.resolve("home"));
    }

    private void copy(Path file) throws IOException {
        Path copy = root.resolve(Path.of("/").relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file.toRealPath(), copy);
    }

    private List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".so"))
                    .toList();
        }
    }

    /** The core, the extractor, the platform's descriptor, the programs, and this class. */
    private List<Path> copyClasses() throws IOException {
        String arch = System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x86_64";
        List<String> resources = List.of(
                FFmpegLocator.class.getName().replace('.', '/') + ".class",
                "META-INF/services/io.github.asyncffmpeg.binary.FFmpegProvider",
                "META-INF/asyncffmpeg/bundled/" + arch + "/gpl.properties",
                "org/bytedeco/ffmpeg/" + arch + "-gpl/ffmpeg",
                getClass().getName().replace('.', '/') + ".class");
        List<Path> inside = new ArrayList<>();
        for (String resource : resources) {
            Path source = container(resource);
            Path copy = root.resolve("app").resolve(inside.size() + (Files.isDirectory(source) ? "" : ".jar"));
            copyTree(source, copy);
            inside.add(Path.of("/").resolve(root.relativize(copy)));
        }
        return inside;
    }

    /** The jar or folder on the class path that holds a resource. */
    private Path container(String resource) throws IOException {
        URL url = Objects.requireNonNull(getClass().getClassLoader().getResource(resource), resource);
        URLConnection connection = url.openConnection();
        try {
            if (connection instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            String text = url.toString();
            return Path.of(URI.create(text.substring(0, text.length() - resource.length())));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void copyTree(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            files.forEach(file -> {
                try {
                    Path copy = target.resolve(source.relativize(file).toString());
                    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    static boolean namespacesAreAllowed() {
        try {
            Process trial = new ProcessBuilder("unshare", "-Urm", "true")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return trial.waitFor() == 0 && said.isEmpty();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
