package io.github.asyncffmpeg.jobs.internal.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold among the jobs of a plan, and with the files they name. Looks at folders, changes nothing. */
public final class PlanRules {

    /**
     * A rule that is broken.
     *
     * @param job the number of the job, from 0
     * @param other the number of the other job, or that of the job itself
     * @param sentence about the job, with the other's name, without a full stop
     */
    public record Conflict(int job, int other, String sentence) {}

    private final List<PlannedJob> jobs;
    private final Needs needs;
    private final List<Conflict> found = new ArrayList<>();
    private final Map<Path, Path> folders = new HashMap<>();

    private PlanRules(List<PlannedJob> jobs) {
        this.jobs = jobs;
        this.needs = new Needs(jobs);
    }

    /**
     * Looks for what cannot be: two jobs that write one file, a job that writes what it reads, or reads what another
     * writes without waiting for it, a folder that is a file, jobs that wait for each other.
     *
     * @param jobs with an id of its own each, and no need that is not there
     */
    public static List<Conflict> broken(List<PlannedJob> jobs) {
        PlanRules rules = new PlanRules(jobs);
        rules.files();
        rules.needs.cycle().ifPresent(rules.found::add);
        return rules.found;
    }

    /** Jobs that wait for each other, if there are some: a part of {@link #broken}. */
    public static Optional<Conflict> circle(List<PlannedJob> jobs) {
        return new Needs(jobs).cycle();
    }

    private void files() {
        Map<Path, Integer> writers = new HashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            Set<Path> own = new HashSet<>();
            for (Path output : jobs.get(i).outputs()) {
                Path file = real(output);
                if (!own.add(file)) {
                    add(i, i, "writes " + output + " twice");
                    continue;
                }
                Integer other = writers.putIfAbsent(file, i);
                if (other != null) {
                    add(
                            i,
                            other,
                            "writes " + output + ", and so does '"
                                    + jobs.get(other).id() + "'");
                }
                checkFolder(i, output);
            }
            for (Series series : jobs.get(i).series()) {
                checkFolder(i, series.pattern());
                for (Path input : jobs.get(i).inputs()) {
                    if (series.matches(input)) {
                        add(i, i, "reads " + input + ", and would write it as one of " + series.pattern());
                    }
                }
            }
        }
        Set<Integer> told = new HashSet<>();
        for (int i = 0; i < jobs.size(); i++) {
            for (Path input : jobs.get(i).inputs()) {
                Integer writer = writers.get(real(input));
                if (writer == null) {
                    continue;
                }
                if (writer == i) {
                    add(i, i, "reads and writes " + input + "; write to another name");
                } else if (told.add(i) && !needs.reach(i, writer) && !needs.reach(writer, i)) {
                    add(
                            i,
                            writer,
                            "reads " + input + ", which '" + jobs.get(writer).id()
                                    + "' writes, but does not wait for it; add it to needs:");
                }
            }
        }
    }

    private void checkFolder(int job, Path output) {
        if (Files.isDirectory(output)) {
            add(job, job, "would write " + output + ", which is a folder");
            return;
        }
        for (Path folder = output.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder)) {
                return;
            }
            if (Files.exists(folder)) {
                add(job, job, "would write " + output + ", but " + folder + " is no folder");
                return;
            }
        }
    }

    /** The file under the one name of its folder, so that two spellings are seen to be one. */
    private Path real(Path file) {
        Path folder = file.getParent();
        Path name = file.getFileName();
        if (folder == null || name == null) {
            return file;
        }
        return folders.computeIfAbsent(folder, PlanRules::realFolder).resolve(name);
    }

    private static Path realFolder(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException notThere) {
            Path above = folder.getParent();
            Path name = folder.getFileName();
            return above == null || name == null ? folder : realFolder(above).resolve(name);
        }
    }

    private void add(int job, int other, String sentence) {
        found.add(new Conflict(job, other, sentence));
    }
}
