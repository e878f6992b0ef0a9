package io.github.asyncffmpeg.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Plans and decisions that nobody would write. The same seed and step give the same decision. */
final class RandomPlans {

    private static final JobTemplate USING =
            JobTemplate.parse("{\"version\":1,\"args\":[\"-i\",\"in\",\"-vf\",\"scale={s0.v}:-2\",\"out\"]}");
    private static final JobTemplate PLAIN = JobTemplate.parse("{\"version\":1,\"args\":[\"-i\",\"in\",\"out\"]}");

    private RandomPlans() {}

    static Plan plan(Random random) {
        return Plan.of(steps(random, 1 + random.nextInt(7), 3));
    }

    /** What the recipe of a step decides. Every fifth one is wrong, and some are nothing. */
    static Decision decision(long seed, String step) {
        Random random = new Random(seed * 31 + step.hashCode());
        int depth = (int) step.chars().filter(c -> c == '/').count();
        int size = random.nextInt(depth > 4 ? 2 : 5);
        List<Step> steps = new ArrayList<>(steps(random, size, depth > 4 ? 0 : 2));
        if (size > 0 && random.nextInt(3) == 0 && turn(step) < 5) {
            steps.add(new DecideStep("again", new TreeSet<>(List.of("s0")), Optional.empty(), "r", 1, Map.of()));
        }
        switch (random.nextInt(size == 0 ? 100 : 15)) {
            case 0 -> steps.addAll(List.copyOf(steps)); // twice the same id
            case 1 -> steps.add(step("lost", random, List.of("nowhere"), 0));
            case 2 -> {
                steps.add(step("a", random, List.of("b"), 0));
                steps.add(step("b", random, List.of("a"), 0));
            }
            default -> {}
        }
        return new Decision(List.of("because"), steps);
    }

    private static int turn(String step) {
        String[] parts = step.split("/");
        return parts.length < 3 ? 1 : Integer.parseInt(parts[parts.length - 2]);
    }

    private static List<Step> steps(Random random, int size, int decides) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<String> needs = new ArrayList<>();
            for (int before = 0; before < i; before++) {
                if (random.nextInt(3) == 0) {
                    needs.add("s" + before);
                }
            }
            steps.add(step("s" + i, random, needs, decides));
        }
        return steps;
    }

    private static Step step(String id, Random random, List<String> list, int decides) {
        TreeSet<String> needs = new TreeSet<>(list);
        Optional<Condition> when = needs.contains("s0") && random.nextInt(3) == 0
                ? Optional.of(Condition.parse("s0.v > 4"))
                : Optional.empty();
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new DecideStep(id, needs, when, decides == 0 ? "none" : "r", 1, Map.of());
            case 3 -> new JobStep(id, needs, when, needs.contains("s0") ? USING : PLAIN, Optional.empty());
            case 4, 5, 6 -> new FileStep(id, needs, when, new FileWork.Delete(List.of(Path.of(id))));
            default -> new ProbeStep(id, needs, when, Probe.media(id));
        };
    }
}
