package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.SmallDisk;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FFmpeg exits with 0, and an output is not what it should be; and what only looks so. */
@Tag("media")
class OutputTruthIT {

    private static final List<@Nullable PartialOutput> POLICIES =
            Arrays.asList(null, PartialOutput.KEEP, PartialOutput.MARK, PartialOutput.DELETE);

    /** Of two seconds with sound, {@code IN}, each good. A folder in a name is made. */
    private static final List<String> GOOD = List.of(
            "-i IN -c copy o.mp4",
            "-i IN -c copy -movflags +faststart o.mov",
            "-i IN -c copy -movflags frag_keyframe+empty_moov o.mp4",
            "-i IN -c copy -movflags frag_keyframe+delay_moov+dash+global_sidx o.mp4",
            "-i IN -c copy o.mkv",
            "-i IN -c copy -live 1 o.mkv",
            "-i IN -c copy o.ts",
            "-i IN -c copy o.avi",
            "-i IN -c copy o.flv",
            "-i IN -c copy o.nut",
            "-i IN -vn o.wav",
            "-i IN -vn o.flac",
            "-i IN -vn o.mp3",
            "-i IN -vn -id3v2_version 0 o.mp3",
            "-i IN -vn -write_xing 0 o.mp3",
            "-i IN -vn -c:a libopus o.ogg",
            "-i IN -vn o.aiff",
            "-i IN -vn o.adts -vn -frames:a 1 o1.aac -vn -frames:a 1 o2.m4a -vn -frames:a 1 o3.wav -vn -frames:a 1 o4.mp3",
            "-i IN -an -frames:v 1 o.mp4 -an -frames:v 1 o.mkv -frames:v 1 o.png -frames:v 1 o.gif -an -frames:v 1 o.ts",
            "-i IN o%03d.png",
            "-i IN -c copy -f segment -segment_time 1 o%d.ts",
            "-i IN -c copy -f segment -segment_time 1 -segment_list o.m3u8 s%d.ts",
            "-i IN -c copy -f segment -segment_time 1 -segment_list o.ffconcat s%d.mkv",
            "-i IN -f ffmetadata o.txt",
            "-i IN -f framemd5 o.md5",
            "-i IN -f null -",
            "-i IN -map 0:v -c copy o.mp4 -map 0:a -c copy o.m4a",
            "-i SRT -ss 50 o.srt",
            "-i SRT -ss 50 o.ass",
            "-i SRT -map 0:s -ss 50 o.mkv",
            "-i IN -i SRT -map 0 -map 1:s -c copy -c:s mov_text o.mp4",
            "-i IN -pass 1 -passlogfile LOG -an -c:v libvpx-vp9 -deadline realtime -cpu-used 8 o.webm",
            "-i IN -map 0:v -map 0:a -map 0:s? -c copy o.mp4",
            "-i IN -i SRT -map 0:v -map 0:a -map 1:s -ss 1.5 -c:s mov_text o.mp4",
            "-i IN -map 0:v -map 0:v -c copy o.mp4",
            "-i IN -map 0:a -map 0:v -frames:v 1 -c:a copy -c:v png -disposition:v attached_pic o.m4a",
            "-i IN -ss 1 -i IN -filter_complex [0:a][1:a]amix[mix] -map 0:v -map [mix] -c:v copy o.mkv",
            "-i IN -c copy -hls_time 0.4 o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_list_size 2 o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_list_size 2 -hls_flags delete_segments o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_list_size 0 -hls_playlist_type event o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_list_size 0 -hls_playlist_type vod o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_flags omit_endlist o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_flags single_file o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_flags single_file -hls_segment_type fmp4 o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_segment_type fmp4 o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_segment_type fmp4 -hls_flags +temp_file+round_durations o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_segment_filename s%03d.ts -hls_base_url http://host/a/ o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_enc 1 -hls_enc_key 0123456789abcdef o.m3u8",
            "-i IN -c copy -hls_time 0.4 -strftime 1 -hls_segment_filename s%Y-%s.ts o.m3u8",
            "-i IN -vn -c copy -hls_time 0.4 -hls_segment_type mpegts o.m3u8",
            "-i IN -map 0:v -map 0:v -map 0:a -c copy -hls_time 0.4 -master_pl_name m.m3u8"
                    + " -var_stream_map v:0,a:0,name:x^v:1 o-%v.m3u8",
            "-i IN -map 0:v -map 0:v -c copy -hls_time 0.4 -hls_segment_type fmp4 -master_pl_name m.m3u8"
                    + " -var_stream_map v:0^v:1 v%v/o.m3u8",
            "-i IN -c copy -seg_duration 0.4 o.mpd",
            "-i IN -c copy -seg_duration 0.4 -single_file 1 o.mpd",
            "-i IN -c copy -seg_duration 0.4 -use_timeline 0 o.mpd",
            "-i IN -c copy -seg_duration 0.4 -use_template 0 o.mpd",
            "-i IN -c copy -seg_duration 0.4 -window_size 2 -extra_window_size 0 o.mpd",
            "-i IN -c copy -seg_duration 0.4 -hls_playlist 1 o.mpd",
            "-i IN -an -c:v libvpx -deadline realtime -cpu-used 8 -seg_duration 0.4 -dash_segment_type webm o.mpd");

    /** Not made with a policy: two folders, or a playlist that goes on. */
    private static final List<String> GOOD_WITHOUT_POLICY = List.of(
            "-i IN -c copy -hls_time 0.4 -hls_segment_filename sub/s%d.ts o.m3u8",
            "-i IN -c copy -hls_time 0.4 -hls_flags append_list -y o.m3u8",
            "-i IN -map 0 -c:v mpeg2video -c:a mp2 -f tee o.mkv|[f=hls]o.m3u8");

    /** Nothing is encoded into the first output; the second one, where there is one, is good. */
    private static final List<String> EMPTY = List.of(
            "-ss 100 -i IN o.mp4",
            "-ss 100 -i IN o.mov",
            "-ss 100 -i IN -movflags frag_keyframe+empty_moov o.mp4",
            "-ss 100 -i IN -movflags +faststart o.mp4",
            "-ss 100 -i IN o.mkv",
            "-ss 100 -i IN -an -c:v libvpx o.webm",
            "-ss 100 -i IN -vn o.m4a",
            "-ss 100 -i IN -vn o.mp3",
            "-ss 100 -i IN -vn o.wav",
            "-ss 100 -i IN -vn o.flac",
            "-ss 100 -i IN -vn -c:a libopus o.ogg",
            "-ss 100 -i IN -vn o.aac",
            "-ss 100 -i IN -vn o.aiff",
            "-ss 100 -i IN o.avi",
            "-ss 100 -i IN -c:v libx264 o.flv",
            "-ss 100 -i IN o.nut",
            "-ss 100 -i IN o.png",
            "-ss 100 -i IN o%03d.png",
            "-ss 100 -i IN -c:v libx264 -hls_time 0.4 o.m3u8",
            "-ss 100 -i IN -c:v libx264 -f segment o%d.mp4",
            "-i IN -t 0 o.mp4",
            "-i IN -vf trim=start=2:end=1 -an o.mkv",
            "-i IN -frames:v 0 -an o.mp4",
            "-i IN -i SRT -ss 100 -map 0 -map 1 -c:s mov_text o.mp4",
            "-i IN -ss 100 -map 0:v o.mp4 -map 0:a p.m4a",
            "-i IN -ss 100 -map 0:v o.mkv -map 0:a p.m4a",
            "-i IN -ss 100 -map 0:a o.wav -map 0:v p.mp4",
            "-i IN -filter_complex [0:a]atrim=start=5[late] -map 0:v -map [late] o.mp4",
            "-i IN -map 0:v -map 0:a -vf trim=start=5 o.mov");

    /** One of its streams is empty; FFmpeg 5 does not say so, and only MP4 shows it. */
    private static final List<String> PARTLY_EMPTY = List.of(
            "-i IN -map 0:v -map 0:a -af atrim=start=5 o.mkv",
            "-i IN -filter_complex [0:v]trim=start=5[late] -map 0:a -map [late] -c:v libx264 o.ts",
            "-i IN -map 0:v -map 0:a -af atrim=start=5 -hls_time 0.4 o.m3u8");

    /** More than fits on a disk of 256 KiB, {@code NOISE}. */
    private static final List<String> TOO_MUCH = List.of(
            "-c:v libx264 -preset ultrafast -hls_time 1 -hls_list_size 0 o.m3u8",
            "-c:v libx264 -preset ultrafast -hls_time 1 -hls_list_size 0 -hls_segment_type fmp4 o.m3u8",
            "-c:v libx264 -preset ultrafast -hls_time 1 -hls_list_size 0 -hls_flags single_file o.m3u8",
            "-c:v libx264 -preset ultrafast -hls_time 1 -hls_list_size 0 -hls_flags temp_file o.m3u8",
            "-c:v libx264 -preset ultrafast -seg_duration 1 o.mpd");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private int folders;

    private Path folder() throws IOException {
        return Files.createDirectories(leaks.tempDirectory().resolve("f" + folders++));
    }

    private FFmpegJob job(String line, Path folder, @Nullable PartialOutput policy) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (String word : line.split(" ")) {
            arguments.add(word.replace("IN", in.toString())
                    .replace("SRT", srt.toString())
                    .replace("LOG", leaks.tempDirectory().resolve("pass").toString())
                    .replace("^", " "));
        }
        for (String place : List.of("v0", "v1", "sub")) {
            if (line.contains(place.charAt(0) == 'v' ? "v%v/" : place + "/")) {
                Files.createDirectories(folder.resolve(place));
            }
        }
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(arguments))
                .directory(folder)
                .timeout(Duration.ofSeconds(60));
        return policy == null ? job : job.partialOutput(policy);
    }

    private Path in = Path.of("");
    private Path srt = Path.of("");

    private FFmpeg library(Installation installation) throws IOException {
        in = leaks.tempDirectory().resolve("in.mp4");
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        ffmpeg.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=160x120:r=25:d=2",
                "-f",
                "lavfi",
                "-i",
                "sine=d=2:r=44100",
                "-g",
                "5",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-y",
                in.toString()));
        srt = Files.writeString(
                leaks.tempDirectory().resolve("in.srt"), "1\n00:00:00,500 --> 00:00:01,000\nSome words\n\n");
        return ffmpeg;
    }

    /** Several at a time: what one costs is mostly FFmpeg's start. */
    private static List<Optional<FFmpegProcessException>> failures(FFmpeg ffmpeg, List<FFmpegJob> jobs) {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Optional<FFmpegProcessException>>> all = jobs.stream()
                    .map(job -> CompletableFuture.supplyAsync(() -> failure(ffmpeg, job), threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<FFmpegProcessException> failure(FFmpeg ffmpeg, FFmpegJob job) {
        try {
            FFmpegResult result = ffmpeg.run(job);
            assertThat(result.outcome()).isEqualTo(new Outcome.Completed());
            return Optional.empty();
        } catch (FFmpegProcessException e) {
            return Optional.of(e);
        }
    }

    @EachFFmpeg
    void whatIsGoodIsComplete(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        List<String> wrong = new ArrayList<>();
        List<FFmpegJob> jobs = new ArrayList<>();
        for (String line : GOOD) {
            jobs.add(job(line, folder(), null));
            if (line.matches(".*(?:%|m3u8|mpd|srt).*")) {
                jobs.add(job(line, folder(), PartialOutput.KEEP));
            }
        }
        List<Optional<FFmpegProcessException>> failures = failures(ffmpeg, jobs);
        for (int i = 0; i < jobs.size(); i++) {
            FFmpegJob job = jobs.get(i);
            failures.get(i).ifPresent(e -> wrong.add(job.spec() + " " + job.partialOutput() + ": " + e.getMessage()));
        }
        for (String line : GOOD_WITHOUT_POLICY) {
            Path folder = folder();
            for (int i = 0; i < (line.contains("append") ? 2 : 1); i++) {
                failure(ffmpeg, job(line, folder, null)).ifPresent(e -> wrong.add(line + ": " + e.getMessage()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @EachFFmpeg
    void anOutputWithoutAFrameIsEmpty(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        List<String> wrong = new ArrayList<>();
        List<FFmpegJob> jobs = new ArrayList<>();
        List<String> lines = new ArrayList<>(EMPTY);
        if (ffmpeg.capabilities().version().isAtLeast(7, 0)) {
            lines.addAll(PARTLY_EMPTY);
        }
        for (String line : lines) {
            jobs.add(job(line, folder(), null));
            if (line.matches(".*(?:%|m3u8|mp4|p\\.).*")) {
                jobs.add(job(line, folder(), PartialOutput.DELETE));
            }
        }
        List<Optional<FFmpegProcessException>> failures = failures(ffmpeg, jobs);
        for (int i = 0; i < jobs.size(); i++) {
            FFmpegJob job = jobs.get(i);
            Optional<FFmpegProcessException> e = failures.get(i);
            boolean told = e.isPresent()
                    && e.get().failure().kind() == FailureKind.OUTPUT_EMPTY
                    && !e.get().outcome().finalised();
            boolean gone = job.partialOutput().isEmpty()
                    || namesOf(job.directory().orElseThrow()).stream().noneMatch(name -> name.startsWith("o"));
            if (!told || !gone) {
                wrong.add(job.spec() + " " + job.partialOutput() + ": " + e);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** It was Completed, and committed, with an empty playlist. */
    @EachFFmpeg
    @Tag("long")
    void aFullDiskUnderAPlaylistIsSeen(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        List<String> wrong = new ArrayList<>();
        for (String line : TOO_MUCH) {
            for (PartialOutput policy : POLICIES) {
                Path folder = folder();
                try (SmallDisk disk = SmallDisk.at(folder, folder.resolve("unused"))) {
                    Conditions.require(disk.isMounted(), "a file system in memory (mount -t tmpfs)");
                    String noise = "-f lavfi -i nullsrc=s=320x240:r=25:d=3,geq=random(1)*255:128:128 ";
                    Optional<FFmpegProcessException> e = failure(ffmpeg, job(noise + line, folder, policy));
                    boolean told = e.isPresent()
                            && e.get().failure().kind() == FailureKind.DISK_FULL
                            && e.get().outcome().equals(new Outcome.Failed(false));
                    boolean gone =
                            policy == null || namesOf(folder).stream().allMatch(name -> name.contains(".partial"));
                    boolean fates = policy == null
                            || e.map(FFmpegProcessException::outputs).orElse(List.of()).stream()
                                    .allMatch(fate -> fate.state()
                                            == (policy == PartialOutput.DELETE
                                                    ? OutputFate.State.DELETED
                                                    : OutputFate.State.MARKED));
                    if (!(told && gone && fates)) {
                        wrong.add(line + " " + policy + ": " + e + " "
                                + e.map(FFmpegProcessException::outputs).orElse(List.of()));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> namesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @EachFFmpeg
    void whatLiesInAFolderThatIsNotThereIsNoSuccess(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        String hls = "-i IN -c copy -hls_time 10 "; // of several segments FFmpeg says it itself
        assertThat(failure(ffmpeg, job(hls + "none/o.m3u8", folder(), null)).orElseThrow())
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NO_SUCH_FILE))
                .hasMessageContaining("'none/o.m3u8' is lost: its folder is not there");
        String names = hls + "-hls_segment_filename none/s%d.ts o.m3u8";
        assertThat(failure(ffmpeg, job(names, folder(), null)).orElseThrow())
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.OUTPUT_INCOMPLETE))
                .hasMessageContaining("'o.m3u8' is not whole: it names 's0.ts', which is not there");
    }

    /** Whoever asks for {@code onfail=ignore} gets the other files, and is told. */
    @EachFFmpeg
    void aSlaveOfTeeThatFailedIsTold(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        Path folder = folder();
        String tee = "-i IN -map 0 -c:v mpeg2video -c:a mp2 -f tee [onfail=ignore]none/o.mkv|o.mkv";
        FFmpegProcessException e = failure(ffmpeg, job(tee, folder, null)).orElseThrow();
        assertThat(e.failure().kind()).isEqualTo(FailureKind.NO_SUCH_FILE);
        assertThat(e.outcome()).isEqualTo(new Outcome.Failed(true));
        assertThat(folder.resolve("o.mkv")).isNotEmptyFile();
    }
}
