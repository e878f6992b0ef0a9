package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The bundled FFmpeg on a machine that has glibc, the C++ runtime and a JDK, and nothing else: no X, ALSA, PulseAudio, no
 * shell, no {@code /etc/passwd}. The machine is a folder, entered by {@code chroot} in a namespace of its own.
 *
 * <p>Nothing else proves it: where this project is built, some FFmpeg is installed, and its libraries would be found.
 */
@EnabledOnOs(OS.LINUX)
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
            "for folder in /proc /dev \"$JDK\" $(ls -d /etc/java-*-openjdk 2>/dev/null); do",
            "  mkdir -p \"$ROOT$folder\"",
            "  mount --rbind \"$folder\" \"$ROOT$folder\"",
            "done",
            "exec chroot \"$ROOT\" \"$JDK/bin/java\" -Duser.home=/home/nobody -cp \"$CLASSES\" \"$MAIN\"");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path root = Path.of("");

    @Test
    void encodesAndProbesWithNothingButGlibc() throws Exception {
        Conditions.requireMountNamespace();
        root = Files.createDirectory(leaks.tempDirectory().resolve("root"));
        copyLibraries();
        assertThat(libraries()).isNotEmpty().noneMatch(name -> name.matches("lib(xcb|pulse|asound|va|drm|X).*"));
        List<Path> classes = copyClasses();

        try (Child inside = enter(classes)) {
            int exitCode = inside.exitCode(Duration.ofMinutes(2));
            assertThat(inside.stdout())
                    .as("what the program in the bare root said; on stderr: " + inside.stderr())
                    .contains("origin=bundled FFmpeg")
                    .contains("completed, 50 frames")
                    .contains("codec_name=h264")
                    .contains("codec_name=aac")
                    .contains("ffprobe exit 0");
            assertThat(exitCode).isZero();
        }
    }

    /** What runs in the bare root. */
    static final class Inside {

        private Inside() {}

        public static void main(String[] arguments) throws Exception {
            FFmpeg ffmpeg = FFmpeg.create();
            FFmpegBinary found = ffmpeg.binary();
            System.out.println("origin=" + found.origin() + ", in " + found.ffmpeg());
            Path file = Files.createTempDirectory(Path.of("/home"), "out").resolve("out.mp4");
            FFmpegResult result = ffmpeg.run(FFmpeg.input("testsrc=size=320x240:rate=25:duration=2")
                    .format("lavfi")
                    .output(file, FFmpeg.input("sine=duration=2").format("lavfi"))
                    .codec("v", "libx264")
                    .codec("a", "aac"));
            System.out.println(
                    "completed, " + result.lastProgress().orElseThrow().frame().orElse(0) + " frames");
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

    private Child enter(List<Path> classes) throws IOException {
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.put("ROOT", root.toString());
        environment.put(
                "JDK", Path.of(System.getProperty("java.home")).toRealPath().toString());
        environment.put("MAIN", Inside.class.getName());
        environment.put(
                "CLASSES", String.join(":", classes.stream().map(Path::toString).toList()));
        // With an environment as bare as the root: no LD_LIBRARY_PATH, no locale.
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("unshare", "-Urm", "sh", "-c", SCRIPT));
        return Child.start(leaks.tempDirectory(), Map.of(), command);
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
                "META-INF/services/io.github.asyncffmpeg.internal.locate.FFmpegProvider",
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
}
