package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.error.Failure.Part.*;
import static io.github.asyncffmpeg.error.Failure.Stage.*;
import static io.github.asyncffmpeg.error.FailureKind.*;

import io.github.asyncffmpeg.error.Failure.Part;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ways to make FFmpeg fail with nothing but arguments.
 *
 * @param kind the expected kind
 * @param stage the expected stage
 * @param part the expected culprit; {@code null} when no version tells it
 * @param name its expected name
 * @param words what the cause line has in it
 * @param arguments {@code HTTP}, {@code TLS}, {@code SILENT} and {@code RESET} stand for addresses of servers
 */
record FailureScenes(
        FailureKind kind, Stage stage, @Nullable Part part, String name, String words, List<String> arguments) {

    private static final String LONG = "a".repeat(300) + ".mp4";

    private static FailureScenes scene(
            FailureKind kind, Stage stage, @Nullable Part part, String name, String words, String arguments) {
        return new FailureScenes(kind, stage, part, name, words, List.of(arguments.split(" ")));
    }

    @Override
    public String toString() {
        return kind + " " + String.join(" ", arguments);
    }

    /** {@code ok.mp4}, {@code cut.mp4}, {@code text.txt}, {@code raw.h264}, {@code list.txt} and {@code dir} are there. */
    static List<FailureScenes> all() {
        String picture = "-f lavfi -i testsrc=d=1:s=64x48 ";
        String odd = "-f lavfi -i testsrc=d=1:s=63x47 ";
        String sound = "-f lavfi -i sine=d=1 ";
        return List.of(
                scene(NO_SUCH_FILE, OPEN, INPUT, "gone.mp4", "No such file", "-i gone.mp4 -f null -"),
                scene(NO_SUCH_FILE, OPEN, INPUT, "gone.mp4", "No such file", "-i ok.mp4 -i gone.mp4 -f null -"),
                scene(NO_SUCH_FILE, OPEN, INPUT, "ok.mp4/x", "Not a directory", "-i ok.mp4/x -f null -"),
                scene(NO_SUCH_FILE, CONFIGURE, OUTPUT, "gone/o.mp4", "No such file", "-i ok.mp4 gone/o.mp4"),
                scene(NO_SUCH_FILE, CONFIGURE, OUTPUT, "gone/o.mp4", "No such file", "-i ok.mp4 a.mp4 gone/o.mp4"),
                scene(NO_SUCH_FILE, MUX, OUTPUT, "gone/%d.ts", "No such file", "-i ok.mp4 -f segment gone/%d.ts"),
                scene(NO_SUCH_FILE, MUX, OUTPUT, "gone/%03d.png", "no folder", "-i ok.mp4 gone/%03d.png"),
                scene(NO_SUCH_FILE, OPEN, INPUT, "gone%03d.png", "No such file", "-i gone%03d.png -f null -"),
                scene(PERMISSION_DENIED, CONFIGURE, OUTPUT, "/sys/o.mp4", "Permission denied", "-i ok.mp4 /sys/o.mp4"),
                scene(IS_A_DIRECTORY, OPEN, INPUT, "dir", "Is a directory", "-i dir -f null -"),
                scene(IS_A_DIRECTORY, CONFIGURE, OUTPUT, "dir", "Is a directory", "-i ok.mp4 -y -f mp4 dir"),
                scene(IS_A_DIRECTORY, CONFIGURE, OUTPUT, "dir", "Is a directory", "-i ok.mp4 dir"),
                scene(NAME_TOO_LONG, CONFIGURE, OUTPUT, LONG, "File name too long", "-i ok.mp4 " + LONG),
                scene(DISK_FULL, MUX, OUTPUT, "/dev/full", "No space left", "-i ok.mp4 -y -f mp4 /dev/full"),
                scene(DISK_FULL, MUX, OUTPUT, "/dev/full", "No space left", "-i ok.mp4 -y -f rawvideo /dev/full"),
                // FFmpeg 5.1 exits 0 after this one.
                scene(DISK_FULL, MUX, OUTPUT, "/dev/full", "No space left", "-i ok.mp4 -c copy -y -f mpegts /dev/full"),
                scene(OUTPUT_EXISTS, CONFIGURE, OUTPUT, "cut.mp4", "already exists", "-i ok.mp4 cut.mp4"),
                scene(SAME_FILE, CONFIGURE, OUTPUT, "ok.mp4", "is the input", "-i ok.mp4 -y ok.mp4"),
                scene(
                        IO_ERROR,
                        OPEN,
                        INPUT,
                        "udp://127.0.0.1:19",
                        "Input/output error",
                        "-timeout 300000 -i udp://127.0.0.1:19 -f null -"),
                scene(INVALID_DATA, OPEN, INPUT, "text.txt", "Invalid data", "-f matroska -i text.txt -f null -"),
                scene(INVALID_DATA, ENCODE, INPUT, "noise.mp4", "", "-i noise.mp4 o.mp4"),
                // FFmpeg says "Operation not permitted" of it.
                scene(INVALID_DATA, CONFIGURE, INPUT, "head.mkv", "Corrupt extradata", "-i head.mkv -f null -"),
                scene(MOOV_MISSING, OPEN, INPUT, "cut.mp4", "moov atom not found", "-i cut.mp4 -f null -"),
                scene(BAD_PICTURE_SIZE, OPEN, INPUT, "ok.mp4", "0x0 is invalid", "-f rawvideo -i ok.mp4 -f null -"),
                scene(
                        BAD_PICTURE_SIZE,
                        CONFIGURE,
                        FILTER,
                        "scale",
                        "100000x100000",
                        picture + "-vf scale=100000:100000 -f null -"),
                scene(
                        CONNECTION_REFUSED,
                        OPEN,
                        INPUT,
                        "tcp://127.0.0.1:9",
                        "Connection refused",
                        "-i tcp://127.0.0.1:9 -f null -"),
                scene(
                        CONNECTION_REFUSED,
                        CONFIGURE,
                        OUTPUT,
                        "tcp://127.0.0.1:9",
                        "Connection refused",
                        "-i ok.mp4 -f mpegts tcp://127.0.0.1:9"),
                scene(CONNECTION_LOST, OPEN, INPUT, "RESET/x", "Connection reset", "-i RESET/x -f null -"),
                scene(CONNECTION_TIMED_OUT, OPEN, INPUT, "SILENT", "timed out", "-timeout 300000 -i SILENT -f null -"),
                scene(
                        HOST_NOT_FOUND,
                        OPEN,
                        INPUT,
                        "http://nosuch.invalid/x",
                        "nosuch.invalid",
                        "-i http://nosuch.invalid/x -f null -"),
                scene(TLS_FAILED, OPEN, INPUT, "TLS/200", "", "-i TLS/200 -f null -"),
                scene(HTTP_DENIED, OPEN, INPUT, "HTTP/401", "401", "-i HTTP/401 -f null -"),
                scene(HTTP_DENIED, OPEN, INPUT, "HTTP/403", "403", "-i HTTP/403 -f null -"),
                scene(HTTP_NOT_FOUND, OPEN, INPUT, "HTTP/404", "404", "-i HTTP/404 -f null -"),
                scene(HTTP_NOT_FOUND, OPEN, INPUT, "HTTP/410", "410", "-i HTTP/410 -f null -"),
                scene(HTTP_TOO_MANY_REQUESTS, OPEN, INPUT, "HTTP/429", "429", "-i HTTP/429 -f null -"),
                scene(HTTP_CLIENT_ERROR, OPEN, INPUT, "HTTP/400", "400", "-i HTTP/400 -f null -"),
                scene(HTTP_SERVER_ERROR, OPEN, INPUT, "HTTP/500", "5XX", "-i HTTP/500 -f null -"),
                scene(HTTP_SERVER_ERROR, OPEN, INPUT, "HTTP/503", "5XX", "-i HTTP/503 -f null -"),
                scene(PROTOCOL_NOT_FOUND, OPEN, INPUT, "nosuch://x", "Protocol not found", "-i nosuch://x -f null -"),
                scene(
                        PROTOCOL_NOT_ALLOWED,
                        OPEN,
                        INPUT,
                        "ok.mp4",
                        "not on whitelist",
                        "-protocol_whitelist http -i ok.mp4 -f null -"),
                scene(UNSAFE_FILE_NAME, OPEN, INPUT, "list.txt", "Unsafe file name", "-f concat -i list.txt -f null -"),
                scene(UNKNOWN_OPTION, OPEN, OPTION, "nosuchopt", "nosuchopt", picture + "-nosuchopt 3 -f null -"),
                scene(UNKNOWN_OPTION, CONFIGURE, OPTION, "foo", "not found", picture + "-vf scale=foo=3 -f null -"),
                scene(MISSING_ARGUMENT, OPEN, OPTION, "b:v", "Missing argument", "-i ok.mp4 -f null - -b:v"),
                scene(MISPLACED_OPTION, OPEN, OPTION, "map", "cannot be applied", "-map 0 -i ok.mp4 -f null -"),
                scene(MISPLACED_OPTION, OPEN, OPTION, "crf", "not a decoding option", "-crf 9 -i ok.mp4 -f null -"),
                scene(BAD_OPTION_VALUE, CONFIGURE, OPTION, "crf", "abc", picture + "-c:v libx264 -crf abc o.mp4"),
                scene(BAD_OPTION_VALUE, CONFIGURE, OPTION, "movflags", "nono", "-i ok.mp4 -movflags +nono o.mp4"),
                scene(BAD_OPTION_VALUE, OPEN, OPTION, "t", "abc", picture + "-t abc o.mp4"),
                scene(BAD_OPTION_VALUE, OPEN, OPTION, "frames:v", "abc", picture + "-frames:v abc o.mp4"),
                scene(NO_OUTPUT, OPEN, null, "", "At least one output", "-i ok.mp4"),
                scene(UNKNOWN_ENCODER, CONFIGURE, ENCODER, "libx246", "libx246", picture + "-c:v libx246 o.mp4"),
                scene(UNKNOWN_DECODER, OPEN, DECODER, "h246", "h246", "-c:v h246 -i ok.mp4 -f null -"),
                scene(UNKNOWN_FILTER, CONFIGURE, FILTER, "hflop", "hflop", picture + "-vf hflop -f null -"),
                scene(UNKNOWN_FILTER, CONFIGURE, FILTER, "hflop", "hflop", picture + "-filter_complex hflop -f null -"),
                scene(UNKNOWN_FILTER, CONFIGURE, FILTER, "testsrk", "testsrk", "-f lavfi -i testsrk -f null -"),
                // FFmpeg 8.0 says "No option name near '10:10'" of these.
                scene(UNKNOWN_FILTER, CONFIGURE, FILTER, "scael", "scael", picture + "-vf scael=10:10 -f null -"),
                scene(
                        UNKNOWN_FILTER,
                        CONFIGURE,
                        FILTER,
                        "scael",
                        "scael",
                        picture + "-filter_complex [0:v]hflip,scael=10:10[x] -map [x] -f null -"),
                scene(
                        UNKNOWN_BITSTREAM_FILTER,
                        CONFIGURE,
                        FILTER,
                        "nobsf",
                        "nobsf",
                        "-i ok.mp4 -c copy -bsf:v nobsf o.mp4"),
                scene(UNKNOWN_FORMAT, OPEN, FORMAT, "nofmt", "nofmt", "-f nofmt -i ok.mp4 -f null -"),
                scene(UNKNOWN_FORMAT, CONFIGURE, FORMAT, "nofmt", "nofmt", "-i ok.mp4 -f nofmt o.x"),
                scene(UNKNOWN_FORMAT, CONFIGURE, OUTPUT, "o.xyz", "o.xyz", "-i ok.mp4 o.xyz"),
                scene(UNKNOWN_PIXEL_FORMAT, CONFIGURE, FORMAT, "nopix", "nopix", picture + "-pix_fmt nopix o.mp4"),
                scene(
                        FILTER_GRAPH_SYNTAX,
                        CONFIGURE,
                        null,
                        "",
                        "",
                        picture + "-filter_complex [0:v]scale=3:4] -f null -"),
                scene(
                        UNCONNECTED_PAD,
                        CONFIGURE,
                        FILTER,
                        "split",
                        "unconnected",
                        "-i ok.mp4 -filter_complex [0:v]split[a][b] -map [a] -f null -"),
                scene(
                        UNCONNECTED_PAD,
                        CONFIGURE,
                        FILTER,
                        "overlay",
                        "unlabeled input pad",
                        "-i ok.mp4 -filter_complex [0:v]overlay -f null -"),
                scene(FILTER_FAILED, CONFIGURE, FILTER, "crop", "too big", picture + "-vf crop=1000:1000 -f null -"),
                scene(FILTER_FAILED, CONFIGURE, FILTER, "scale", "Invalid size", picture + "-vf scale=abc -f null -"),
                scene(NO_SUCH_FILE, CONFIGURE, FILTER, "lut3d", "gone.cube", picture + "-vf lut3d=gone.cube -f null -"),
                scene(FILTER_CONFLICT, CONFIGURE, FILTER, "hflip", "copy", "-i ok.mp4 -c:v copy -vf hflip o.mp4"),
                scene(
                        FILTER_CONFLICT,
                        CONFIGURE,
                        OUTPUT,
                        "o.mp4",
                        "fed from a complex filtergraph",
                        "-i ok.mp4 -filter_complex [0:v]hflip[a] -map [a] -c copy o.mp4"),
                scene(NO_SUCH_STREAM, CONFIGURE, INPUT, "ok.mp4", "no such stream", "-i ok.mp4 -map 0:m:no::: o.mp4"),
                scene(NO_SUCH_STREAM, CONFIGURE, STREAM, "video", "specifier: video", "-i ok.mp4 -c:video copy o.mp4"),
                scene(
                        FORMATS_DO_NOT_MEET,
                        CONFIGURE,
                        FILTER,
                        "null",
                        "Impossible to convert",
                        picture + "-c:v h264_vaapi o.mp4"),
                scene(WRONG_MEDIUM, CONFIGURE, ENCODER, "aac", "Invalid encoder type", picture + "-c:v aac o.mp4"),
                scene(
                        WRONG_MEDIUM,
                        CONFIGURE,
                        FILTER,
                        "h264_mp4toannexb",
                        "not supported by",
                        "-i ok.mp4 -c copy -bsf:a h264_mp4toannexb o.mp4"),
                scene(NO_SUCH_STREAM, CONFIGURE, INPUT, "ok.mp4", "no video stream 5", "-i ok.mp4 -map 0:v:5 o.mp4"),
                scene(NO_SUCH_STREAM, CONFIGURE, INPUT, "mute.mp4", "it has no audio", "-i mute.mp4 -map 0:a o.mp4"),
                scene(
                        NO_SUCH_STREAM,
                        CONFIGURE,
                        INPUT,
                        "mute.mp4",
                        "it has no audio",
                        "-i ok.mp4 -i mute.mp4 -map 0:v -map 1:a:0 o.mp4"),
                scene(NO_SUCH_STREAM, CONFIGURE, INPUT, "ok.mp4", "it has no subtitles", "-i ok.mp4 -map 0:s o.mkv"),
                scene(NO_SUCH_STREAM, CONFIGURE, INPUT, "ok.mp4", "no audio stream 1", "-i ok.mp4 -map 0:a:1 o.mp4"),
                scene(NO_SUCH_STREAM, CONFIGURE, INPUT, "ok.mp4", "no stream 7", "-i ok.mp4 -map 0:7 o.mp4"),
                scene(
                        NO_SUCH_STREAM,
                        CONFIGURE,
                        INPUT,
                        "mute.mp4",
                        "it has no audio",
                        "-i mute.mp4 -filter_complex [0:a]showwavespic -f null -"),
                scene(
                        NO_SUCH_STREAM,
                        CONFIGURE,
                        STREAM,
                        "b",
                        "label 'b'",
                        "-i ok.mp4 -filter_complex [0:v]hflip[a] -map [b] -f null -"),
                scene(
                        NO_SUCH_STREAM,
                        CONFIGURE,
                        INPUT,
                        "ok.mp4",
                        "no video stream 7",
                        "-i ok.mp4 -filter_complex [0:v:7]hflip -f null -"),
                scene(
                        BAD_OPTION_VALUE,
                        MUX,
                        OPTION,
                        "var_stream_map",
                        "variant stream",
                        "-i ok.mp4 -map 0:v -map 0:a -map 0:a -c copy -f hls -var_stream_map v:0,a:0 h_%v.m3u8"),
                scene(NO_STREAMS, CONFIGURE, OUTPUT, "o.mp4", "does not contain any stream", "-i ok.mp4 -vn -an o.mp4"),
                scene(
                        ODD_DIMENSIONS,
                        CONFIGURE,
                        ENCODER,
                        "libx264",
                        "not divisible by 2",
                        odd + "-c:v libx264 -pix_fmt yuv420p o.mp4"),
                scene(
                        ODD_DIMENSIONS,
                        CONFIGURE,
                        ENCODER,
                        "libx265",
                        "multiple of the specified chroma",
                        odd + "-c:v libx265 -pix_fmt yuv420p o.mp4"),
                scene(EXPERIMENTAL_CODEC, CONFIGURE, ENCODER, "opus", "experimental", sound + "-c:a opus o.opus"),
                scene(
                        ENCODER_REFUSED,
                        CONFIGURE,
                        ENCODER,
                        "libmp3lame",
                        "12345",
                        sound + "-ar 12345 -c:a libmp3lame o.mp3"),
                scene(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "o.webm", "Only VP8", "-i ok.mp4 -c copy o.webm"),
                scene(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "o.mp4", "rawvideo", picture + "-c:v rawvideo o.mp4"),
                scene(
                        CODEC_NOT_IN_CONTAINER,
                        MUX,
                        OUTPUT,
                        "o.mxf",
                        "not currently supported",
                        picture + "-c:v libvpx-vp9 o.mxf"),
                scene(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "o.ogg", "", "-i ok.mp4 -c copy o.ogg"),
                scene(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "o.flv", "", picture + "-c:v rawvideo o.flv"),
                scene(OUTPUT_NOT_SEEKABLE, MUX, OUTPUT, "pipe:1", "non", "-i ok.mp4 -f mp4 pipe:1"),
                scene(NO_NUMBER_PATTERN, MUX, OUTPUT, "o.png", "same name", "-i ok.mp4 o.png"),
                scene(BAD_TIMESTAMPS, MUX, OUTPUT, "o.mkv", "unknown timestamp", "-i raw.h264 -c copy o.mkv"),
                scene(NO_SUCH_DEVICE, CONFIGURE, ENCODER, "h264_nvenc", "libcuda", picture + "-c:v h264_nvenc o.mp4"),
                scene(
                        NO_SUCH_DEVICE,
                        CONFIGURE,
                        FORMAT,
                        "/dev/dri/nope",
                        "No VA display",
                        "-vaapi_device /dev/dri/nope -i ok.mp4 -f null -"),
                scene(
                        NO_SUCH_DEVICE,
                        OPEN,
                        INPUT,
                        "/dev/video99",
                        "Cannot open video device",
                        "-f v4l2 -i /dev/video99 -f null -"));
    }
}
