package io.github.asyncffmpeg.jobs.internal.values;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.jobs.internal.document.Faults;
import io.github.asyncffmpeg.jobs.internal.document.JobTree;
import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk.Decide;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk.Encoder;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk.FreeSpace;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk.Media;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.jobs.internal.wire.JsonTree;
import io.github.asyncffmpeg.jobs.internal.wire.NotWire;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.RetryPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a job file as that of the library: the tree that {@code Plan} reads. Each job of a file does what the program does
 * with it: it makes its folders, and is skipped when its output is there.
 */
public final class PlanTree {

    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final Pattern MARK = Pattern.compile("\\\\u0001([^\\\\\"]*)\\\\u0002");
    private static final int LONGEST = 80;

    private final Plan plan;

    /** Ids of steps by those of the file, which may have any characters. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    /**
     * Of a plan.
     *
     * @param plan whose jobs travel
     */
    public PlanTree(Plan plan) {
        this.plan = plan;
        Set<String> taken = new HashSet<>();
        plan.asks().forEach(ask -> ids.put(ask.id(), free(ask.id(), taken)));
        plan.jobs().forEach(job -> ids.put(job.id(), free(job.id(), taken)));
    }

    private static String free(String id, Set<String> taken) {
        String plain = OTHER.matcher(id).replaceAll("-");
        plain = plain.substring(0, Math.min(LONGEST, plain.length()));
        String base = plain.startsWith("-") ? "step" + plain : plain;
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    /** The ids of its steps, by those of the jobs and questions of the file. */
    public Map<String, String> ids() {
        return ids;
    }

    /**
     * The tree.
     *
     * @throws IllegalArgumentException when a job does not travel; the message says why
     */
    public Map<String, @Nullable Object> tree() {
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        plan.asks().forEach(ask -> steps.add(step(ask)));
        plan.jobs().forEach(job -> steps.add(step(job)));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("version", BigDecimal.ONE);
        tree.put("steps", steps);
        return tree;
    }

    private Map<String, @Nullable Object> step(String id, Set<String> needs, Flow flow) {
        Map<String, @Nullable Object> step = new LinkedHashMap<>();
        step.put("id", ids.get(id));
        if (!needs.isEmpty()) {
            step.put("needs", needs.stream().map(ids::get).sorted().toList());
        }
        flow.when().ifPresent(when -> step.put("when", ExpressionParser.renamed(when, name -> renamed(name, flow))));
        return step;
    }

    private String renamed(String name, Flow flow) {
        String source = Flow.source(name);
        return ids.get(flow.sources().get(source)) + name.substring(source.length());
    }

    private Map<String, @Nullable Object> step(PlannedJob job) {
        Map<String, @Nullable Object> step = step(job.id(), job.needs(), job.flow());
        Faults faults = new Faults();
        String json = JsonText.of(JobTree.of(whole(job), Roots.NONE, faults));
        if (!faults.sentences().isEmpty()) {
            throw new IllegalArgumentException("job '" + job.id() + "': " + String.join("; ", faults.sentences()));
        }
        String open = MARK.matcher(json)
                .replaceAll(mark -> Matcher.quoteReplacement("{" + renamed(mark.group(1), job.flow()) + "}"));
        try {
            step.put("job", JsonTree.read(open));
        } catch (NotWire e) {
            throw new IllegalStateException(e); // we have written it
        }
        job.flow().measure().ifPresent(measure -> step.put("measure", measure));
        return step;
    }

    /** With what a batch of the program does beside FFmpeg. */
    private static FFmpegJob whole(PlannedJob job) {
        FFmpegJob whole = job.job()
                .makeFolders(true)
                .skipExisting(!FFmpegCommand.of(job.job().spec()).hasOption("y"));
        return policy(job.retries()).map(whole::retry).orElse(whole);
    }

    private static Optional<RetryPolicy> policy(Retries retries) {
        if (retries.most() == 0) {
            return Optional.empty();
        }
        RetryPolicy policy = retries.pauses().orElse(RetryPolicy.times(0)).maxRetries(retries.most());
        return Optional.of(retries.kinds().isEmpty() ? policy : policy.failures(retries.kinds()));
    }

    private Map<String, @Nullable Object> step(PlannedAsk ask) {
        Map<String, @Nullable Object> step = step(ask.id(), ask.needs(), ask.flow());
        if (ask.what() instanceof Decide decide) {
            step.put("recipe", decide.recipe());
            step.put("version", BigDecimal.valueOf(decide.version()));
            step.put("parameters", decide.parameters());
        } else {
            step.put("probe", probe(ask.what()));
        }
        return step;
    }

    private static Map<String, String> probe(PlannedAsk.What what) {
        if (what instanceof Media media) {
            return media.target()
                    .file()
                    .map(file -> Map.of("file", file.toString()))
                    .orElseGet(() -> Map.of("target", media.target().argument()));
        } else if (what instanceof Encoder encoder) {
            return Map.of("encoder", encoder.name());
        }
        return Map.of("free-space", ((FreeSpace) what).path().toString());
    }
}
