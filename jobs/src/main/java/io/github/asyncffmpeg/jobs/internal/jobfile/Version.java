package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import java.util.regex.Pattern;

/** Which form a file or a document has. A newer minor version only adds keys; a key that is not known is refused by name. */
final class Version {

    private static final Pattern KNOWN = Pattern.compile("1(\\.\\d{1,4})?");

    private Version() {}

    static void check(Scalar version, Problems problems) {
        if (!version.plain() || !KNOWN.matcher(version.text()).matches()) {
            problems.add(version.at(), "version: expected 1, the form that this program knows, got " + version.kind());
        }
    }
}
