package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real bundled FFmpeg and its cache, used by several JVMs at the same time. */
@EnabledOnOs(OS.LINUX)
class BundledCacheIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @Test
    void servesFourJvmsThatStartTogetherOnAnEmptyCache() throws Exception {
        assertThat(startTogether(4)).hasSize(4).allMatch(line -> line.startsWith("bundled FFmpeg"));
        assertThat(names()).hasSize(3).contains(".lock", "versions-1");
    }

    @Test
    @Tag("long")
    void servesFourJvmsThatStartTogetherOnACacheThatWasCutShort() throws Exception {
        startTogether(1);
        Path library = find("libavcodec.so");
        try (FileChannel file = FileChannel.open(library, StandardOpenOption.WRITE)) {
            file.truncate(1000);
        }
        assertThat(startTogether(4)).hasSize(4).allMatch(line -> line.startsWith("bundled FFmpeg"));
        assertThat(find("libavcodec.so"))
                .satisfies(repaired -> assertThat(Files.size(repaired)).isGreaterThan(10_000_000));
        assertThat(names()).hasSize(3).contains(".lock", "versions-1");
    }

    /** What each JVM runs. */
    static final class Start {

        private Start() {}

        public static void main(String[] arguments) {
            FFmpegBinary found = FFmpegLocator.create().locate();
            System.out.println(found.origin() + ' ' + found.version());
        }
    }

    private List<String> startTogether(int count) throws IOException, InterruptedException {
        // Without what would name another cache or another FFmpeg.
        List<String> command = new ArrayList<>(List.of("env"));
        for (String name : List.of("XDG_CACHE_HOME", "ASYNCFFMPEG_CACHE", "ASYNCFFMPEG_FFMPEG")) {
            command.addAll(List.of("-u", name));
        }
        List<String> java = Jvm.command(Start.class);
        int options = java.indexOf("-cp"); // before it: env, its option, java and options of java
        command.addAll(java.subList(0, options));
        command.add("-Duser.home=" + home());
        command.addAll(java.subList(options, java.size()));
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                children.add(Child.start(leaks.tempDirectory(), leaks.environment(), command));
            }
            List<String> said = new ArrayList<>();
            for (Child child : children) {
                assertThat(child.exitCode(Duration.ofMinutes(2)))
                        .as(child.stderr())
                        .isZero();
                said.add(child.stdout());
            }
            return said;
        } finally {
            children.forEach(Child::close);
        }
    }

    private Path home() throws IOException {
        return leaks.tempDirectory().resolve("home");
    }

    private Path cache() throws IOException {
        return home().resolve(".cache/asyncffmpeg");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path find(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(cache())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
