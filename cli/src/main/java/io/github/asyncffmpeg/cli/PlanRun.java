package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.cli.display.Display;
import io.github.asyncffmpeg.cli.display.ShellLine;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.record.Journal;
import io.github.asyncffmpeg.jobs.internal.record.Journals;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code run} and {@code convert} share: a plan, and the options of a run of many jobs. */
final class PlanRun {

    private static final int MOST_REMARKS = 20;

    private final Plan plan;
    private final List<String> identity;
    private final BatchMixin batch;
    private final DisplayMixin shown;
    private final FFmpegMixin ffmpeg;

    /**
     * Prepares the run of a plan.
     *
     * @param identity what tells its journal from those of other plans
     */
    PlanRun(Plan plan, List<String> identity, BatchMixin batch, DisplayMixin shown, FFmpegMixin ffmpeg) {
        this.plan = plan;
        this.identity = identity;
        this.batch = batch;
        this.shown = shown;
        this.ffmpeg = ffmpeg;
    }

    /** With what the command line says of resources. */
    private Plan withLimits(List<PlannedJob> jobs) {
        Map<String, Integer> limits = new HashMap<>(plan.limits());
        limits.putAll(batch.limits);
        return new Plan(plan.title(), plan.directory(), jobs, limits, plan.remarks(), plan.asks());
    }

    /**
     * Runs it, or prints its commands.
     *
     * @return the exit code
     */
    int run(PrintWriter out, PrintWriter err) throws CannotStart {
        Limits.check(plan, batch.limits);
        if (batch.dryRun) {
            remarks().forEach(err::println);
            err.flush();
            plan.asks().stream().map(PlanRun::comment).forEach(out::println);
            plan.jobs().stream().map(PlanRun::shellLine).forEach(out::println);
            out.flush();
            return ExitCode.DONE;
        }
        FFmpeg library = ffmpeg.builder().build();
        library.binary(); // throws where there is none
        Journal journal = holdJournal(err);
        Display display = shown.ofBatch(err);
        Session session = new Session(library, display);
        try {
            boolean earlier = batch.resume || batch.rerunFailed;
            if (journal != null) {
                session.journal(journal, earlier);
            }
            if (batch.rerunFailed && session.ledger().isEmpty()) {
                throw new CannotStart("No earlier run is known, so it is not known what failed.");
            }
            Plan wanted = withLimits(batch.rerunFailed && !plan.flows() ? failed(session) : plan.jobs());
            checkEventsFile();
            session.events(shown.events);
            if (batch.webPort != null) {
                session.web(batch.webPort);
            }
            remarks().forEach(display::say);
            return session.run(wanted, batch.options());
        } catch (IOException e) {
            throw new CannotStart("The journal cannot be used: " + e.getMessage());
        } finally {
            session.close();
        }
    }

    /** What the plan leaves out, of a thousand files some. */
    private List<String> remarks() {
        List<String> lines = new ArrayList<>();
        for (Plan.Remark remark : plan.remarks()) {
            if (lines.size() == MOST_REMARKS) {
                lines.add("And " + (plan.remarks().size() - MOST_REMARKS) + " more were left out.");
                break;
            }
            lines.add(Words.visible(Redactor.alone(remark.sentence())));
        }
        return lines;
    }

    /** Events are not written over what the jobs read or make. */
    private void checkEventsFile() throws CannotStart {
        if (shown.events == null || shown.events.equals("-")) {
            return;
        }
        Path file = Path.of(shown.events).toAbsolutePath().normalize();
        for (PlannedJob job : plan.jobs()) {
            if (job.targets().contains(file) || job.inputs().contains(file)) {
                throw new CannotStart("The events cannot be written to " + Words.name(shown.events) + ": the job "
                        + Words.name(job.id()) + " reads or makes that file.");
            }
        }
    }

    /** A question is no command of FFmpeg's. */
    private static String comment(PlannedAsk ask) {
        PlannedAsk.What what = ask.what();
        String text;
        if (what instanceof PlannedAsk.Media media) {
            text = "what is in " + media.target().argument();
        } else if (what instanceof PlannedAsk.Encoder encoder) {
            text = "whether " + encoder.name() + " works";
        } else if (what instanceof PlannedAsk.FreeSpace space) {
            text = "how much can be written to " + space.path();
        } else {
            text = "what the recipe " + ((PlannedAsk.Decide) what).recipe() + " decides";
        }
        return "# " + Words.name(ask.id() + ": " + text) + when(ask.flow());
    }

    private static String when(Flow flow) {
        return flow.when().map(when -> " # when " + Words.name(when)).orElse("");
    }

    private static String shellLine(PlannedJob job) {
        List<String> words = new ArrayList<>(List.of("ffmpeg"));
        List<String> arguments = FFmpegCommand.of(job.job().spec()).arguments();
        Redactor secrets = Redactor.of(arguments, job.job().environment());
        secrets.arguments(arguments).forEach(word -> words.add(Flow.shown(word)));
        Path here = Path.of("").toAbsolutePath();
        Path directory =
                job.job().directory().filter(folder -> !folder.equals(here)).orElse(null);
        return ShellLine.of(directory, secrets.environment(job.job().environment()), words) + when(job.flow());
    }

    private List<PlannedJob> failed(Session session) {
        return plan.jobs().stream()
                .filter(job -> session.ledger().hasFailed(job.id()))
                .toList();
    }

    /** A journal that was asked for must be; of the usual one a run can do without. */
    private @Nullable Journal holdJournal(PrintWriter err) throws CannotStart {
        Journals journals = Journals.ofUser();
        Path file = batch.journal != null ? batch.journal : journals.of(plan.title(), identity);
        try {
            Journal journal = Journal.hold(file, batch.journal == null ? null : journals.folder());
            if (batch.journal == null) {
                journals.prune();
            }
            return journal;
        } catch (Journal.Busy busy) {
            throw new CannotStart(Words.name(plan.title()) + " is being run already: "
                    + Words.name(String.valueOf(busy.getMessage())));
        } catch (IOException e) {
            if (batch.journal != null || batch.resume || batch.rerunFailed) {
                throw new CannotStart("The journal cannot be used: " + Words.name(String.valueOf(e.getMessage())));
            }
            err.println("asyncffmpeg: there will be no journal: " + Words.name(String.valueOf(e.getMessage())));
            err.flush();
            return null;
        }
    }
}
