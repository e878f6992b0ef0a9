package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.secret.StableUrls;
import io.github.asyncffmpeg.jobs.internal.batch.JobKey;
import io.github.asyncffmpeg.jobs.internal.document.Digests;
import io.github.asyncffmpeg.jobs.internal.record.Journals;
import io.github.asyncffmpeg.jobs.internal.record.StateKey;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Digests of what orders are to do, for a journal. A new timeout, or a new version of a recipe, does not change one. Where there
 * are secrets they are made with the key of this user. Safe for any thread.
 */
final class WorkDigests {

    private final StateKey key = StateKey.in(Journals.ofUser());

    String of(Order.Work order) {
        if (order instanceof Order.RunJob run) {
            return of(run.job()) + run.measure().map(what -> "-" + what).orElse("");
        } else if (order instanceof Order.Ask ask) {
            return of(ask.probe().toString());
        } else if (order instanceof Order.Decide decide) {
            return of(decide.recipe() + new TreeMap<>(decide.parameters()) + decide.facts());
        }
        return of(((Order.Handle) order).work().toString());
    }

    private String of(JobDocument document) {
        FFmpegJob job = document.toJob();
        FFmpegCommand command = FFmpegCommand.of(job.spec());
        boolean secrets = !Redactor.of(command.arguments(), job.environment()).isEmpty();
        return secrets ? JobKey.of(job, command, key) : document.workDigest();
    }

    private String of(String text) {
        String stable = StableUrls.of(text);
        return Redactor.alone(text).equals(text)
                ? Digests.of(text)
                : HexFormat.of().formatHex(key.digest(stable.getBytes(StandardCharsets.UTF_8)));
    }
}
