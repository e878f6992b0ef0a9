package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.asyncffmpeg.cli.Main;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.MediaFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands that look and change nothing, as a person runs them: {@code probe}, {@code doctor}. */
class InspectionIT {

    private static final List<String> HOSTILE =
            List.of("-y.mp4", "a%03d.mp4", "a\nb\u001b[31m.mp4", "c:d.mp4", "öß 電.mp4", "'q\".mp4", "[0:v];x.mp4");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Child run(Map<String, String> more, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.put("LC_ALL", "C.UTF-8"); // as the launcher does
        environment.putAll(more);
        List<String> command = new ArrayList<>(List.of(
                "sh", "-c", "cd \"$0\" && exec \"$@\"", leaks.tempDirectory().toString()));
        command.addAll(Jvm.command(Main.class, arguments));
        return Child.start(leaks.tempDirectory(), environment, command);
    }

    /** The first field of each line, and whether it has an error. */
    private static List<String> files(String lines) throws IOException {
        List<String> files = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            try (JsonReader json = new JsonReader(new StringReader(line))) {
                json.beginObject();
                assertThat(json.nextName()).isEqualTo("file");
                String file = json.nextString();
                String next = json.nextName();
                json.skipValue();
                while (json.peek() == JsonToken.NAME) {
                    json.nextName();
                    json.skipValue();
                }
                json.endObject();
                files.add(next.equals("error") ? file + " failed" : file);
            }
        }
        return files;
    }

    @EachFFmpeg
    void probesManyFilesInTheirOrderWhateverTheirNames(Installation installation) throws Exception {
        Path video = MediaFiles.in(leaks.tempDirectory(), installation.ffmpeg(), installation.environment())
                .videoWithAudio(Duration.ofMillis(200));
        List<String> arguments = new ArrayList<>(List.of("probe", "--json", "-j", "4", "--"));
        List<String> expected = new ArrayList<>();
        int count = installation.name().equals(FFmpegs.bundled().name()) ? 40 : 12; // Debian's starts ten times slower
        for (int i = 0; i < count; i++) {
            String name = i < HOSTILE.size() ? HOSTILE.get(i) : "plain" + (count - i) + ".mp4";
            if (i == count - 4) {
                Files.writeString(leaks.tempDirectory().resolve(name), "no video");
            } else if (i != count - 2) { // which is missing
                Files.copy(video, leaks.tempDirectory().resolve(name));
            }
            arguments.add(name);
            expected.add(i == count - 4 || i == count - 2 ? name + " failed" : name);
        }
        Map<String, String> environment = new HashMap<>(installation.environment());
        environment.put(FFmpegLocator.VARIABLE, installation.ffmpeg().toString());
        try (Child program = run(environment, arguments.toArray(String[]::new))) {
            assertThat(program.exitCode()).as(program.stderr()).isEqualTo(1);
            assertThat(files(program.stdout())).isEqualTo(expected);
            assertThat(program.stdout()).contains("\"type\":\"video\"", "\"channels\":", "\"kind\":\"NO_SUCH_FILE\"");
            assertThat(program.stderr().lines().filter(line -> line.startsWith("asyncffmpeg: ")))
                    .containsExactly(
                            "asyncffmpeg: plain4.mp4: moov atom not found",
                            "asyncffmpeg: plain2.mp4: No such file or directory");
        }
    }

    @Test
    void showsATableWithoutLettingANameReachTheTerminal() throws Exception {
        var ffmpeg = FFmpegs.bundled();
        Path video = MediaFiles.in(leaks.tempDirectory(), ffmpeg.ffmpeg(), ffmpeg.environment())
                .withSubtitles(Duration.ofMillis(200));
        Files.copy(video, leaks.tempDirectory().resolve(HOSTILE.get(2)));
        try (Child program = run(Map.of(), "probe", HOSTILE.get(2), video.toString())) {
            assertThat(program.exitCode()).as(program.stderr()).isZero();
            assertThat(program.stdout())
                    .startsWith("FILE")
                    .doesNotContain("\u001b")
                    .contains("\na\\nb\\x1b[31m.mp4  ");
            assertThat(program.stdout().lines()).hasSize(3);
        }
    }

    @Test
    void doctorSaysWhichFFmpegIsUsedAndWhatWorks() throws Exception {
        try (Child program = run(Map.of(), "doctor")) {
            assertThat(program.exitCode()).as(program.stderr()).isZero();
            assertThat(program.stdout())
                    .contains("bundled FFmpeg", "licence", "ffprobe", "a job       ran", "mpeg4", "watchdog", "Java");
            assertThat(program.stdout().lines())
                    .noneMatch(line -> line.startsWith("problem"))
                    .anyMatch(line -> line.startsWith("note     libraries") && line.contains("libass (subtitles)"));
            FFmpegs.system()
                    .ifPresent(system -> assertThat(program.stdout())
                            .contains(
                                    "-> " + system.ffmpeg() + " has ",
                                    "--ffmpeg " + system.ffmpeg().getParent()));
        }
    }

    @Test
    void doctorSaysWhatToDoWithoutAnFFmpeg() throws Exception {
        try (Child program = run(Map.of(FFmpegLocator.VARIABLE, "/no/such"), "doctor", "--json")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.stdout())
                    .startsWith("{\"jobsCanRun\":false,")
                    .contains("\"problem\"", "/no/such", "\"advice\":\"install ffmpeg");
        }
    }
}
