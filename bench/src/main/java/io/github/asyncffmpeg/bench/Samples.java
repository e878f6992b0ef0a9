package io.github.asyncffmpeg.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What several contenders cost, round by round. The contenders of one round run one after the other, and in the next
 * round in the opposite order, so that load from elsewhere and a warming machine favour nobody. Not thread-safe.
 */
final class Samples {

    private final Map<String, Map<String, List<Double>>> all = new LinkedHashMap<>();

    private Samples() {}

    /** Lets each contender have one turn that does not count, and then one in each round. */
    static Samples of(List<Contender> contenders, int rounds) throws Exception {
        for (Contender each : contenders) {
            each.turn().call();
        }
        return cold(contenders, rounds);
    }

    /** The same without the turn that does not count. */
    static Samples cold(List<Contender> contenders, int rounds) throws Exception {
        Samples samples = new Samples();
        contenders.forEach(each -> samples.all.put(each.name(), new TreeMap<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Contender next = contenders.get(round % 2 == 0 ? i : contenders.size() - 1 - i);
                next.turn().call().forEach((figure, value) -> samples.add(next.name(), figure, value));
            }
        }
        return samples;
    }

    private void add(String contender, String figure, double value) {
        all.getOrDefault(contender, Map.of())
                .computeIfAbsent(figure, first -> new ArrayList<>())
                .add(value);
    }

    List<String> contenders() {
        return List.copyOf(all.keySet());
    }

    List<String> figures() {
        return all.values().stream()
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .toList();
    }

    /** The values of all rounds; empty when this contender has no such figure. */
    List<Double> of(String contender, String figure) {
        return all.getOrDefault(contender, Map.of()).getOrDefault(figure, List.of());
    }

    /** The median of the ratios within each round: what came from elsewhere in that round hit both. */
    double pairwise(String contender, String baseline, String figure) {
        List<Double> ours = of(contender, figure);
        List<Double> theirs = of(baseline, figure);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return median(ratios);
    }

    /**
     * Between which values the median of the ratios within each round lies with 95 % confidence, by bootstrap: 2,000
     * medians of as many rounds drawn with replacement, always by the same dice.
     *
     * @return the 2.5 % and the 97.5 % quantile of those medians
     */
    double[] pairwiseInterval(String contender, String baseline, String figure) {
        List<Double> ours = of(contender, figure);
        List<Double> theirs = of(baseline, figure);
        int pairs = Math.min(ours.size(), theirs.size());
        Random dice = new Random(1);
        List<Double> medians = new ArrayList<>();
        for (int draw = 0; draw < 2_000 && pairs > 0; draw++) {
            List<Double> drawn = new ArrayList<>();
            for (int i = 0; i < pairs; i++) {
                int pair = dice.nextInt(pairs);
                drawn.add(ours.get(pair) / theirs.get(pair));
            }
            medians.add(median(drawn));
        }
        return new double[] {quantile(medians, 0.025), quantile(medians, 0.975)};
    }

    static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    /** Of no values at all it is NaN; between two values it is their mean, weighted. */
    static double quantile(List<Double> values, double part) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
