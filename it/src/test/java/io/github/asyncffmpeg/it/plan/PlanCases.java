package io.github.asyncffmpeg.it.plan;

import static io.github.asyncffmpeg.graph.FilterOption.opt;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.Decision;
import io.github.asyncffmpeg.jobs.Facts;
import io.github.asyncffmpeg.jobs.FileWork;
import io.github.asyncffmpeg.jobs.JobTemplate;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.Probe;
import io.github.asyncffmpeg.jobs.Recipe;
import io.github.asyncffmpeg.jobs.Step;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The four things that plans are for, each as a plan from {@code in.mkv} of a folder to {@code out.mp4}. */
final class PlanCases {

    private PlanCases() {}

    static Plan plan(String name, Path folder) {
        return switch (name) {
            case "loudness" -> loudness(folder);
            case "taller" -> taller(folder);
            case "fit" -> fit(folder, 2_500_000);
            case "chunks" -> chunks(folder);
            default -> throw new IllegalArgumentException(name);
        };
    }

    static List<Recipe> recipes() {
        return List.of(new Fit(), new Chunks());
    }

    private static FFmpegJob job(StreamSpec spec) {
        return FFmpegJob.of(spec).partialOutput(PartialOutput.DELETE);
    }

    /** Two passes: what the first one measures, the second one is told. */
    static Plan loudness(Path folder) {
        Input in = FFmpeg.input(folder.resolve("in.mkv"));
        StreamSpec measure = in.audio()
                .filter("loudnorm", opt("I", -16), opt("TP", -1.5), opt("LRA", 11), opt("print_format", "json"))
                .output("-")
                .option("f", "null");
        StreamSpec level = in.audio()
                .filter(
                        "loudnorm",
                        opt("I", -16),
                        opt("TP", -1.5),
                        opt("LRA", 11),
                        opt("measured_I", "{measure.input_i}"),
                        opt("measured_TP", "{measure.input_tp}"),
                        opt("measured_LRA", "{measure.input_lra}"),
                        opt("measured_thresh", "{measure.input_thresh}"),
                        opt("offset", "{measure.target_offset}"),
                        opt("linear", true))
                .output(folder.resolve("out.mp4"), in.video())
                .codec("v", "copy")
                .codec("a", "aac")
                .option("ar", 48_000);
        return Plan.of(
                Step.job("measure", JobTemplate.of(FFmpegJob.of(measure))).measure("loudness"),
                Step.job("level", JobTemplate.of(job(level), "measure"), "measure"));
    }

    /** Only if taller than 720. */
    static Plan taller(Path folder) {
        Input in = FFmpeg.input(folder.resolve("in.mkv"));
        StreamSpec smaller = in.video()
                .filter("scale", -2, 720)
                .output(folder.resolve("out.mp4"), in.audio())
                .codec("v", "mpeg4")
                .codec("a", "aac");
        return Plan.of(
                Step.probe("look", Probe.media(folder.resolve("in.mkv"))),
                Step.job("smaller", JobTemplate.of(job(smaller)), "look").when("look.video.height > 720"));
    }

    /** Two passes with the bit rate that makes it fit. */
    static Plan fit(Path folder, long bytes) {
        return Plan.of(
                Step.probe("look", Probe.media(folder.resolve("in.mkv"))),
                Step.decide("fit", new Fit(), Map.of("folder", folder.toString(), "bytes", "" + bytes), "look"));
    }

    /** Of an MPEG-4 video in two passes, with audio of 64 kbit/s. */
    static final class Fit implements Recipe {

        @Override
        public String name() {
            return "fit";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Decision decide(Map<String, String> parameters, Facts facts) {
            double seconds = facts.number("look", "duration");
            double bits = 8.0 * Double.parseDouble(parameters.get("bytes")) * 0.95;
            long rate = (long) (bits / seconds) - 64_000;
            if (rate < 20_000) {
                return Decision.nothing("it would look like nothing at " + rate + " bit/s");
            }
            Path folder = Path.of(parameters.get("folder"));
            return Decision.of(
                    "video of " + rate + " bit/s and audio of 64000 fit",
                    Step.job("first", JobTemplate.of(pass(folder, 1, rate))),
                    Step.job("second", JobTemplate.of(pass(folder, 2, rate)), "first"));
        }

        private static FFmpegJob pass(Path folder, int number, long rate) {
            List<Object> arguments = new ArrayList<>(List.of(
                    "-i",
                    folder.resolve("in.mkv"),
                    "-c:v",
                    "mpeg4",
                    "-b:v",
                    Long.toString(rate),
                    "-pass",
                    "" + number,
                    "-passlogfile",
                    folder.resolve("log")));
            arguments.addAll(
                    number == 1
                            ? List.of("-an", "-f", "null", "-")
                            : List.of("-c:a", "aac", "-b:a", "64k", folder.resolve("out.mp4")));
            StreamSpec spec = StreamSpec.ofArguments(
                    arguments.stream().map(Object::toString).toArray(String[]::new));
            return number == 1 ? FFmpegJob.of(spec) : job(spec);
        }
    }

    /** A job for each ten seconds; then all are joined. */
    static Plan chunks(Path folder) {
        return Plan.of(
                Step.probe("look", Probe.media(folder.resolve("in.mkv"))),
                Step.decide("chunks", new Chunks(), Map.of("folder", folder.toString()), "look"));
    }

    static final class Chunks implements Recipe {

        private static final int LONG = 10;

        @Override
        public String name() {
            return "chunks";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Decision decide(Map<String, String> parameters, Facts facts) {
            Path folder = Path.of(parameters.get("folder"));
            int number = (int) Math.ceil(facts.number("look", "duration") / LONG);
            List<Step> steps = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            List<Path> files = new ArrayList<>();
            StringBuilder list = new StringBuilder();
            for (int i = 0; i < number; i++) {
                Path file = folder.resolve(String.format(Locale.ROOT, "chunk-%03d.mkv", i));
                StreamSpec part = FFmpeg.input(folder.resolve("in.mkv"))
                        .option("ss", i * LONG)
                        .option("t", LONG)
                        .video()
                        .output(file)
                        .codec("v", "mpeg4")
                        .option("q:v", 4);
                ids.add("part-" + i);
                files.add(file);
                list.append("file '").append(file).append("'\n");
                steps.add(Step.job("part-" + i, JobTemplate.of(job(part))));
            }
            Path listFile = folder.resolve("list.txt");
            StreamSpec join = FFmpeg.input(listFile)
                    .option("f", "concat")
                    .option("safe", 0)
                    .output(folder.resolve("out.mp4"))
                    .codec("copy");
            steps.add(Step.file("list", new FileWork.Write(listFile, list.toString()), ids.toArray(String[]::new)));
            steps.add(Step.job("join", JobTemplate.of(job(join)), "list"));
            files.add(listFile);
            steps.add(Step.file("sweep", new FileWork.Delete(files), "join"));
            return new Decision(List.of(number + " parts of " + LONG + " s"), steps);
        }
    }
}
