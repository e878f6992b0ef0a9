package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is written, before it becomes one job for each file and combination.
 *
 * @param at where it is
 * @param name its name, if it has one
 * @param args FFmpeg's arguments; empty when it is a graph
 * @param graph the graph, if it is one
 * @param each its files, if it is one job for each of some
 * @param matrix the axes of its combinations
 * @param vars its own variables
 * @param needs what comes before it
 * @param settings how it is run
 * @param environment variables for FFmpeg
 * @param directory where its relative names begin, if it says so
 * @param flow values that it uses, and what it is besides a job
 */
record JobDraft(
        Position at,
        Optional<Templated> name,
        List<Templated> args,
        Optional<GraphDraft> graph,
        Optional<Each> each,
        List<Axis> matrix,
        Map<String, Variable> vars,
        List<Need> needs,
        JobSettings settings,
        List<Setting> environment,
        Optional<GraphDraft.Place> directory,
        FlowDraft flow) {

    /** What comes before the dot in the names of values that it can use. */
    Set<String> sources() {
        return needs.stream().map(Need::job).collect(Collectors.toSet());
    }

    /** One job for each of some files. */
    record Each(Position at, List<Templated> patterns, List<Templated> exclude, boolean optional) {}

    /** A variable of the matrix, and what it can be. */
    record Axis(String name, List<Choice> choices) {}

    /**
     * What a variable of the matrix is.
     *
     * @param label tells it apart in ids
     * @param text its own value; {@code null} if it has only fields
     * @param fields the values of its fields
     */
    record Choice(String label, @Nullable String text, Map<String, String> fields) {

        Variables in(Variables variables, String name) {
            Variables all = text == null ? variables : variables.with(name, text);
            for (Map.Entry<String, String> field : fields.entrySet()) {
                all = all.with(name + "." + field.getKey(), field.getValue());
            }
            return all;
        }
    }

    /**
     * A variable of {@code vars:}.
     *
     * @param at where it is
     * @param value what it is; {@code null} when the command line has to say it
     */
    record Variable(Position at, @Nullable Choice value) {}

    /** Another job that comes before it; of an expanded one, those with the same values of some variables. */
    record Need(Position at, String job, List<String> same) {}

    /** A variable of FFmpeg's environment. */
    record Setting(String name, Templated value) {}
}
