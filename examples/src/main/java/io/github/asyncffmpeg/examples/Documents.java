package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.jobs.JobDocument;
import io.github.asyncffmpeg.jobs.JobDocumentException;
import io.github.asyncffmpeg.jobs.RunJson;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The code of docs/jobs.md. */
final class Documents {

    private Documents() {}

    static FFmpegJob there() {
        // region: jobs-there
        FFmpegJob job = FFmpegJob.of(FFmpeg.input(Path.of("talk.mov"))
                        .video()
                        .scale(-2, 720)
                        .output(Path.of("talk.mp4"))
                        .crf(21))
                .timeout(Duration.ofHours(1));

        String text = JobDocument.of(job).toJson(); // store it, send it

        FFmpegJob same = JobDocument.parse(text).toJob(); // equal to job
        // endregion
        return same;
    }

    static FFmpegJob written() {
        // region: jobs-written
        JobDocument document = JobDocument.parse("""
                version: 1
                args: [-i, talk.mov, -vf, "scale=-2:720", talk.mp4]
                timeout: 1h
                retries: 2
                """);
        // endregion
        return document.toJob();
    }

    static void mistakes(String text) {
        // region: jobs-mistakes
        try {
            JobDocument.parse(text, "talk.yaml");
        } catch (JobDocumentException e) {
            e.problems().forEach(System.out::println);
        }
        // endregion
    }

    static FFmpegJob roots(FFmpegJob job) {
        // region: jobs-roots
        JobDocument document = JobDocument.of(job, Map.of("media", Path.of("/mnt/media")));

        FFmpegJob there = document.toJob(Map.of("media", Path.of("/Volumes/media")));
        // endregion
        return there;
    }

    static boolean done(FFmpegJob job, String earlier) {
        // region: jobs-digest
        String work = JobDocument.of(job).workDigest();
        boolean sameWork = work.equals(JobDocument.parse(earlier).workDigest());
        // endregion
        return sameWork;
    }

    static FFmpegResult results(FFmpegResult result) {
        // region: jobs-results
        RunJson json = RunJson.create();
        String text = json.toJson(result); // where FFmpeg ran

        FFmpegResult same = json.result(text); // where somebody waits for it
        // endregion
        return same;
    }
}
