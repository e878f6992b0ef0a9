package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.media.Medium;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What {@code convert --copy} takes: all streams that the container can hold. Which these are FFmpeg itself is asked, by
 * copying nothing of each file ({@code -t 0}): what a muxer takes differs from version to version, and with what else is in
 * the file. That takes as long as a probe; more only where something does not fit, once for all files of the same streams.
 */
final class CopyChoice {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A recording of a whole satellite channel has some hundred. */
    private static final int MOST_TRIALS = 60;

    /** MPEG-TS takes everything, but what it has no type for as bytes that no reader knows; FFmpeg warns with the first packet. */
    private static final Set<String> TRANSPORT = Set.of("ts", "m2ts", "mts", "m2t");

    private static final Set<String> TRANSPORT_CODECS = Set.of(
            "mpeg1video",
            "mpeg2video",
            "mpeg4",
            "h264",
            "hevc",
            "vvc",
            "cavs",
            "avs2",
            "avs3",
            "dirac",
            "vc1",
            "jpeg2000",
            "mp1",
            "mp2",
            "mp3",
            "aac",
            "aac_latm",
            "ac3",
            "eac3",
            "dts",
            "truehd",
            "opus",
            "s302m",
            "pcm_bluray",
            "dvb_subtitle",
            "dvb_teletext",
            "hdmv_pgs_subtitle",
            "arib_caption",
            "klv",
            "timed_id3",
            "scte_35");

    /** Text that is the same in another container, under another name. */
    private static final Map<String, String> TEXTS = Map.of(
            "mp4",
            "mov_text",
            "m4v",
            "mov_text",
            "mov",
            "mov_text",
            "mkv",
            "srt",
            "mk3d",
            "srt",
            "mks",
            "srt",
            "webm",
            "webvtt");

    private static final Set<String> TEXT_CODECS =
            Set.of("subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text", "sami", "subviewer", "microdvd");

    /** Options that choose streams or change them: then it is for FFmpeg, and the user, to say what is taken. */
    private static final Set<String> OWN_WORD =
            Set.of("map", "vcodec", "acodec", "scodec", "vf", "af", "filter_complex");

    private final FFmpeg ffmpeg;
    private final Path folder;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    private CopyChoice(FFmpeg ffmpeg, Path folder) {
        this.ffmpeg = ffmpeg;
        this.folder = folder;
    }

    /** The plan, with the streams that each job takes. A file that cannot be read keeps its job, which will say so. */
    static Plan in(Plan plan, FFmpeg ffmpeg) throws CannotStart {
        ffmpeg.binary(); // throws where there is none
        Path folder;
        try {
            folder = Files.createTempDirectory(
                    "asyncffmpeg-" + ProcessHandle.current().pid() + "-copy-");
        } catch (IOException e) {
            throw new CannotStart("There is no temporary folder: " + e.getMessage());
        }
        folder.toFile().deleteOnExit();
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        ExecutorService workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "asyncffmpeg-cli-copy");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CopyChoice choice = new CopyChoice(ffmpeg, folder);
            List<Callable<PlannedJob>> asked = new ArrayList<>();
            for (PlannedJob job : plan.jobs()) {
                asked.add(() -> choice.of(job));
            }
            List<PlannedJob> jobs = new ArrayList<>();
            for (Future<PlannedJob> job : workers.invokeAll(asked)) {
                jobs.add(job.get());
            }
            return plan.withJobs(jobs);
        } catch (InterruptedException | ExecutionException e) {
            throw new CannotStart("The streams of the files cannot be looked at: " + e.getMessage());
        } finally {
            workers.shutdownNow();
            delete(folder);
        }
    }

    private PlannedJob of(PlannedJob job) {
        FFmpegCommand command = FFmpegCommand.of(job.job().spec());
        boolean own = command.outline().options().stream()
                .anyMatch(option -> OWN_WORD.contains(option.name())
                        || option.name().startsWith("c:")
                        || option.name().startsWith("codec")
                        || option.name().startsWith("filter:"));
        List<String> arguments = command.arguments();
        if (own) {
            return job;
        }
        try {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(all.size() - 1, choice(new Trial(job, arguments)));
            return job.withSpec(StreamSpec.ofArguments(all));
        } catch (FFmpegException | IOException unreadable) {
            return job;
        }
    }

    /** The arguments that choose the streams. */
    private List<String> choice(Trial trial) throws IOException {
        Attempt whole = trial.of(List.of("-map", "0"));
        boolean fits = whole.fits() && whole.streams.stream().noneMatch(trial::isUnreadable);
        if (fits || whole.streams.isEmpty()) {
            return fits ? List.of("-map", "0") : List.of();
        }
        StringBuilder key = new StringBuilder(trial.extension);
        whole.streams.forEach(stream ->
                key.append('/').append(stream.medium()).append(stream.codec()).append(stream.isAttachedPicture()));
        List<String> before = known.get(key.toString());
        if (before != null) {
            return before;
        }
        List<String> found = chosen(trial, whole.streams);
        known.put(key.toString(), found);
        return found;
    }

    /** One stream after the other, the most important first: some containers take only so many of a kind. */
    private static List<String> chosen(Trial trial, List<AnnouncedStream> streams) throws IOException {
        Set<Integer> kept = new TreeSet<>();
        Map<Integer, String> texts = new LinkedHashMap<>();
        int trials = 0;
        for (AnnouncedStream stream : inOrder(streams)) {
            List<String> maps = new ArrayList<>();
            for (int index : kept) {
                maps.addAll(List.of("-map", "0:" + index));
            }
            maps.addAll(List.of("-map", "0:" + stream.index()));
            if (!trial.isUnreadable(stream)
                    && trials++ < MOST_TRIALS
                    && trial.of(maps).fits()) {
                kept.add(stream.index());
            } else if (kept.isEmpty()) {
                return List.of(); // FFmpeg will say why, in the job
            } else if (isText(stream)) {
                Optional.ofNullable(TEXTS.get(trial.extension)).ifPresent(text -> texts.put(stream.index(), text));
            }
        }
        List<String> arguments = new ArrayList<>(List.of("-map", "0"));
        int subtitles = 0;
        List<String> codecs = new ArrayList<>();
        for (AnnouncedStream stream : streams) {
            boolean text = texts.containsKey(stream.index());
            if (!kept.contains(stream.index()) && !text) {
                arguments.addAll(List.of("-map", "-0:" + stream.index()));
                continue;
            }
            if (text) {
                codecs.addAll(List.of("-c:s:" + subtitles, texts.get(stream.index())));
            }
            subtitles += stream.medium().equals(Optional.of(Medium.SUBTITLE)) ? 1 : 0;
        }
        arguments.addAll(codecs);
        return arguments;
    }

    private static boolean isText(AnnouncedStream stream) {
        return stream.medium().equals(Optional.of(Medium.SUBTITLE)) && TEXT_CODECS.contains(stream.codec());
    }

    private static List<AnnouncedStream> inOrder(List<AnnouncedStream> streams) {
        List<AnnouncedStream> ordered = new ArrayList<>(streams);
        ordered.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        return ordered;
    }

    private static int rank(AnnouncedStream stream) {
        return stream.isAttachedPicture()
                ? Medium.values().length
                : stream.medium().map(Enum::ordinal).orElse(Medium.values().length + 1);
    }

    /** What FFmpeg said. */
    private record Attempt(boolean fits, List<AnnouncedStream> streams) {}

    /** A job, tried with other streams. */
    private final class Trial {
        private final PlannedJob job;
        private final List<String> arguments;
        private final String extension;
        private final String target;

        Trial(PlannedJob job, List<String> arguments) {
            this.job = job;
            this.arguments = arguments;
            String output = arguments.get(arguments.size() - 1);
            String name = output.substring(output.lastIndexOf('/') + 1);
            int dot = name.lastIndexOf('.');
            this.extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
            this.target = (name.indexOf('%') >= 0 ? "%d" : "x") + (dot < 0 ? "" : name.substring(dot));
        }

        boolean isUnreadable(AnnouncedStream stream) {
            return TRANSPORT.contains(extension) && !TRANSPORT_CODECS.contains(stream.codec());
        }

        Attempt of(List<String> maps) throws IOException {
            Path own = Files.createTempDirectory(folder, "t");
            try {
                List<String> all = new ArrayList<>(arguments.subList(0, arguments.size() - 1));
                all.addAll(maps);
                all.addAll(List.of("-t", "0", "-y", "file:" + own.resolve(target)));
                Queue<FFmpegEvent> told = new ConcurrentLinkedQueue<>();
                CompletableFuture<Void> end = new CompletableFuture<>();
                try (FFmpegProcess process = ffmpeg.start(trial(all))) {
                    process.on(FFmpegEvent.class, event -> {
                        told.add(event);
                        if (event instanceof Ended) {
                            end.complete(null);
                        }
                    });
                    end.completeOnTimeout(null, LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .join();
                }
                return attempt(told);
            } finally {
                delete(own);
            }
        }

        private FFmpegJob trial(List<String> all) {
            FFmpegJob trial = FFmpegJob.of(StreamSpec.ofArguments(all)).timeout(LIMIT);
            return job.job().directory().map(trial::directory).orElse(trial);
        }

        private Attempt attempt(Queue<FFmpegEvent> told) {
            boolean header = false; // FFmpeg announces an output when its header is written
            List<AnnouncedStream> streams = List.of();
            for (FFmpegEvent event : told) {
                header |= event instanceof OutputAnnounced;
                if (event instanceof InputAnnounced input) {
                    streams = input.streams();
                }
            }
            return new Attempt(header, streams);
        }
    }

    private static void delete(Path folder) {
        File[] inside = folder.toFile().listFiles();
        for (File each : inside == null ? new File[0] : inside) {
            delete(each.toPath());
        }
        if (!folder.toFile().delete()) {
            folder.toFile().deleteOnExit();
        }
    }
}
