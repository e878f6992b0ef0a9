package io.github.asyncffmpeg.jobs.internal.document;

import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import io.github.asyncffmpeg.jobs.internal.plan.Roots;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes what is read and written: files, against a root where they are below one, and FFmpeg's own syntax. */
final class TargetTree {

    private final Roots roots;
    private final Faults faults;
    private final UnaryOperator<String> spelling;

    private TargetTree(Roots roots, Faults faults, UnaryOperator<String> spelling) {
        this.roots = roots;
        this.faults = faults;
        this.spelling = spelling;
    }

    /** In a document, whose texts have their braces doubled. */
    static TargetTree ofDocument(Roots roots, Faults faults) {
        return new TargetTree(roots, faults, NameTemplate::escaped);
    }

    /** With names as they are. */
    static TargetTree plain(Roots roots) {
        return new TargetTree(roots, new Faults(), UnaryOperator.identity());
    }

    /** The keys of one; more may be added. */
    Map<String, Object> of(MediaTarget target, String what) {
        Map<String, Object> written = new LinkedHashMap<>();
        if (target instanceof MediaTarget.LocalFile file) {
            place(file.path(), "file", written);
        } else if (target instanceof MediaTarget.FilePattern many) {
            place(many.directory(), "folder", written);
            written.put("pattern", spelling.apply(many.pattern()));
        } else if (target instanceof MediaTarget.Verbatim own) {
            written.put("target", spelling.apply(own.argument()));
        } else {
            faults.add(
                    what + " '" + target + "' is code of this program (MediaSource, MediaSink), which does not travel;"
                            + " use a file or a URL, or run the job here");
        }
        return written;
    }

    private void place(Path path, String key, Map<String, Object> written) {
        Optional<Roots.Rooted> rooted = roots.find(path)
                .filter(each -> key.equals("folder") || !each.file().isEmpty());
        if (rooted.isPresent()) {
            written.put("root", rooted.get().root());
            if (!rooted.get().file().isEmpty()) {
                written.put(key, spelling.apply(rooted.get().file()));
            }
        } else {
            written.put(key, spelling.apply(text(path)));
        }
    }

    /** The name of a file, which must be text: bytes that are not have no place in a document. */
    String text(Path path) {
        String text = path.toString();
        boolean same;
        try {
            same = Path.of(text).equals(path);
        } catch (InvalidPathException notText) {
            same = false;
        }
        if (!same) {
            faults.add("the name of the file " + text + " is not text in the encoding of this machine; rename it");
        }
        return text;
    }

    /** A folder: its name, or its place below a root. */
    Object folder(Path path) {
        Roots.Rooted rooted = roots.find(path).orElse(null);
        if (rooted == null) {
            return spelling.apply(text(path));
        }
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("root", rooted.root());
        if (!rooted.file().isEmpty()) {
            written.put("file", spelling.apply(rooted.file()));
        }
        return written;
    }
}
