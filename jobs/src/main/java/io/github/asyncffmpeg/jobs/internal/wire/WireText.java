package io.github.asyncffmpeg.jobs.internal.wire;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeSection;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results, errors and events as one line of JSON with a version, and back. */
public final class WireText {

    private WireText() {}

    /**
     * A result, an error or an event, without the secrets of its own command.
     *
     * @param secrets hides those of its job that it does not name itself
     */
    public static String of(Object value, Roots roots, Redactor secrets) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("version", 1);
        Redactor own = Redactor.of(command(value));
        WireWriter writer = new WireWriter(roots, text -> Redactor.alone(secrets.text(own.text(text))));
        if (value instanceof FFmpegException error) {
            all.put("error", writer.tree(error));
        } else if (value instanceof FFmpegEvent event) {
            all.put("event", writer.tree(event));
        } else {
            all.put("result", writer.tree((FFmpegResult) value));
        }
        return JsonText.of(all);
    }

    private static List<String> command(Object value) {
        if (value instanceof FFmpegResult result) {
            return result.command();
        } else if (value instanceof FFmpegProcessException failed) {
            return failed.command();
        } else if (value instanceof FFmpegStartException refused) {
            return refused.command();
        }
        return value instanceof Started started ? started.command() : List.of();
    }

    /** What a probe found, as ffprobe's own JSON below {@code media}. */
    public static String of(MediaInfo info) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("version", 1);
        all.put("media", tree(info.section()));
        return JsonText.of(all);
    }

    private static Map<String, @Nullable Object> tree(ProbeSection section) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(section.fields());
        section.sections().forEach((name, below) -> tree.put(name, tree(below)));
        section.lists()
                .forEach((name, list) ->
                        tree.put(name, list.stream().map(WireText::tree).toList()));
        return tree;
    }

    /**
     * What a probe found.
     *
     * @throws NotWire when it is not so
     */
    public static MediaInfo readMedia(String text) throws NotWire {
        if (!(all(text, "media").get("media") instanceof Map<?, ?> media)) {
            throw new NotWire("media: expected what ffprobe said");
        }
        try {
            return MediaInfo.parse(JsonText.of(media));
        } catch (IllegalArgumentException e) {
            throw new NotWire("media: " + e.getMessage());
        }
    }

    /**
     * The same again.
     *
     * @param text the JSON
     * @param key {@code result}, {@code error} or {@code event}
     * @param type of it
     * @throws NotWire when it is not so
     */
    public static <T> T read(String text, String key, Class<T> type, Roots roots) throws NotWire {
        return type.cast(new WireReader(roots).value(all(text, key).get(key), type, key));
    }

    private static Map<?, ?> all(String text, String key) throws NotWire {
        if (!(JsonTree.read(text) instanceof Map<?, ?> all)) {
            throw new NotWire("expected version: 1 and " + key + ":");
        }
        String version = String.valueOf(all.get("version"));
        if (!version.matches("1(\\.\\d{1,4})?")) {
            throw new NotWire("version: expected 1, the form that this program knows, got '"
                    + (version.length() > 20 ? version.substring(0, 20) : version) + "'");
        }
        return all;
    }
}
