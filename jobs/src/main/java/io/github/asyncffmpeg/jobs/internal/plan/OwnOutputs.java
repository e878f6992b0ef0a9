package io.github.asyncffmpeg.jobs.internal.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files that a pattern finds, although the jobs of that very pattern make them: who converts a folder a second time does not
 * mean what the first time has made.
 */
public final class OwnOutputs {

    private OwnOutputs() {}

    /**
     * Which jobs remain.
     *
     * @param jobs made of the files of one pattern
     * @return the numbers of those that read nothing another one of them makes, ascending
     */
    public static List<Integer> without(List<PlannedJob> jobs) {
        Map<Path, Set<Integer>> makers = new HashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            for (Path output : jobs.get(i).outputs()) {
                makers.computeIfAbsent(output, any -> new TreeSet<>()).add(i);
            }
        }
        Numbered numbered = new Numbered(jobs);
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            int job = i;
            List<Path> inputs = jobs.get(i).inputs();
            boolean own = inputs.stream().anyMatch(file -> numbered.hasMaker(file, job))
                    || inputs.stream()
                            .anyMatch(file -> makers.getOrDefault(file, Set.of()).stream()
                                    .anyMatch(maker -> !jobs.get(maker).inputs().equals(inputs) && maker != job));
            if (!own) {
                left.add(i);
            }
        }
        return left;
    }

    /** The series of all jobs by what comes before their numbers: of thousands, only those that can be meant are compared. */
    private static final class Numbered {

        private record Maker(Series series, int job) {}

        private final Map<String, List<Maker>> makers = new HashMap<>();

        Numbered(List<PlannedJob> jobs) {
            for (int i = 0; i < jobs.size(); i++) {
                for (Series series : jobs.get(i).series()) {
                    String pattern = series.pattern().toString();
                    String begin = pattern.substring(0, Math.max(0, pattern.indexOf('%')));
                    makers.computeIfAbsent(begin, any -> new ArrayList<>()).add(new Maker(series, i));
                }
            }
        }

        boolean hasMaker(Path file, int reader) {
            String name = file.toString();
            for (int end = 1; end < name.length() && !makers.isEmpty(); end++) {
                for (Maker maker : makers.getOrDefault(name.substring(0, end), List.of())) {
                    if (maker.job() != reader && maker.series().matches(file)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
