package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.probe.MediaInfo;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What probe prints of answers that ffprobe gave. */
class ProbeOutputTest {

    private static final MediaInfo FILM = MediaInfo.parse("""
            {"streams": [
              {"index": 0, "codec_name": "hevc", "codec_type": "video", "width": 3840, "height": 2160,
               "avg_frame_rate": "24000/1001", "r_frame_rate": "24000/1001", "pix_fmt": "yuv420p10le",
               "color_transfer": "smpte2084", "disposition": {"default": 1}, "bit_rate": "12000000",
               "side_data_list": [{"side_data_type": "Display Matrix", "rotation": -90}]},
              {"index": 1, "codec_name": "eac3", "codec_type": "audio", "sample_rate": "48000", "channels": 6,
               "channel_layout": "5.1(side)", "tags": {"language": "eng"}},
              {"index": 2, "codec_name": "aac", "codec_type": "audio", "sample_rate": "44100", "channels": 2,
               "tags": {"language": "deu"}},
              {"index": 3, "codec_name": "subrip", "codec_type": "subtitle", "tags": {"language": "fra"}},
              {"index": 4, "codec_name": "mjpeg", "codec_type": "video", "disposition": {"attached_pic": 1}}],
             "chapters": [{"id": 0, "start_time": "0.000000", "end_time": "61.500000", "tags": {"title": "One"}}],
             "format": {"format_name": "matroska,webm", "format_long_name": "Matroska / WebM",
               "duration": "3723.400000", "size": "734003200", "bit_rate": "1577000",
               "tags": {"title": "Evil \\u001b]0;x\\u0007 film"}}}
            """);
    private static final MediaInfo SOUND = MediaInfo.parse("""
            {"streams": [{"index": 0, "codec_name": "mp3", "codec_type": "audio", "sample_rate": "22050", "channels": 1}],
             "format": {"format_name": "mp3", "duration": "8.30"}}
            """);

    @Test
    void describesOneFileInDetail() {
        assertThat(ProbeTable.detail("film\u001b[2J.mkv", FILM))
                .containsExactly(
                        "film\\x1b[2J.mkv",
                        "  container   matroska (Matroska / WebM)",
                        "  length      1:02:03.4",
                        "  size        700 MiB",
                        "  bit rate    1.6 Mbit/s",
                        "  video 0     hevc, 3840x2160, 23.976 fps, yuv420p10le, HDR (PQ), turned 90°, 12 Mbit/s,"
                                + " default",
                        "  audio 1     eac3, 48 kHz, 5.1(side), eng",
                        "  audio 2     aac, 44.1 kHz, 2 channels, deu",
                        "  subtitle 3  subrip, fra",
                        "  cover 4     mjpeg",
                        "  chapters    1",
                        "  chapter 1   0:00.0  One",
                        "  title       Evil \\x1b]0;x\\x07 film");
    }

    @Test
    void saysWhatThePictureIsLikeAndWhatAStreamIsCalled() {
        MediaInfo tape = MediaInfo.parse("""
                {"streams": [
                  {"index": 0, "codec_name": "mpeg2video", "codec_type": "video", "width": 720, "height": 576,
                   "sample_aspect_ratio": "16:11", "field_order": "tt", "avg_frame_rate": "25/1", "bit_rate": "5000000"},
                  {"index": 1, "codec_name": "png", "codec_type": "video", "width": 64, "height": 64,
                   "avg_frame_rate": "25/1"},
                  {"index": 2, "codec_name": "subrip", "codec_type": "subtitle",
                   "tags": {"language": "eng", "title": "Full\u202e [SDH]"}}],
                 "format": {"format_name": "mov,mp4,m4a,3gp,3g2,mj2", "tags": {"major_brand": "qt  "}}}
                """);
        assertThat(ProbeTable.detail("a.mov", tape))
                .containsExactly(
                        "a.mov",
                        "  container   mov",
                        "  video 0     mpeg2video, 720x576, 25 fps, interlaced (tt), shown as 1047x576 (pixels 16:11),"
                                + " 5.0 Mbit/s",
                        "  video 1     png, 64x64",
                        "  subtitle 2  subrip, eng, \"Full\\u202e [SDH]\"");
        assertThat(ProbeJson.line(new ProbedFile("a.mov", tape, null)))
                .contains("\"sampleAspectRatio\":\"16:11\"", "\"fieldOrder\":\"tt\"");
    }

    @Test
    void alignsSeveralFilesInATableByTheWidthOfTheirNames() {
        List<String> lines = ProbeTable.table(
                List.of(new ProbedFile("電影.mkv", FILM, null), new ProbedFile("a\nb.mp3", SOUND, null)),
                Integer.MAX_VALUE);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("FILE      CONTAINER  LENGTH").endsWith("CHAPTERS");
        assertThat(lines.get(1))
                .startsWith("電影.mkv  matroska   1:02:03.4  700 MiB  1.6 Mbit/s  hevc 3840x2160 23.976 fps")
                .contains("eac3 48 kHz 5.1(side) eng +1", "fra", "  1");
        assertThat(lines.get(2)).startsWith("a\\nb.mp3  mp3        0:08.3").endsWith("mp3 22.05 kHz 1 channels");
        assertThat(ProbeTable.table(List.of(new ProbedFile("a.mp3", SOUND, null)), 80)
                        .get(0))
                .isEqualTo("FILE   CONTAINER  LENGTH  AUDIO");
        assertThat(ProbeTable.table(List.of(), 80)).isEmpty();
    }

    @Test
    void fitsATableIntoTheTerminalAndKeepsTheEndsOfNames() {
        List<ProbedFile> files = List.of(
                new ProbedFile("holiday/2026/a very long name of a film 電影 (part 1).mkv", FILM, null),
                new ProbedFile("holiday/b.mp3", SOUND, null));
        for (int columns : new int[] {80, 100, 120}) {
            List<String> lines = ProbeTable.table(files, columns);
            assertThat(lines).as("%d", columns).hasSize(3).allMatch(line -> ProbeTable.width(line) <= columns);
            assertThat(lines.get(0))
                    .startsWith("FILE")
                    .contains("LENGTH", "VIDEO")
                    .doesNotContain("CHAPTERS");
            assertThat(lines.get(1)).startsWith("...").contains(" 1).mkv", "hevc");
            assertThat(lines.get(2)).contains("b.mp3");
        }
        assertThat(ProbeTable.table(files, 80).get(1)).endsWith("...");
        assertThat(ProbeTable.table(files, 1_000).get(1)).doesNotContain("...");
    }

    @Test
    void writesOneLineOfJsonWithTypedFields() throws IOException {
        String line = ProbeJson.line(new ProbedFile("a\n\"b\".mkv", FILM, null));
        check(line);
        assertThat(line)
                .startsWith("{\"file\":\"a\\n\\\"b\\\".mkv\",\"format\":\"matroska,webm\"")
                .contains(
                        "\"duration\":3723.4,\"size\":734003200,\"bitRate\":1577000",
                        "\"width\":3840,\"height\":2160,\"displayWidth\":2160,\"displayHeight\":3840,\"rotation\":90",
                        "\"frameRate\":23.976024,\"frameRateExact\":\"24000/1001\"",
                        "\"hdr\":true,\"cover\":false",
                        "\"sampleRate\":48000,\"channels\":6,\"channelLayout\":\"5.1(side)\"",
                        "\"chapters\":[{\"start\":0,\"end\":61.5,\"title\":\"One\"}]")
                .doesNotContain("\u001b");
        assertThat(ProbeJson.line(new ProbedFile("a.mp3", SOUND, null))).doesNotContain("size", "null");
    }

    @Test
    void writesAFailureAsJsonToo() throws IOException {
        String line = ProbeJson.line(new ProbedFile("x", null, new FFmpegSpecException("no \"name\"")));
        check(line);
        assertThat(line).isEqualTo("{\"file\":\"x\",\"error\":{\"message\":\"no \\\"name\\\"\"}}");
    }

    private static void check(String line) throws IOException {
        assertThat(line.lines()).hasSize(1);
        try (JsonReader reader = new JsonReader(new StringReader(line))) {
            reader.skipValue();
            assertThat(reader.peek()).isEqualTo(JsonToken.END_DOCUMENT);
        }
    }
}
