package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaBytes;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Media of this program in which FFmpeg goes back and forth: the same comes out as of a file, and the same is written. */
@Tag("media")
class MediaAsFileIT {

    private static final Duration LATER = Duration.ofMillis(900);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** Two seconds of 720p at some 12 Mbit/s, with sound: far more than FFmpeg reads ahead. */
    private static Path film(Workbench bench) {
        Path film = bench.file("film.mp4");
        arguments(
                bench,
                "-f lavfi -i testsrc2=s=1280x720:r=25:d=2 -f lavfi -i sine=d=2 -c:v mpeg4 -g 12 -b:v 12M -c:a aac -shortest",
                film);
        return film;
    }

    private static void arguments(Workbench bench, String arguments, Path output) {
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add("file:" + output);
        bench.run(StreamSpec.ofArguments(all.toArray(String[]::new)));
    }

    private static String text(MediaBytes bytes) {
        return new String(bytes.bytes(), StandardCharsets.US_ASCII).strip();
    }

    /** The digests of each stream of some inputs, which are read by one FFmpeg. Of the first input it would choose some. */
    private static List<String> digests(Workbench bench, List<Input> inputs) {
        List<MediaBytes> digests = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        outputs.add(FFmpeg.input("anullsrc=d=0.1").format("lavfi").output("-").format("null"));
        for (Input input : inputs) {
            MediaBytes digest = MediaSink.toBytes(1000);
            digests.add(digest);
            outputs.add(input.output(digest)
                    .format("streamhash")
                    .option("hash", "md5")
                    .codec("copy"));
        }
        bench.run(StreamSpec.of(outputs));
        return digests.stream().map(MediaAsFileIT::text).toList();
    }

    private static List<Input> waysIn(Path file, byte[] media) {
        return List.of(
                FFmpeg.input(file),
                FFmpeg.input(MediaSource.of(media)),
                FFmpeg.input(MediaSource.of(file, 0, media.length)),
                FFmpeg.input(MediaSource.of(new ByteArrayInputStream(media)).seekable()));
    }

    private static Map<String, byte[]> bases(Workbench bench) throws IOException {
        Path film = film(bench);
        Path chapters = Files.writeString(
                bench.file("chapters.txt"),
                ";FFMETADATA1\ntitle=T\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=one\n"
                        + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=900\nEND=2000\ntitle=two\n");
        Path cover = bench.file("cover.png");
        arguments(bench, "-f lavfi -i color=red:s=320x240 -frames:v 1", cover);
        Map<String, String> ways = new LinkedHashMap<>();
        String in = "-i file:" + film + " ";
        ways.put("index at the end", in + "-c copy");
        ways.put("index first", in + "-c copy -movflags +faststart");
        ways.put("mov", in + "-c copy -f mov");
        ways.put("several tracks", in + "-map 0:v -map 0:a -map 0:a -map 0:v -c copy");
        ways.put("edit list", "-ss 0.7 " + in + "-c copy");
        ways.put("cover", in + "-i file:" + cover + " -map 0 -map 1 -c copy -disposition:v:1 attached_pic");
        ways.put("chapters", in + "-i file:" + chapters + " -map_metadata 1 -c copy");
        ways.put("sound only", in + "-map 0:a -c copy");
        ways.put("small", in + "-map 0:v -frames:v 3 -c copy");
        ways.put("index first, several", in + "-map 0 -map 0:a -c copy -movflags +faststart");
        ways.put("fragments", in + "-c copy -movflags frag_keyframe+empty_moov");
        ways.put("fragments after samples", in + "-c copy -movflags frag_keyframe");
        ways.put("fragments, relative", in + "-c copy -movflags frag_keyframe+empty_moov+default_base_moof");
        ways.put("sidx", in + "-c copy -movflags frag_keyframe+empty_moov+dash+global_sidx");
        Map<String, byte[]> bases = new LinkedHashMap<>();
        for (Map.Entry<String, String> way : ways.entrySet()) {
            Path file = bench.file("base.mp4");
            arguments(bench, way.getValue(), file);
            bases.put(way.getKey(), Files.readAllBytes(file));
            Files.delete(file);
        }
        return bases;
    }

    /** 14 files of FFmpeg's, and 200 other arrangements of them. */
    @EachFFmpeg
    @Tag("long")
    void twoHundredMp4sOfDifferentStructureAreReadAsFromAFile(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (Map.Entry<String, byte[]> base : bases(bench).entrySet()) {
            boolean fragments =
                    base.getKey().contains("fragments") || base.getKey().equals("sidx");
            List<Input> inputs = new ArrayList<>();
            for (int seed = 0; seed <= (fragments ? 0 : 20); seed++) {
                byte[] media = seed == 0
                        ? base.getValue()
                        : Mp4Shapes.arranged(base.getValue(), seed, seed % 2 * 200_000 + 50);
                Path file = Files.write(bench.file("shape" + seed + ".mp4"), media);
                for (Input input : waysIn(file, media)) {
                    inputs.add(seed % 3 == 2 ? input.seek(LATER) : input);
                }
            }
            List<String> digests = digests(bench, inputs);
            for (int i = 0; i < digests.size(); i++) {
                assertThat(digests.get(i))
                        .as(base.getKey() + ", arrangement " + i / 4)
                        .contains("=")
                        .isEqualTo(digests.get(i - i % 4));
            }
        }
    }

    @EachFFmpeg
    @Tag("long")
    void otherContainersAreReadAsFromAFileAndSoughtIn(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path film = film(bench);
        Map<String, String> containers = new LinkedHashMap<>();
        containers.put("a.mov", "-c copy");
        containers.put("a.mkv", "-c copy");
        containers.put("a.avi", "-c copy");
        containers.put("a.ts", "-c:v mpeg2video -c:a copy");
        containers.put("a.wav", "-vn");
        containers.put("a.flac", "-vn");
        containers.put("a.ogg", "-vn -c:a flac");
        containers.put("a.flv", "-c:v flv1 -c:a copy");
        for (Map.Entry<String, String> container : containers.entrySet()) {
            Path file = bench.file(container.getKey());
            arguments(bench, "-i file:" + film + " " + container.getValue(), file);
            byte[] media = Files.readAllBytes(file);
            List<Input> inputs = new ArrayList<>(waysIn(file, media));
            waysIn(file, media).forEach(input -> inputs.add(input.seek(LATER)));
            List<String> digests = digests(bench, inputs);
            assertThat(digests.subList(0, 4)).as(container.getKey()).containsOnly(digests.get(0));
            assertThat(digests.subList(4, 8))
                    .as(container.getKey() + ", from 0.9 s")
                    .containsOnly(digests.get(4));
            if (!container.getKey().equals("a.ogg")) { // one page
                assertThat(digests.get(0)).as(container.getKey()).isNotEqualTo(digests.get(4));
            }
        }
    }

    /** What is written is what FFmpeg writes into a file, byte by byte: with lengths, an index, and that where it is asked for. */
    @EachFFmpeg
    void whatIsWrittenByGoingBackGoesIntoMemoryAStreamAndAChannel(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Input film = FFmpeg.input(film(bench));
        for (String format : List.of("mp4", "mov", "matroska", "wav", "avi", "faststart")) {
            Path file = bench.file("out." + format);
            MediaBytes memory = MediaSink.toBytes(64 << 20);
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            Path channelFile = bench.file("channel");
            List<Output> outputs = new ArrayList<>();
            try (SeekableByteChannel channel =
                    Files.newByteChannel(channelFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[5]));
                outputs.add(film.output(file));
                outputs.add(film.output(memory.seekable()));
                outputs.add(film.output(MediaSink.to(stream).seekable()));
                outputs.add(film.output(MediaSink.to(channel).seekable()));
                bench.run(StreamSpec.of(
                        outputs.stream().map(output -> written(output, format)).toList()));
            }
            byte[] expected = Files.readAllBytes(file);
            assertThat(memory.bytes()).as(format).isEqualTo(expected);
            assertThat(stream.toByteArray()).as(format).isEqualTo(expected);
            byte[] behind = Files.readAllBytes(channelFile);
            assertThat(java.util.Arrays.copyOfRange(behind, 5, behind.length))
                    .as(format)
                    .isEqualTo(expected);
            Files.delete(channelFile);
            assertThat(bench.playable(file).frames()).isEqualTo(format.equals("wav") ? 0 : 50);
        }
    }

    private static Output written(Output output, String format) {
        Output exact = output.flag("bitexact");
        return switch (format) {
            case "wav" -> exact.format(format).flag("vn");
            case "faststart" -> exact.format("mp4").codec("copy").option("movflags", "+faststart");
            default -> exact.format(format).codec("copy");
        };
    }

    /** A list for {@code concatf} has quotes and backslashes of its own. */
    @EachFFmpeg
    void aTemporaryFolderMayHaveAnyName(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path film = film(bench);
        Path odd = Files.createDirectory(bench.file("it's a \\ 'name' "));
        Path part = Files.copy(film, odd.resolve("a,b:c.bin"));
        assertThat(digests(bench, List.of(FFmpeg.input(film), FFmpeg.input(MediaSource.of(part, 0, Files.size(part))))))
                .hasSize(2)
                .containsOnly(digests(bench, List.of(FFmpeg.input(part))).get(0));
    }
}
