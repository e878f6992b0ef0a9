package io.github.asyncffmpeg.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledProviderTest {

    @TempDir
    Path folder;

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(FFmpegProvider.class)).anyMatch(provider -> provider instanceof BundledProvider);
    }

    @Test
    void callsPlatformsByTheNamesOfTheArtifacts() {
        assertThat(platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(platform("Linux", "aarch64")).isEqualTo("linux-arm64");
        assertThat(platform("Mac OS X", "aarch64")).isEqualTo("macosx-arm64");
        assertThat(platform("Mac OS X", "x86_64")).isEqualTo("macosx-x86_64");
        assertThat(platform("Windows Server 2022", "amd64")).isEqualTo("windows-x86_64");
    }

    @Test
    void namesTheArtifactForAnOlderGlibcWhenTheLoaderComplains() throws IOException {
        try (FakeArtifact artifact = FakeArtifact.in(folder)) {
            assertThat(artifact.build(Map.of()).remedy("/lib/libm.so.6: version `GLIBC_2.35' not found"))
                    .hasValueSatisfying(
                            remedy -> assertThat(remedy).contains("asyncffmpeg-bundled-linux-x86_64-glibc229"));
        }
    }

    @Test
    void findsArtifactsThatLieOnTheModulePathWhereNoClassLoaderSeesThem() throws IOException {
        try (FakeArtifact artifact = FakeArtifact.in(folder.resolve("jars"))) {
            Path modules = Files.createDirectory(folder.resolve("modules"));
            Files.copy(folder.resolve("jars/platform.jar"), modules.resolve("asyncffmpeg-bundled-linux-x86_64-1.jar"));
            Files.copy(folder.resolve("jars/vendor.jar"), modules.resolve("ffmpeg-8.0.1-linux-x86_64-gpl.jar"));
            FFmpegSettings settings = new FFmpegSettings(
                    Map.of(
                            "os.name",
                            "Linux",
                            "os.arch",
                            "amd64",
                            "jdk.module.path",
                            modules.toString(),
                            "user.home",
                            folder.toString()),
                    Map.of());
            BundledProvider provider = new BundledProvider(Resources.of((ClassLoader) null));

            assertThat(provider.builds(settings).next().unpack().path()).isDirectory();
        }
    }

    @Test
    void canReadEveryDescriptorThatIsPublished() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."), 12)) {
            List<Descriptor> published = files.filter(file -> file.toString().endsWith("gpl.properties")
                            && file.toString().contains("src"))
                    .map(BundledProviderTest::read)
                    .toList();
            assertThat(published).hasSize(14).allSatisfy(build -> {
                assertThat(build.programs()).hasSize(2);
                assertThat(build.marker()).contains("avcodec");
                assertThat(build.files().values())
                        .allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
                assertThat(build.licence())
                        .isEqualTo(build.name().endsWith("-gpl") ? "GPL-3.0-or-later" : "LGPL-3.0-or-later");
            });
        }
    }

    private static Descriptor read(Path file) {
        try {
            return Descriptor.read(file.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String platform(String os, String arch) {
        return Platform.of(new FFmpegSettings(Map.of("os.name", os, "os.arch", arch), Map.of()))
                .name();
    }
}
