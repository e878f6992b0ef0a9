package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.graph.AnyStream;
import io.github.asyncffmpeg.graph.FilterGraph;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.MediaStream;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphBuilder.Outlet;
import io.github.asyncffmpeg.jobs.internal.jobfile.GraphDraft.Pad;
import io.github.asyncffmpeg.jobs.internal.plan.TemplateException;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A filter graph that is one text. What comes out of it has a medium, unless one stream of any medium goes in. */
final class TextGraph {

    private final FilterGraph graph;
    private final @Nullable MediaStream any;

    private TextGraph(FilterGraph graph, @Nullable MediaStream any) {
        this.graph = graph;
        this.any = any;
    }

    static TextGraph of(String text, List<MediaStream> from) {
        if (from.size() == 1 && (from.get(0) instanceof Input || from.get(0) instanceof AnyStream)) {
            MediaStream any = from.get(0).filters(text);
            return new TextGraph((FilterGraph) any.node(), any);
        }
        FilterGraph graph = FilterGraph.parse(text);
        return new TextGraph(from.isEmpty() ? graph : graph.inputs(from.toArray(MediaStream[]::new)), null);
    }

    Outlet outlet(Pad pad) {
        return medium -> stream(pad, medium);
    }

    private MediaStream stream(Pad pad, Optional<Medium> medium) throws TemplateException {
        String word = pad.word();
        if (medium.isEmpty()) {
            if (any == null || word != null) {
                throw new TemplateException("'" + pad.text() + "' comes out of a graph; write which medium it is, "
                        + pad.text() + ":v or " + pad.text() + ":a");
            }
            return any;
        }
        if (medium.get() == Medium.VIDEO) {
            return word == null ? graph.video() : graph.video(word);
        }
        return word == null ? graph.audio() : graph.audio(word);
    }
}
