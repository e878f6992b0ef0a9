package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.check.SpecWarning;
import io.github.asyncffmpeg.check.SpecWarning.Kind;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Warnings before a run, against what real FFmpegs have. */
@Tag("media")
class CheckIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg ffmpeg(Installation installation) {
        return installation.library(leaks.environment()).build();
    }

    @EachFFmpeg
    void namesWhatIsMissingAndWhatMayHaveBeenMeant(Installation installation) {
        StreamSpec spec = StreamSpec.ofArguments(
                "-hwaccel",
                "vapi",
                "-c:v",
                "h265",
                "-f",
                "matroka",
                "-i",
                "in.mkv",
                "-i",
                "htps://host/a.mp4",
                "-vf",
                "scal=2:2,hflip",
                "-c:v",
                "libx246",
                "-preste",
                "fast",
                "-pix_fmt",
                "yuv42p",
                "-bsf:v",
                "h264_mp4",
                "-f",
                "matroska2",
                "out.mkv");
        List<SpecWarning> warnings = ffmpeg(installation).check(spec);
        assertThat(warnings)
                .extracting(SpecWarning::kind, SpecWarning::subject)
                .containsExactlyInAnyOrder(
                        tuple(Kind.ENCODER, "libx246"),
                        tuple(Kind.DECODER, "h265"),
                        tuple(Kind.FILTER, "scal"),
                        tuple(Kind.BITSTREAM_FILTER, "h264_mp4"),
                        tuple(Kind.MUXER, "matroska2"),
                        tuple(Kind.DEMUXER, "matroka"),
                        tuple(Kind.PROTOCOL, "htps"),
                        tuple(Kind.HARDWARE_ACCELERATION, "vapi"),
                        tuple(Kind.PIXEL_FORMAT, "yuv42p"),
                        tuple(Kind.OPTION, "preste"));
        assertThat(warnings)
                .filteredOn(warning -> warning.kind() != Kind.DECODER)
                .allSatisfy(warning -> assertThat(warning.message())
                        .contains(warning.subject())
                        .contains("Did you mean " + warning.suggestions().get(0)));
        Map<String, String> first = Map.of("libx246", "libx264", "scal", "scale", "preste", "preset", "vapi", "vaapi");
        assertThat(warnings)
                .filteredOn(warning -> first.containsKey(warning.subject()))
                .allSatisfy(
                        warning -> assertThat(warning.suggestions().get(0)).isEqualTo(first.get(warning.subject())));
    }

    /** A warning that is wrong is worse than none. */
    @EachFFmpeg
    void hasNothingToSayOfWhatIsRight(Installation installation) {
        FFmpeg ffmpeg = ffmpeg(installation);
        List<StreamSpec> right = List.of(
                FFmpeg.input("in.mp4").output("out.mp4").codec("copy"),
                FFmpeg.input("in.mp4")
                        .video()
                        .filter("scale", 768, -2)
                        .output("out.mkv", FFmpeg.input("in.mp4").audio()),
                FFmpeg.input("in.mp4")
                        .video()
                        .filter("drawtext", opt("text", "a,b;c[d]:'e'"))
                        .output("out.mp4")
                        .flag("an"),
                args(
                        "-ss 1 -i in.mp4 -t 2 -c:v libx264 -preset fast -crf 23 -x264-params keyint=2 -profile:v high "
                                + "-level 4.1 -pix_fmt yuv420p -c:a aac -b:a 128k -ac 2 -ar 48000 -movflags +faststart out.mp4"),
                args("-y -i a.mp4 -map 0:v:0 -map 0:a? -c copy -map_metadata -1 -map_chapters -1 -f mpegts pipe:1"),
                args("-framerate 25 -pattern_type glob -i *.png -r 25 -vcodec mpeg4 -q:v 3 -an -vsync cfr out.avi"),
                args("-f lavfi -i testsrc2=s=64x64:d=1,hflip -f rawvideo -video_size 2x2 -pixel_format gray -i x.raw "
                        + "-filter_complex [0][1]overlay=x=1:y='if(gt(t\\,1),2,3)'[o] -map [o] -c:v:0 h264 -f null -"),
                args("-i in.mp4 -c:v hevc -tag:v hvc1 -c:a mp3 -metadata title=x -disposition:a:0 default out.mp4"),
                args("-re -stream_loop -1 -i in.mp4 -c copy -f flv rtmp://host/app"),
                args("-rtsp_transport tcp -i rtsp://host/a -c copy -f hls -hls_time 4 -hls_list_size 0 "
                        + "-hls_segment_filename s%03d.ts out.m3u8"),
                args("-i concat:a.ts|b.ts -bsf:a aac_adtstoasc -c copy file:a:b.mp4"),
                args("-f concat -safe 0 -i list.txt -c copy -avoid_negative_ts make_zero -fflags +genpts out.mkv"),
                args("-hwaccel auto -i in.mp4 -vb 1M -ab 128k -vprofile main -maxrate 2M -bufsize 4M -g 50 -bf 2 "
                        + "-sws_flags lanczos -threads 2 -flags +cgop -vn -sn -dn -noautorotate out.mka"),
                args("-nostdin -hide_banner -loglevel error -stats -progress pipe:2 -i data:text/plain,a -f tee "
                        + "[f=mpegts]a.ts|[f=null]-"),
                args("-i C:\\in.mp4 -frames:v 1 -update 1 out.png -copyts -xerror"),
                args("-i in.mp4 -s 640x360 -s:v:0 hd720 -aspect 16:9 -timecode 00:00:00:00 -f MP4 out"),
                args("-f mov,mp4,m4a,3gp,3g2,mj2 -i in.mp4 -f Matroska out.mkv"),
                args("-i in.mp4 -map 0 -c:v libx264 -b:v:0 1M -b:v:1 2M -c:a:0 aac -metadata:s:a:0 language=eng "
                        + "-disposition:a:1 none -filter:v scale=w=trunc(iw/4)*2:h=-2 -f hls -hls_playlist_type vod "
                        + "-master_pl_name m.m3u8 -var_stream_map v:0,a:0 -hls_segment_type fmp4 v%v/out.m3u8"),
                args("-i in.mp4 -vf sws_flags=lanczos;scale@big=2:2,select='eq(pict_type\\,I)',setpts=N/(25*TB) "
                        + "-force_key_frames expr:gte(t,n_forced*2) -af pan=stereo|c0=FL|c1=FR,loudnorm=I=-16 "
                        + "-bsf:v h264_metadata=level=4,h264_mp4toannexb -f segment -segment_time 9 s%d.ts"),
                args("-i in.mp4 -c:v libvpx-vp9 -row-mt 1 -deadline good -c:a libopus -vbr on -f dash "
                        + "-adaptation_sets id=0,streams=v -use_template 1 out.mpd"));
        for (StreamSpec spec : right) {
            assertThat(ffmpeg.check(spec))
                    .filteredOn(warning -> warning.kind() != Kind.DEPRECATED_OPTION)
                    .as(ffmpeg.command(spec).toShellString())
                    .isEmpty();
        }
        assertThat(ffmpeg.check(FFmpegJob.of(right.get(0)))).isEmpty();
    }

    @EachFFmpeg
    void passesOnWhatTheCommandWarnsOf(Installation installation) {
        StreamSpec silent = FFmpeg.input("in.mp4").filter("scale", 768, -2).output("out.mp4");
        assertThat(ffmpeg(installation).check(silent))
                .singleElement()
                .satisfies(warning -> assertThat(warning.kind()).isEqualTo(Kind.COMMAND))
                .satisfies(warning -> assertThat(warning.message()).contains("none of its audio"));
    }

    @EachFFmpeg
    void knowsInWhichDirectionAProtocolGoes(Installation installation) {
        assertThat(ffmpeg(installation).check(args("-i md5:in.mp4 -c copy cache:out.mp4")))
                .extracting(SpecWarning::kind, SpecWarning::message)
                .satisfiesExactly(
                        read -> assertThat(read.toString()).contains("'md5' cannot be read by this FFmpeg"),
                        written -> assertThat(written.toString()).contains("'cache' cannot be written by this FFmpeg"));
    }

    @EachFFmpeg
    void saysWhichOptionsAreDeprecated(Installation installation) {
        FFmpeg ffmpeg = ffmpeg(installation);
        List<SpecWarning> warnings = ffmpeg.check(args("-i in.mp4 -top 1 -filter_script:v graph.txt out.mp4"));
        if (ffmpeg.capabilities().version().isAtLeast(7, 0)) {
            assertThat(warnings)
                    .extracting(SpecWarning::message)
                    .allMatch(message -> message.contains("deprecated, use "))
                    .hasSize(2);
        } else {
            assertThat(warnings).isEmpty();
        }
    }

    /** A job must not depend on what a check finds. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysNothingWhenFFmpegListsNothing() throws Exception {
        Path program = leaks.tempDirectory().resolve("ffmpeg");
        Files.writeString(
                program, "#!/bin/sh\n[ \"$1\" = -version ] && echo 'ffmpeg version 9.0 Copyright' || exit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        FFmpeg ffmpeg = FFmpeg.builder().executable(program).build();
        assertThat(ffmpeg.check(args("-f nope -c:v nope -i nope:x -vf nope -c:v nope -nope 1 -pix_fmt nope out.mp4")))
                .isEmpty();
        assertThat(ffmpeg.capabilities().filters().isKnown()).isFalse();
    }

    private static StreamSpec args(String line) {
        return StreamSpec.ofArguments(List.of(line.split(" ")));
    }
}
