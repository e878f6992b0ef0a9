package io.github.asyncffmpeg.it.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Deals one value to each case: every value once a round, in an order that the seed gives. So a run as long as the deck has
 * met every value, and case 137 of a seed is the same in a run of 200 and of 2,000.
 *
 * @param <T> the kind of value
 * @param seed of the run
 * @param salt tells the decks of one run apart
 * @param values what is dealt; a value that is there twice comes twice a round
 */
record Deck<T>(long seed, int salt, List<T> values) {

    Deck {
        values = List.copyOf(values);
    }

    T at(int index) {
        List<T> round = new ArrayList<>(values);
        Collections.shuffle(round, random(seed, salt, index / values.size()));
        return round.get(index % values.size());
    }

    /** A random source of its own for one purpose: seeds that are near each other give nothing alike. */
    @SuppressWarnings("DoNotCreateSecureRandom") // to be repeated is the point
    static Random random(long seed, int salt, int number) {
        return new Random(new SplittableRandom(seed ^ ((long) salt << 32) ^ (number * 0x9E3779B97F4A7C15L)).nextLong());
    }
}
