package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.jobs.internal.plan.FileSearch;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that the library gives to what is not whole: {@code out.partial.mp4} beside {@code out.mp4}, and
 * {@code list.m3u8.partial}, a folder, beside {@code list.m3u8}. What a journal names beside these is nobody's to delete: a
 * journal is a file, and others may have written it.
 */
final class MarkedNames {

    private static final String MARK = ".partial";

    /** A long name is cut, and ends with this and a digest. */
    private static final char CUT = '~';

    private MarkedNames() {}

    /** Whether a file or folder has a name that marks an output of this job. */
    static boolean belongsTo(PlannedJob job, Path marked) {
        Path name = marked.getFileName();
        if (name == null || !FileSearch.isPartial(name.toString())) {
            return false;
        }
        for (Path output : job.outputs()) {
            if (marks(output, marked) || marks(real(output), marked)) {
                return true;
            }
        }
        for (Series series : job.series()) {
            String tail = series.tail().replace('%', '_').replace('/', '_').replace('\\', '_');
            if (isBeside(series.folder(), marked) && begins(name.toString(), List.of(tail))) {
                return true;
            }
        }
        return false;
    }

    private static boolean marks(Path output, Path marked) {
        Path folder = output.getParent();
        Path name = output.getFileName();
        if (folder == null || name == null || !isBeside(folder, marked)) {
            return false;
        }
        String whole = name.toString();
        List<String> stems = new ArrayList<>(List.of(whole, whole.replace('%', '_')));
        int dot = whole.lastIndexOf('.');
        if (dot >= 0) {
            stems.add(whole.substring(0, dot));
        }
        return begins(String.valueOf(marked.getFileName()), stems);
    }

    private static boolean begins(String marked, List<String> stems) {
        String stem = marked.substring(0, marked.lastIndexOf(MARK));
        int cut = stem.lastIndexOf(CUT);
        return stems.stream().anyMatch(own -> own.equals(stem) || (cut > 0 && own.startsWith(stem.substring(0, cut))));
    }

    private static boolean isBeside(Path folder, Path marked) {
        Path parent = marked.toAbsolutePath().getParent();
        return parent != null
                && (parent.equals(folder.toAbsolutePath()) || real(parent).equals(real(folder)));
    }

    /** Through a link the library marks the name beside the file that it leads to. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException notThere) {
            return file.toAbsolutePath().normalize();
        }
    }
}
