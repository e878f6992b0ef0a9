package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.plan.FailureWords;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code network,disk-full} on the command line. */
final class FailureKindsOption implements ITypeConverter<Set<FailureKind>> {

    @Override
    public Set<FailureKind> convert(String text) {
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        for (String word : text.split(",", -1)) {
            kinds.addAll(FailureWords.kinds(word).orElseThrow(() -> unknown(word)));
        }
        return kinds;
    }

    /** The words that a shell offers, as they are to be written: not the names of the constants. */
    static final class Words implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return FailureWords.all().iterator();
        }
    }

    private static TypeConversionException unknown(String word) {
        List<String> near = NearNames.nearest(word, FailureWords.all());
        return new TypeConversionException("there is no failure called '" + word + "'"
                + (near.isEmpty() ? "; network, any, disk-full are some" : "; " + String.join(", ", near) + "?"));
    }
}
