package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OfJob;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a batch as they are told: without the secrets of their jobs. All that the program shows, serves and writes of a
 * run is made of these events, so this is the one place where secrets are taken out. Names of files stay as they are, because a
 * later run looks for these files.
 *
 * <p>Not safe for several threads.
 */
public final class ShownEvents {

    private final Map<String, Redactor> secrets = new HashMap<>();

    /** Makes a job known. Most have no secrets. */
    public void add(String job, Redactor ofJob) {
        if (!ofJob.isEmpty()) {
            secrets.put(job, ofJob);
        }
    }

    /** Whether a job has secrets. */
    boolean hasSecrets(String job) {
        return secrets.containsKey(job);
    }

    /** An event as it is told. */
    public BatchEvent of(BatchEvent event) {
        Redactor secret = event instanceof OfJob ofJob ? secrets.get(ofJob.job()) : null;
        if (secret == null) {
            return event;
        } else if (event instanceof JobLog log) {
            return new JobLog(log.time(), log.job(), log.level(), secret.text(log.line()));
        } else if (event instanceof JobPlanned planned) {
            List<String> arguments = secret.arguments(planned.arguments());
            return new JobPlanned(
                    planned.time(),
                    planned.job(),
                    planned.key(),
                    arguments,
                    planned.inputs(),
                    planned.outputs(),
                    planned.needs());
        } else if (event instanceof JobRunning running) {
            return new JobRunning(running.time(), running.job(), running.pid(), secret.arguments(running.command()));
        } else if (event instanceof JobRetrying retrying) {
            return new JobRetrying(
                    retrying.time(),
                    retrying.job(),
                    retrying.attempt(),
                    trouble(retrying.trouble(), secret),
                    retrying.after());
        } else if (event instanceof JobFinished finished) {
            return new JobFinished(
                    finished.time(),
                    finished.job(),
                    finished.status(),
                    finished.attempts(),
                    finished.elapsed(),
                    finished.exitCode(),
                    finished.outputs(),
                    finished.media(),
                    finished.trouble().map(trouble -> trouble(trouble, secret)));
        }
        return event;
    }

    private static Trouble trouble(Trouble trouble, Redactor secret) {
        return new Trouble(
                trouble.kind(),
                secret.text(trouble.sentence()),
                trouble.causeLine().map(secret::text),
                trouble.logTail().stream().map(secret::text).toList());
    }
}
