package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said at the end of a batch: its failures once more, whole, a table, and the sums. For one thread at a time. */
final class EndReport {

    /** So many jobs have a row each in the table, and so many failures are told whole. */
    static final int FEW = 20;

    private static final int FEW_SENTENCES = 5;
    private static final int LOG_LINES = 5;
    private static final int LOG_COLUMNS = 500;
    private static final int NAME_MOST = 32;

    /** Of the jobs that failed as another one did. */
    private static final int NAMES = 5;

    /** Metadata, what encoders count, and the answer to an option of the library's. */
    private static final Pattern NOISE =
            Pattern.compile("^ |^\\[libx26|^\\[aac @ \\w+\\] Qavg|^ffmpeg stats and -progress period");

    /** A longer command is of no use on a screen. */
    private static final int COMMAND_MOST = 4_000;

    private record Ended(JobFinished event, OptionalLong inputBytes) {}

    /** A failure, and the ids of the jobs that failed in the same way after it. */
    private record Failed(JobFinished event, List<String> command, List<String> troubles, List<String> others) {}

    private final Look look;
    private final BatchView batch;
    private final List<Ended> first = new ArrayList<>();
    private final List<Failed> failures = new ArrayList<>();
    private final Map<String, Failed> kinds = new HashMap<>();
    private final Map<String, Integer> streams = new LinkedHashMap<>();
    private int failed;
    private long before;
    private long after;
    private double mediaSeconds;

    EndReport(Look look, BatchView batch) {
        this.look = look;
        this.batch = batch;
    }

    void add(JobFinished event, JobView job) {
        mediaSeconds += event.media().map(Words::seconds).orElse(0.0);
        if (first.size() <= FEW) {
            first.add(new Ended(event, job.inputBytes()));
        }
        if (event.status() == JobStatus.DONE) {
            job.streams().ifPresent(each -> streams.merge(each.sentence(), 1, Integer::sum));
            if (job.inputBytes().isPresent()) {
                before += job.inputBytes().getAsLong();
                after += bytes(event);
            }
        } else if (event.status() == JobStatus.FAILED || event.status() == JobStatus.TIMED_OUT) {
            failed++;
            String kind = kind(event, job.command());
            Failed same = kinds.get(kind);
            if (same != null) {
                same.others.add(event.job());
            } else if (failures.size() < FEW) {
                Failed unlike = new Failed(event, job.command(), job.troubles(), new ArrayList<>());
                failures.add(unlike);
                kinds.put(kind, unlike);
            }
        }
    }

    List<Line> lines(BatchFinished event) {
        List<Line> lines = new ArrayList<>();
        failures.forEach(failure -> add(lines, failure));
        int told = failures.stream().mapToInt(each -> 1 + each.others.size()).sum();
        if (failed > told) {
            lines.add(new Line(look));
            lines.add(new Line(look)
                    .add("and " + (failed - told) + " more failed, see the journal", Style.BAD)
                    .whole());
        }
        if (!first.isEmpty() && first.size() <= FEW) {
            lines.add(new Line(look));
            table(lines);
        }
        streams(lines);
        if (!lines.isEmpty()) {
            lines.add(new Line(look));
        }
        lines.add(counts(event));
        sums(event).ifPresent(lines::add);
        return lines;
    }

    /** Of many jobs, which had no line of their own for it. */
    private void streams(List<Line> lines) {
        if (streams.isEmpty() || batch.jobs() <= FEW) {
            return;
        }
        lines.add(new Line(look));
        streams.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(FEW_SENTENCES)
                .forEach(each -> lines.add(new Line(look)
                        .add("in " + each.getValue() + (each.getValue() == 1 ? " job " : " jobs ") + each.getKey())
                        .whole()));
        if (streams.size() > FEW_SENTENCES) {
            lines.add(new Line(look)
                    .add("other streams were left out in other jobs, see the report")
                    .whole());
        }
    }

    private void add(List<Line> lines, Failed failure) {
        JobFinished event = failure.event;
        lines.add(new Line(look));
        StringBuilder facts = new StringBuilder();
        event.exitCode()
                .ifPresent(code -> facts.append("exit code ").append(code).append(", "));
        if (event.attempts() > 1) {
            facts.append(event.attempts()).append(" attempts, ");
        }
        facts.append("after ").append(Words.took(event.elapsed()));
        lines.add(new Line(look)
                .add(event.status().word(), Style.BAD)
                .add(" ")
                .add(event.job(), Style.STRONG)
                .add(event.attempts() == 0 ? "" : " (" + facts + ")")
                .whole());
        if (event.trouble().isPresent()) {
            Trouble trouble = event.trouble().get();
            lines.add(new Line(look).add("  " + trouble.sentence()).whole());
            List<String> log = failure.troubles.isEmpty() ? meaningful(trouble.logTail()) : failure.troubles;
            if (log.isEmpty()) {
                log = trouble.causeLine().stream().toList();
            }
            log.forEach(line -> lines.add(
                    new Line(look).add("  | ", Style.FAINT).add(shortened(line)).whole()));
        }
        if (!failure.others.isEmpty()) {
            lines.add(new Line(look).add("  " + others(failure.others)).whole());
        }
        if (failure.command.size() > 2) {
            String command = ShellLine.of(elsewhere(), Map.of(), failure.command);
            lines.add(new Line(look)
                    .add("  To repeat it: "
                            + (command.length() > COMMAND_MOST ? "the command is in the journal" : command))
                    .whole());
        }
    }

    /** The reason without the names of this one job's files, which are in its command. */
    private static String kind(JobFinished event, List<String> command) {
        String sentence = event.trouble().map(Trouble::sentence).orElse("");
        for (String word : command) {
            String name = word.substring(word.lastIndexOf('/') + 1);
            if (name.indexOf('.') > 0) {
                sentence = sentence.replace(word, "*").replace(name, "*");
            }
        }
        return event.status() + " " + sentence;
    }

    /** {@code So did 11 more: b, c, d, …}. */
    private static String others(List<String> jobs) {
        String names = String.join(", ", jobs.subList(0, Math.min(NAMES, jobs.size())));
        return "So did " + jobs.size() + " more: " + names + (jobs.size() > NAMES ? ", …" : "");
    }

    /** The folder of the batch, unless it is where the user is. */
    private @Nullable Path elsewhere() {
        return batch.directory()
                .map(Path::normalize)
                .filter(folder -> !folder.equals(Path.of("").toAbsolutePath().normalize()))
                .orElse(null);
    }

    /** The last lines that may say why. */
    static List<String> meaningful(List<String> log) {
        List<String> lines = log.stream()
                .filter(line -> !line.isBlank()
                        && !line.strip().equals("Conversion failed!")
                        && !line.stripLeading().startsWith("frame=")
                        && !line.stripLeading().startsWith("size=")
                        && !NOISE.matcher(line).find())
                .toList();
        return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    }

    private static String shortened(String line) {
        return line.length() <= LOG_COLUMNS
                ? line
                : line.substring(0, LOG_COLUMNS / 2) + " ... " + line.substring(line.length() - LOG_COLUMNS / 2);
    }

    private void table(List<Line> lines) {
        int name = 3;
        int status = 6;
        for (Ended ended : first) {
            name = Math.max(name, Columns.of(look.text(ended.event.job())));
            status = Math.max(status, ended.event.status().word().length());
        }
        name = Math.min(NAME_MOST, name);
        int columns = name + 2 + status;
        lines.add(new Line(look)
                .add("JOB", Style.FAINT)
                .to(name + 2)
                .add("STATUS", Style.FAINT)
                .to(columns)
                .add(
                        String.format(Locale.ROOT, "  %9s  %6s  %9s  %s", "TOOK", "SPEED", "DURATION", "SIZE"),
                        Style.FAINT));
        for (Ended ended : first) {
            JobFinished event = ended.event;
            OptionalDouble speed = speed(event);
            lines.add(new Line(look)
                    .add(Columns.middle(look.text(event.job()), name, look.ellipsis()))
                    .to(name + 2)
                    .add(event.status().word(), BatchScene.style(event.status()))
                    .to(columns)
                    .add(String.format(
                                    Locale.ROOT,
                                    "  %9s  %6s  %9s  %s",
                                    event.attempts() == 0 ? "" : Words.took(event.elapsed()),
                                    speed.isPresent() ? Numbers.speed(speed.getAsDouble()) : "",
                                    event.media().map(Words::time).orElse(""),
                                    sizes(bytes(event), ended.inputBytes))
                            .stripTrailing()));
        }
    }

    private String sizes(long bytes, OptionalLong inputBytes) {
        if (bytes == 0) {
            return "";
        }
        return inputBytes.isPresent() ? change(inputBytes.getAsLong(), bytes) : Words.size(bytes);
    }

    private String change(long from, long to) {
        String ratio = from <= 0 ? "" : " (" + Math.round(100.0 * to / from) + " %)";
        return Words.size(from) + " " + look.arrow() + " " + Words.size(to) + ratio;
    }

    /** {@code 12 jobs in 3:20 min: 9 done, 2 skipped, 1 failed}. */
    private Line counts(BatchFinished event) {
        Line line = new Line(look)
                .add(batch.jobs() + (batch.jobs() == 1 ? " job in " : " jobs in ") + Words.took(event.elapsed()) + ":");
        String separator = " ";
        for (JobStatus status : JobStatus.values()) {
            int count = Math.max(batch.count(status), event.counts().getOrDefault(status, 0));
            if (count > 0) {
                line.add(separator).add(count + " " + status.word(), BatchScene.style(status));
                separator = ", ";
            }
        }
        return line.whole();
    }

    /** {@code 1.2 GiB → 300 MiB (25 %), 2:03:00.0 of media at 36.9x}. */
    private Optional<Line> sums(BatchFinished event) {
        List<String> sums = new ArrayList<>();
        if (before > 0 && after > 0) {
            sums.add(change(before, after));
        }
        double media = mediaSeconds;
        double elapsed = Words.seconds(event.elapsed());
        if (media > 0 && elapsed > 0) {
            sums.add(Words.time(Duration.ofMillis((long) (media * 1000))) + " of media at "
                    + Numbers.speed(media / elapsed));
        }
        return sums.isEmpty()
                ? Optional.empty()
                : Optional.of(new Line(look).add(String.join(", ", sums)).whole());
    }

    static OptionalDouble speed(JobFinished event) {
        double elapsed = Words.seconds(event.elapsed());
        return event.media().isEmpty() || event.media().get().isZero() || elapsed <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Words.seconds(event.media().get()) / elapsed);
    }

    static long bytes(JobFinished event) {
        long bytes = 0;
        for (OutputFile output : event.outputs()) {
            bytes += output.state().bytes();
        }
        return bytes;
    }
}
