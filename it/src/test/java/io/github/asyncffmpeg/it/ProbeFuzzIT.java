package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.PacketInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Damaged files: always an answer or an {@link FFmpegProcessException}. The system property {@code it.probe.fuzz} says how
 * many; the seeds are the same each time.
 */
@Tag("media")
class ProbeFuzzIT {

    private static final int FILES = Integer.getInteger("it.probe.fuzz", 300);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    @Tag("long")
    void damagedFilesNeverDoAnythingElse(Installation installation) throws Exception {
        // Debian's ffprobe takes five times as long to start as the bundled one
        int files = installation.name().equals("bundled") ? FILES : Math.max(1, FILES / 5);
        Workbench bench = new Workbench(installation, leaks);
        List<byte[]> whole = sources(bench);
        List<CompletableFuture<MediaInfo>> probes = new ArrayList<>();
        try (FFmpegPool pool = bench.ffmpeg().pool(4)) {
            for (int seed = 0; seed < files; seed++) {
                Path file = bench.file("damaged" + seed);
                Files.write(file, damaged(whole.get(seed % whole.size()), new Random(seed)));
                ProbeRequest request = ProbeRequest.of(file).timeout(Duration.ofSeconds(20));
                probes.add(pool.submit(() -> bench.ffmpeg().ffprobe().execute(request)));
            }
        }
        int answered = 0;
        for (int seed = 0; seed < files; seed++) {
            try {
                read(probes.get(seed).join());
                answered++;
            } catch (CompletionException e) {
                assertThat(e.getCause()).as("seed " + seed).isInstanceOf(FFmpegProcessException.class);
                FFmpegProcessException failure = (FFmpegProcessException) e.getCause();
                assertThat(failure).hasMessageContaining("damaged" + seed);
                assertThat(failure.outcome()).as(failure.getMessage()).isEqualTo(new Outcome.Failed(false));
            }
        }
        System.out.println(
                "ProbeFuzzIT: of " + files + " damaged files " + answered + " gave an answer (" + installation + ")");
        assertThat(answered).isBetween(files / 10, files - 1);
    }

    @EachFFmpeg
    @Tag("long")
    void damagedFilesNeverDoAnythingElseWhenPacketsAreRead(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<byte[]> whole = sources(bench);
        for (int seed = 0; seed < Math.min(FILES, 40); seed++) {
            Path file = bench.file("damaged");
            Files.write(file, damaged(whole.get(seed % whole.size()), new Random(seed)));
            ProbeRequest request = ProbeRequest.of(file).timeout(Duration.ofSeconds(20));
            try (Stream<PacketInfo> packets = bench.ffmpeg().ffprobe().packets(request)) {
                packets.forEach(PacketInfo::toString);
            } catch (FFmpegProcessException failure) {
                assertThat(failure.outcome()).as("seed " + seed).isEqualTo(new Outcome.Failed(false));
            }
        }
    }

    /** Every accessor that a caller would use. */
    private static void read(MediaInfo info) {
        info.duration();
        info.displaySize();
        info.streams()
                .forEach(stream -> stream.toString()
                        .concat("" + stream.duration() + stream.start() + stream.sideData() + stream.dispositions()));
        info.chapters().forEach(chapter -> chapter.start().isPresent());
    }

    private static List<byte[]> sources(Workbench bench) throws Exception {
        List<byte[]> sources = new ArrayList<>();
        String[] names = {"a.mp4", "a.mkv", "a.ts", "a.avi", "a.flac", "a.png", "a.wav", "a.gif", "a.mpg", "a.ogg"};
        for (String name : names) {
            boolean sound = name.endsWith("flac") || name.endsWith("wav") || name.endsWith("ogg");
            List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i"));
            arguments.add(sound ? "sine=d=0.3" : "testsrc=s=64x48:d=0.3");
            if (name.endsWith("ogg")) {
                arguments.addAll(List.of("-c:a", "flac"));
            } else if (name.endsWith("png")) {
                arguments.addAll(List.of("-frames:v", "1", "-update", "1"));
            } else if (name.endsWith("mp4")) {
                arguments.addAll(List.of("-c:v", "mpeg4", "-metadata", "title=damaged"));
            }
            Path file = bench.file(name);
            arguments.add(file.toString());
            bench.run(StreamSpec.ofArguments(arguments));
            sources.add(Files.readAllBytes(file));
        }
        return sources;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) random.nextInt(256));
            case 2 -> {
                for (int i = 0; i < 1 + random.nextInt(200); i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            case 3 -> { // the head, where the structure is
                for (int i = 0; i < 1 + random.nextInt(10); i++) {
                    bytes[random.nextInt(Math.min(600, bytes.length))] = (byte) random.nextInt(256);
                }
            }
            default -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                System.arraycopy(bytes, from, bytes, to, Math.min(bytes.length / 4, bytes.length - Math.max(from, to)));
            }
        }
        return bytes;
    }
}
