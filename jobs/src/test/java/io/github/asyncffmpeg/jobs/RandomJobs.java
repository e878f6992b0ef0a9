package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.graph.AnyStream;
import io.github.asyncffmpeg.graph.AudioStream;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.FileOptions;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.FilterOption;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.LiteralText;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.ResourceLimits;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Jobs of any form that this library's users can make, with texts that mean harm. The same ones for the same seed. */
final class RandomJobs {

    private static final String[] TEXTS = {
        "talk.mp4",
        "1:30",
        "no",
        "true",
        "null",
        "~",
        "",
        " ",
        " lead",
        "trail ",
        "{",
        "}",
        "{{x}}",
        "{input}",
        "a\\b",
        "a'b\"c",
        "#c",
        "a: b",
        "a #b",
        "- a",
        "-",
        "--",
        "?",
        "&a",
        "*a",
        "!t",
        "%d",
        "100%",
        "@x",
        "`",
        "[a]",
        "a,b",
        "0x10",
        "1e3",
        "007",
        "\u00e9\u00fc",
        "\ud83c\udfac",
        "\u2028",
        "\u0085",
        "\t",
        "\n",
        "a\nb\n",
        "\r\n",
        "\u001b[2J",
        "\ufeffx",
        "\u007f",
        "\u202e",
        "\uffff",
        "|",
        ">",
        "%YAML 1.2",
        "---",
        "...",
        "<<",
        "x".repeat(300),
        "=",
        "y",
        "ON",
        ".5",
        "+1"
    };

    private static final String[] SPECIFIERS = {
        "v", "a", "v:0", "a:1", "0", "s?", "m:language:eng", "v?", "d:0", "i:0x10"
    };

    private final Random random;

    RandomJobs(long seed) {
        this.random = new Random(seed);
    }

    FFmpegJob next() {
        while (true) {
            try {
                StreamSpec spec = random.nextInt(6) == 0 ? handWritten() : graph();
                FFmpegCommand.of(spec);
                return settings(FFmpegJob.of(spec));
            } catch (FFmpegSpecException notACommand) {
                // another one
            }
        }
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private String text() {
        String one = TEXTS[random.nextInt(TEXTS.length)];
        return chance(3) ? one + TEXTS[random.nextInt(TEXTS.length)] : one;
    }

    private String name() {
        String text = text();
        return text.isEmpty() ? "file.mkv" : text;
    }

    private StreamSpec handWritten() {
        List<String> arguments = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            arguments.add(text());
        }
        arguments.addAll(List.of("-i", name(), "out.mkv"));
        StreamSpec spec = StreamSpec.ofArguments(arguments);
        return chance(3) ? spec.overwrite() : spec;
    }

    private MediaTarget target() {
        return switch (random.nextInt(5)) {
            case 0 -> MediaTarget.of(name());
            case 1 -> MediaTarget.of("https://example.com/" + random.nextInt(9));
            case 2 -> MediaTarget.pattern(path(), "f%0" + random.nextInt(5) + "d.png");
            default -> MediaTarget.of(path());
        };
    }

    private Path path() {
        String folder = chance(3) ? "/media/in" : chance(2) ? "media" : "..";
        return Path.of(
                folder, "n" + random.nextInt(99), name().replace("/", "_").replace("\0", ""));
    }

    private Object value() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(2000) - 1000;
            case 1 -> random.nextBoolean();
            case 2 -> new LiteralText(text());
            case 3 -> random.nextInt(99) / 8.0;
            default -> text();
        };
    }

    private <T extends FileOptions<T>> T options(T file) {
        T all = file;
        for (int i = random.nextInt(chance(8) ? 5 : 2); i > 0; i--) {
            String option = List.of("c:v", "metadata", "b:a", "x" + i, "shortest", "m:s:a:0 b", "an", "f", "r")
                    .get(random.nextInt(9));
            all = switch (random.nextInt(5)) {
                case 0 -> all.flag(option);
                case 1 -> all.flag(option).addOption(option, value());
                case 2 -> all.option(option, value(), value());
                case 3 -> all.option(option, List.of());
                default -> all.option(option, value());
            };
        }
        return all;
    }

    private StreamSpec graph() {
        List<MediaStream> streams = new ArrayList<>();
        List<FilterNode> ends = new ArrayList<>();
        for (int i = random.nextInt(chance(4) ? 4 : 1); i >= 0; i--) {
            Input input = options(Input.of(target()));
            streams.add(input);
            streams.add(input.video());
            streams.add(input.audio(1));
            streams.add(input.stream(SPECIFIERS[random.nextInt(SPECIFIERS.length)]));
        }
        for (int i = random.nextInt(chance(8) ? 12 : 4); i > 0; i--) {
            filter(streams, ends);
        }
        Map<String, Output> outputs = new LinkedHashMap<>();
        for (int i = random.nextInt(chance(3) ? 3 : 1); i >= 0; i--) {
            List<MediaStream> into = some(streams, 1 + random.nextInt(2));
            Output output = options(Output.of(target(), into));
            if (!ends.isEmpty() && chance(2)) {
                output = output.sinks(ends.get(random.nextInt(ends.size())));
            }
            output = chance(5) ? output.globalArgumentsFirst("-v", "error", chance(3) ? "-y" : "-stats") : output;
            output = chance(5) ? output.globalArguments("-x", "{}") : output;
            outputs.put("label " + i + text(), chance(5) ? output.overwrite() : output);
        }
        List<Output> all = List.copyOf(outputs.values());
        StreamSpec spec = chance(4) ? StreamSpec.of(outputs) : all.size() == 1 ? all.get(0) : StreamSpec.of(all);
        spec = chance(6) ? spec.globalArguments("-benchmark") : spec;
        return chance(5) ? spec.overwrite() : spec;
    }

    private List<MediaStream> some(List<MediaStream> streams, int count) {
        List<MediaStream> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MediaStream stream = streams.get(random.nextInt(streams.size()));
            if (chance(6) && stream instanceof AnyStream any) {
                stream = chance(2) ? any.asVideo() : any.asAudio();
            }
            if (chance(9) && stream instanceof Input input) {
                stream = chance(2) ? ((VideoStream) input).asVideo() : ((AudioStream) input).asAudio();
            }
            some.add(stream);
        }
        return some;
    }

    private void filter(List<MediaStream> streams, List<FilterNode> ends) {
        switch (random.nextInt(8)) {
            case 0 -> streams.add(VideoStream.source("color", FilterOption.opt("s", "16x16"), value()));
            case 1 -> {
                FilterNode split = FilterNode.of("split", some(streams, 1));
                streams.add(split.video(chance(3) ? 1 : 0));
                streams.add(chance(2) ? split.video("left") : split.any(7));
                streams.add(split.video("3"));
            }
            case 2 -> {
                Concat concat = Concat.of(1, 1, some(streams, 4), FilterOption.opt("unsafe", true));
                streams.add(concat.video());
                if (chance(2)) {
                    streams.add(concat.audio());
                }
            }
            case 3 -> {
                List<VideoStream> segments = new ArrayList<>();
                some(streams, 3).forEach(each -> {
                    if (each instanceof VideoStream video) {
                        segments.add(video);
                    }
                });
                if (!segments.isEmpty()) {
                    streams.add(Concat.video(segments));
                }
            }
            case 4 -> ends.add(FilterNode.of(chance(2) ? "nullsink" : "ebur128", some(streams, 1), value()));
            case 5 -> streams.add(some(streams, 1).get(0).filters("scale=1:2,drawtext=text='%{pts}'"));
            case 6 -> {
                FilterGraph two = FilterGraph.parse("[a]split[x][y];[x]hflip[u];[y]vflip[w]")
                        .inputs(some(streams, 1).get(0));
                streams.add(two.video("u"));
                streams.add(two.video("w"));
            }
            default ->
                streams.add(FilterNode.of(
                                chance(3) ? "overlay@x" : "drawtext",
                                some(streams, 1 + random.nextInt(2)),
                                value(),
                                FilterOption.opt("text", value()),
                                FilterOption.opt("o" + random.nextInt(3), value()))
                        .any());
        }
    }

    private Duration duration() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofNanos(1 + random.nextInt(Integer.MAX_VALUE));
            case 1 -> Duration.ofSeconds(1 + random.nextLong(Long.MAX_VALUE - 1), random.nextInt(1_000_000_000));
            case 2 -> Duration.ofDays(1 + random.nextInt(100_000));
            default -> Duration.ofSeconds(1 + random.nextInt(10_000));
        };
    }

    private FFmpegJob settings(FFmpegJob plain) {
        FFmpegJob job = plain;
        job = chance(3) ? job.name(text() + "x") : job;
        job = chance(4) ? job.timeout(duration()) : job;
        job = chance(4) ? job.stallTimeout(duration()) : job;
        job = chance(4) ? job.timeToForceTermination(duration()) : job;
        job = chance(5) ? job.pass(1 + random.nextInt(2), 2 + random.nextInt(2)) : job;
        job = chance(4) ? job.directory(path()) : job;
        job = chance(4) ? job.priority(random.nextInt()) : job;
        job = chance(6) ? job.uses("gpu", 1 + random.nextInt(9)).uses("a b", 2) : job;
        job = chance(6) ? job.captureStdout(random.nextInt(1024 * 1024 + 1)) : job;
        job = chance(3) ? job.partialOutput(PartialOutput.values()[random.nextInt(3)]) : job;
        job = chance(3) ? job.retry(retry()) : job;
        job = chance(4) ? job.limits(limits()) : job;
        job = chance(8) ? job.untrusted(untrusted()) : job;
        for (int i = random.nextInt(4); i > 1; i--) {
            job = job.environment("V" + random.nextInt(9) + (chance(4) ? "{ :" : ""), text());
        }
        if (chance(6)) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            job = job.stdin(bytes);
        }
        return job.numberedOutputs(chance(5))
                .makeFolders(chance(5))
                .skipExisting(chance(5))
                .sweepLeftovers(chance(5));
    }

    private RetryPolicy retry() {
        RetryPolicy policy = RetryPolicy.times(random.nextInt(chance(5) ? Integer.MAX_VALUE : 5));
        policy = chance(2) ? policy.firstDelay(chance(3) ? Duration.ZERO : duration()) : policy;
        policy = chance(3) ? policy.longestDelay(chance(3) ? Duration.ZERO : duration()) : policy;
        policy = chance(3) ? policy.multiplier(1 + random.nextDouble() * (chance(3) ? 1e300 : 5)) : policy;
        policy = chance(3) ? policy.jitter(random.nextDouble() * (chance(3) ? 1e-9 : 1)) : policy;
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            if (chance(8)) {
                kinds.add(kind);
            }
        }
        return chance(2) ? policy : policy.failures(chance(4) ? Set.of() : kinds);
    }

    private ResourceLimits limits() {
        ResourceLimits limits = ResourceLimits.none();
        limits = chance(3) ? limits.niceness(random.nextInt(20)) : limits;
        limits = chance(3) ? chance(2) ? limits.ioIdle() : limits.ioPriority(random.nextInt(8)) : limits;
        limits = chance(3) ? limits.threads(1 + random.nextInt(256)) : limits;
        limits = chance(3) ? limits.memory((64L << 20) + random.nextLong(Long.MAX_VALUE / 2)) : limits;
        limits = chance(3) ? limits.maxOutputSize(chance(3) ? Long.MAX_VALUE : 1 + random.nextInt(999)) : limits;
        limits = chance(3) ? limits.maxOutputDuration(duration()) : limits;
        return chance(3) ? limits.maxLogSize(1 + random.nextLong(Long.MAX_VALUE - 1)) : limits;
    }

    private UntrustedMedia untrusted() {
        UntrustedMedia policy = UntrustedMedia.strict();
        policy = chance(2) ? policy.formats("mov", "{x}").decoders("h264") : policy;
        policy = chance(2) ? policy.maxPixels(1 + random.nextLong(Long.MAX_VALUE - 1)) : policy;
        policy = chance(2) ? policy.maxStreams(1 + random.nextInt(9)).maxDuration(duration()) : policy;
        return chance(2) ? policy.probing(32 + random.nextInt(99), duration()) : policy;
    }
}
