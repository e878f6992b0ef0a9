package io.github.asyncffmpeg.probe;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A programme: streams that belong together, as in television and in HLS.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record ProgramInfo(ProbeSection section) {

    /**
     * Its number, as the file counts.
     *
     * @return the field {@code program_id}
     */
    public OptionalInt id() {
        return section.integer("program_id");
    }

    /**
     * The numbers of its streams.
     *
     * @return each as {@link StreamInfo#index}
     */
    public List<Integer> streamIndexes() {
        return section.list("streams").stream()
                .map(stream -> Sections.stream(stream).index())
                .toList();
    }

    /**
     * Its tags, such as {@code service_name}.
     *
     * @return name and value of each
     */
    public Map<String, String> tags() {
        return section.section("tags").fields();
    }
}
