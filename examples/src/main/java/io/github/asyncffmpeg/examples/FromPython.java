package io.github.asyncffmpeg.examples;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static io.github.asyncffmpeg.graph.Position.at;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The code of docs/from-python.md. */
@SuppressWarnings("unused") // a reader's variables
final class FromPython {

    private FromPython() {}

    static FFmpegResult execute() {
        // region: python-execute
        // coroutine = FFmpegCoroutineFactory.create(time_to_force_termination=8)
        FFmpeg ffmpeg =
                FFmpeg.builder().timeToForceTermination(Duration.ofSeconds(8)).build();

        // async def create_stream_spec(): return ffmpeg.input("input.mp4").output("output1.mp4", c="copy")
        // await coroutine.execute(create_stream_spec, after_start=after_start)
        CompletableFuture<FFmpegResult> future = ffmpeg.execute(
                () -> CompletableFuture.completedFuture(
                        FFmpeg.input("input.mp4").output("output1.mp4").codec("copy")),
                FromPython::afterStart);
        // endregion
        return future.join();
    }

    // region: python-after-start
    // async def after_start(process): await process.quit()
    static CompletableFuture<Void> afterStart(FFmpegProcess process) {
        process.quit(); // does not block; await the end by process.result()
        return CompletableFuture.completedFuture(null);
    }
    // endregion

    static List<FFmpegResult> pool(FFmpeg ffmpeg, StreamSpec first, StreamSpec second) {
        // region: python-pool
        // with ProcessTaskPoolExecutor(max_workers=3, cancel_tasks_when_shutdown=True) as executor:
        //     futures = {executor.create_process_task(coroutine.execute, create) for create in (first, second)}
        //     await asyncio.wait(futures)
        List<CompletableFuture<FFmpegResult>> futures;
        try (FFmpegPool pool =
                ffmpeg.poolBuilder().maxWorkers(3).cancelTasksWhenShutdown(true).build()) {
            futures = List.of(pool.submit(first), pool.submit(second));
            CompletableFuture.allOf(futures.get(0), futures.get(1)).join();
        }
        // endregion
        return futures.stream().map(CompletableFuture::join).toList();
    }

    static List<StreamSpec> inputsAndOutputs() {
        // region: python-in-out
        Input in = FFmpeg.input("input.mp4"); // ffmpeg.input('input.mp4')
        Input raw = FFmpeg.input("pipe:0").format("rawvideo").size(320, 240); // input('pipe:', f=…, video_size=…)
        Input late = FFmpeg.input("input.mp4").seek(Duration.ofMillis(500)); // input('input.mp4', ss=0.5)
        Input literal = FFmpeg.input(Path.of("50%d off.mp4")); // no such thing: one file, whatever its name

        VideoStream video = in.video(); // in_['v'], in_.video
        AudioStream audio = in.audio(); // in_['a'], in_.audio
        MediaStream english = in.stream("m:language:eng"); // in_['m:language:eng']
        MediaStream maybe = in.stream("a?"); // in_['a?']

        Output out = in.output("out.mp4"); // in_.output('out.mp4'), ffmpeg.output(in_, 'out.mp4')
        Output both = video.output("both.mp4", audio); // ffmpeg.output(video, audio, 'both.mp4')
        Output options = in.output("out.mp4")
                .format("mp4") // f='mp4', format='mp4'
                .codec("v", "libx264") // **{'c:v': 'libx264'}
                .bitRate("v", "1M") // **{'b:v': '1M'}, video_bitrate='1M'
                .bitRate("a", 128_000) // audio_bitrate=128000
                .size(640, 480) // s='640x480'
                .crf(21) // crf=21
                .pixelFormat("yuv420p") // pix_fmt='yuv420p'
                .fastStart() // movflags='+faststart'
                .flag("shortest") // shortest=None
                .addOption("metadata", "title=x", "artist=y") // metadata=['title=x', 'artist=y']
                .option("tune", "film") // tune='film'
                .options(Map.of("preset", "fast")); // **{'preset': 'fast'}

        StreamSpec two = StreamSpec.of(out, both.overwrite()); // ffmpeg.merge_outputs(out, both)
        StreamSpec labelled = StreamSpec.of(new LinkedHashMap<>(Map.of("main", out))); // {'main': out}
        StreamSpec overwriting = out.overwrite(); // out.overwrite_output()
        StreamSpec globals = out.globalArguments("-loglevel", "error"); // out.global_args('-loglevel', 'error')
        // endregion
        return List.of(options, two, labelled, overwriting, globals);
    }

    static StreamSpec filters() {
        // region: python-filters
        Input in = FFmpeg.input("input.mp4");
        VideoStream v = in.video();

        VideoStream named = v.filter("fps", opt("fps", 25), opt("round", "up")); // v.filter('fps', fps=25, round='up')
        VideoStream positional = v.filter("scale", 768, -2); // v.filter('scale', 768, -2), filter_
        FilterNode twoInputs = FilterNode.of("blend", List.of(v, v), opt("all_mode", "average")); // filter([v, v], …)
        VideoStream blended = twoInputs.video();
        FilterNode several = v.filterMultiOutput("split"); // v.filter_multi_output('split')
        VideoStream left = several.video(0); // several[0], several.stream(0)
        VideoStream right = several.video("right"); // several['right']
        VideoStream branch = v.split().video(0); // v.split()[0]; rarely needed, splits are inserted
        AudioStream sound = in.audio().asplit().audio(0); // in_.audio.asplit()[0]

        VideoStream joined = v.concat(right); // ffmpeg.concat(v, right)
        Concat both = Concat.of(1, 1, v, in.audio(), right, sound); // ffmpeg.concat(…, v=1, a=1).node
        VideoStream joinedVideo = both.video(); // joined[0]
        AudioStream joinedAudio = both.audio(); // joined[1]

        VideoStream over = v.overlay(left, at(10, 10)); // ffmpeg.overlay(v, left, x=10, y=10)
        VideoStream ended = v.overlay(left, opt("eof_action", "endall")); // eof_action='endall'
        VideoStream cropped = v.crop(100, 50, at(0, 10)); // v.crop(0, 10, 100, 50): there, x and y come first
        VideoStream byName = v.filter("crop", 100, 50, 0, 10); // v.filter('crop', 100, 50, 0, 10)
        VideoStream boxed = v.drawbox(50, 50, 120, 120, "red", 5); // the same, color='red', thickness=5
        VideoStream text = v.drawtext("it's 100 %", at(10, 10)); // v.drawtext("it's 100 %", 10, 10)
        VideoStream time = v.drawtextExpanded("%{pts}"); // v.drawtext('%{pts}', escape_text=False)
        VideoStream trimmed = v.trim(opt("start_frame", 10), opt("end_frame", 20)); // start_frame=10, end_frame=20
        VideoStream restarted = trimmed.setpts("PTS-STARTPTS"); // trimmed.setpts('PTS-STARTPTS')
        VideoStream mirrored = v.hflip().vflip(); // v.hflip().vflip()
        VideoStream hue = v.hue(opt("h", 90)); // v.hue(h=90)
        VideoStream zoomed = v.zoompan(opt("z", 1.5), opt("d", 25)); // v.zoompan(z=1.5, d=25)
        VideoStream sepia = v.colorchannelmixer(0.393, 0.769, 0.189); // the coefficients are written here
        VideoStream color = VideoStream.source("color", "red", "320x240"); // no such thing there
        // endregion
        return StreamSpec.of(
                joinedVideo.output("joined.mp4", joinedAudio),
                restarted.output("trimmed.mp4"),
                left.output("left.mp4"));
    }

    static FFmpegResult running(FFmpeg ffmpeg, StreamSpec spec) {
        // region: python-run
        List<String> arguments = FFmpegCommand.of(spec).arguments(); // ffmpeg.get_args(spec)
        String line = FFmpegCommand.of(spec).toShellString(); // ' '.join(ffmpeg.compile(spec)), quoted

        FFmpegResult result = ffmpeg.run(spec.overwrite()); // ffmpeg.run(spec, overwrite_output=True)
        FFmpegProcess process = ffmpeg.start(spec.overwrite()); // ffmpeg.run_async(spec, overwrite_output=True)
        int code = process.result().join().exitCode().orElseThrow(); // process.wait()
        // endregion
        return result;
    }

    static FFmpegResult piped(FFmpeg ffmpeg, byte[] gray) {
        // region: python-pipes
        StreamSpec spec = FFmpeg.input("pipe:0")
                .format("rawvideo")
                .size(64, 64)
                .option("pix_fmt", "gray")
                .video()
                .output("pipe:1")
                .format("image2pipe")
                .codec("v", "png");

        // out, err = ffmpeg.run(spec, cmd='ffmpeg', input=gray, capture_stdout=True, capture_stderr=True, cwd='.')
        FFmpegResult result =
                ffmpeg.run(FFmpegJob.of(spec).stdin(gray).captureStdout(1 << 20).directory(Path.of(".")));
        byte[] out = result.stdout();
        List<String> err = result.logTail();
        // endregion
        return result;
    }

    static void error(FFmpeg ffmpeg, StreamSpec spec) {
        // region: python-error
        try {
            ffmpeg.run(spec);
        } catch (FFmpegProcessException e) { // except ffmpeg.Error, except FFmpegProcessError
            int code = e.exitCode(); // e.exit_code
            List<String> command = e.command(); // e.cmd, without its arguments
            List<String> stderr = e.logTail(); // e.stderr, when it was captured
            System.out.println(e.getMessage()); // FFmpeg's own reason is in it
        } catch (FFmpegException e) { // FileNotFoundError, ValueError and others
            System.out.println(e.getMessage());
        }
        // endregion
    }
}
