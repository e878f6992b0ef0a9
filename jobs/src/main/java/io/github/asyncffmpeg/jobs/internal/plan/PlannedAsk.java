package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Something of a plan that is no job of FFmpeg's: a question, or a recipe that decides.
 *
 * @param id names it among the jobs and the others of its plan
 * @param what it is
 * @param needs the ids of what must be done before it
 * @param flow when it is done
 */
public record PlannedAsk(String id, What what, Set<String> needs, Flow flow) {

    /** Copies the set. */
    public PlannedAsk {
        needs = Set.copyOf(needs);
        Objects.requireNonNull(flow, "flow");
    }

    /** What it is. */
    public sealed interface What {}

    /** What is in a file. */
    public record Media(MediaTarget target) implements What {}

    /** Whether an encoder works. */
    public record Encoder(String name) implements What {}

    /** How much can be written to a place. */
    public record FreeSpace(Path path) implements What {}

    /** Code with a name that decides. */
    public record Decide(String recipe, int version, Map<String, String> parameters) implements What {

        /** Copies the map. */
        public Decide {
            parameters = Map.copyOf(parameters);
        }
    }

    /** The same under another id, after other jobs. */
    public PlannedAsk named(String name, Set<String> others, Flow with) {
        return new PlannedAsk(name, what, others, with);
    }
}
