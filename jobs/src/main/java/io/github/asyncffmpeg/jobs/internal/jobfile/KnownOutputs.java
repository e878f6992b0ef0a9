package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.FilterOption;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@code concat} whose outputs are known: those that nobody takes are thrown away. */
final class KnownOutputs {

    private static final Set<String> COUNTS = Set.of("n", "v", "a");

    private KnownOutputs() {}

    /**
     * The same filter with outputs that are known.
     *
     * @param plain as it is written
     * @param media of its outputs, in their order
     * @throws TemplateException when it is no concat of these media
     */
    static FilterNode of(FilterNode plain, List<Medium> media) throws TemplateException {
        int video = Collections.frequency(media, Medium.VIDEO);
        int audio = media.size() - video;
        if (plain.name().equals("concat")
                && plain.positional().isEmpty()
                && media.subList(0, video).stream().allMatch(each -> each == Medium.VIDEO)) {
            FilterNode node = made(plain, video, audio);
            if (node.named().equals(plain.named())) {
                return node;
            }
        }
        throw new TemplateException(
                "media: only the outputs of a concat are known, with the options n, v and a that fit"
                        + " its streams, and its videos first");
    }

    private static FilterNode made(FilterNode plain, int video, int audio) {
        if (plain.named().keySet().equals(Set.of("n")) && video == 1 && audio == 0) {
            List<VideoStream> segments = new ArrayList<>();
            for (MediaStream stream : plain.inputs()) {
                if (stream instanceof VideoStream segment) {
                    segments.add(segment);
                }
            }
            if (segments.size() == plain.inputs().size()) {
                return (FilterNode) Concat.video(segments).node();
            }
        }
        List<FilterOption> others = new ArrayList<>();
        for (Map.Entry<String, Object> option : plain.named().entrySet()) {
            if (!COUNTS.contains(option.getKey())) {
                others.add(FilterOption.opt(option.getKey(), option.getValue()));
            }
        }
        Concat concat = Concat.of(video, audio, plain.inputs(), others.toArray(FilterOption[]::new));
        return (FilterNode) (video > 0 ? concat.video() : concat.audio()).node();
    }
}
