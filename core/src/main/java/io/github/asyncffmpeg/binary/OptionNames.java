package io.github.asyncffmpeg.binary;

import java.util.Set;

/** How FFmpeg finds an option by what is written on the command line. */
final class OptionNames {

    /** -i is not an option to FFmpeg; -s, for videos and subtitles alike, fits no section of the list of 8.0. */
    private static final Set<String> UNLISTED = Set.of("i", "s");

    private OptionNames() {}

    /** {@code c:v} → {@code c}; {@code /filter_complex}, which reads its value from a file, → {@code filter_complex}. */
    static String withoutSpecifier(String option) {
        int colon = option.indexOf(':');
        String name = colon < 0 ? option : option.substring(0, colon);
        return name.startsWith("/") ? name.substring(1) : name;
    }

    static boolean isKnown(String option, Set<String> known) {
        String name = withoutSpecifier(option);
        if (known.contains(name) || UNLISTED.contains(name)) {
            return true;
        }
        boolean negated = name.startsWith("no") && known.contains(name.substring(2));
        boolean ofMedium = name.length() > 1 && "vas".indexOf(name.charAt(0)) >= 0 && known.contains(name.substring(1));
        return negated || ofMedium;
    }
}
