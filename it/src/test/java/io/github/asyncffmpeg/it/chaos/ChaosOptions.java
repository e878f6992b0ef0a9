package io.github.asyncffmpeg.it.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be tried.
 *
 * @param cases how many
 * @param seed from which they follow
 * @param numbers only these, if there are any
 * @param words only cases whose description has all of them
 * @param jobs how many at a time
 * @param limit no case begins after this
 * @param uncounted whether the cells that cannot be are tried, and nothing else
 * @param bareKill whether the ladder is taken away: every stop is a SIGKILL
 */
record ChaosOptions(
        int cases,
        long seed,
        Set<Integer> numbers,
        List<String> words,
        int jobs,
        Duration limit,
        boolean uncounted,
        boolean bareKill) {

    static final String USAGE = """
            it/chaos [--cases N] [--seed S] [--only WHAT] [--jobs K] [--minutes M] [--uncounted] [--bare-kill]

              --cases N     how many cases (300); the first N of the seed
              --seed S      any number (of the clock); the same seed gives the same cases
              --only WHAT   numbers of cases (12,40), or words that their descriptions have (sigkill,mkv,system)
              --jobs K      how many at a time (6)
              --minutes M   begin no case after this time (600)
              --uncounted   try the cells that cannot be, and nothing else
              --bare-kill   a SIGKILL in place of the ladder: the harness must find fault with it
            """;

    static ChaosOptions of(int cases, long seed, int jobs) {
        return new ChaosOptions(cases, seed, Set.of(), List.of(), jobs, Duration.ofHours(10), false, false);
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it cannot be understood
     */
    static ChaosOptions parse(String... arguments) {
        ChaosOptions options = of(300, System.currentTimeMillis() % 1_000_000, 6);
        for (int i = 0; i < arguments.length; i++) {
            options = switch (arguments[i]) {
                case "--uncounted" -> options.uncounted(true);
                case "--bare-kill" -> options.bareKill(true);
                default -> {
                    if (i + 1 == arguments.length) {
                        throw new IllegalArgumentException("unknown, or without its value: " + arguments[i]);
                    }
                    yield options.with(arguments[i], arguments[++i]);
                }
            };
        }
        return options;
    }

    private ChaosOptions with(String name, String value) {
        return switch (name) {
            case "--cases" -> cases(Integer.parseInt(value));
            case "--seed" -> seed(Long.parseLong(value));
            case "--jobs" -> jobs(Math.max(1, Integer.parseInt(value)));
            case "--minutes" -> limit(Duration.ofMinutes(Long.parseLong(value)));
            case "--only" -> only(value);
            default -> throw new IllegalArgumentException("unknown: " + name);
        };
    }

    private ChaosOptions only(String value) {
        Set<Integer> some = new TreeSet<>();
        List<String> text = new ArrayList<>();
        for (String part : value.split(",")) {
            if (part.matches("\\d+")) {
                some.add(Integer.parseInt(part));
            } else {
                text.add(part);
            }
        }
        return new ChaosOptions(cases, seed, some, List.copyOf(text), jobs, limit, uncounted, bareKill);
    }

    ChaosOptions numbers(Set<Integer> some) {
        return new ChaosOptions(cases, seed, Set.copyOf(some), words, jobs, limit, uncounted, bareKill);
    }

    ChaosOptions cases(int count) {
        return new ChaosOptions(count, seed, numbers, words, jobs, limit, uncounted, bareKill);
    }

    ChaosOptions seed(long other) {
        return new ChaosOptions(cases, other, numbers, words, jobs, limit, uncounted, bareKill);
    }

    ChaosOptions jobs(int count) {
        return new ChaosOptions(cases, seed, numbers, words, count, limit, uncounted, bareKill);
    }

    ChaosOptions limit(Duration time) {
        return new ChaosOptions(cases, seed, numbers, words, jobs, time, uncounted, bareKill);
    }

    ChaosOptions uncounted(boolean tried) {
        return new ChaosOptions(cases, seed, numbers, words, jobs, limit, tried, bareKill);
    }

    ChaosOptions bareKill(boolean bare) {
        return new ChaosOptions(cases, seed, numbers, words, jobs, limit, uncounted, bare);
    }

    /** The cases, in their order. */
    List<Cell> cells(Plan plan) {
        List<Cell> cells = new ArrayList<>();
        if (uncounted) {
            for (int number = 0; number < cases; number++) {
                cells.add(plan.at(number, Ending.PID_ONE_SIGKILL));
            }
            return cells;
        }
        if (!numbers.isEmpty()) {
            numbers.stream().sorted().forEach(number -> cells.add(plan.at(number)));
            return cells;
        }
        // With words: as many as fit among many times as many.
        int most = words.isEmpty() ? cases : Math.max(100_000, cases);
        for (int number = 0; number < most && cells.size() < cases; number++) {
            Cell cell = plan.at(number);
            List<String> description = List.of(cell.text().split("[ +]"));
            if (description.containsAll(words)) {
                cells.add(cell);
            }
        }
        return cells;
    }
}
