package io.github.asyncffmpeg.it.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One case: what runs, and when and how it is ended. All of it follows from the seed and the number.
 *
 * @param seed of the run
 * @param number of the case in it
 * @param ending how it is ended
 * @param moment when
 * @param delay how long after that, in milliseconds
 * @param gaps from one step to the next, in milliseconds; as many as steps, the first unused
 * @param product what is written
 * @param codec how
 * @param policy what the job says of partial outputs
 * @param source what is read
 * @param newerJdk whether the JVM is the newer of the two
 * @param systemFFmpeg whether FFmpeg is that of the system
 * @param pooled whether it runs in a pool or by itself
 * @param millis how much media FFmpeg is given, in milliseconds
 * @param force {@code timeToForceTermination}
 * @param flood how much log there is, in bytes, where the log is flooded
 * @param linked whether the output's name is a link to a file with another extension
 */
record Cell(
        long seed,
        int number,
        Ending ending,
        Moment moment,
        int delay,
        List<Integer> gaps,
        Product product,
        Product.Codec codec,
        Policy policy,
        Source source,
        boolean newerJdk,
        boolean systemFFmpeg,
        boolean pooled,
        int millis,
        Duration force,
        long flood,
        boolean linked) {

    /** What of the library decides in this case, for {@code --only} and for people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s %s+%d%s %s%s %s %s %s %s %s %s",
                word(ending),
                word(moment),
                delay,
                ending.steps().size() > 1 ? "/" + gaps.subList(1, gaps.size()) : "",
                word(product),
                linked ? " by-link" : "",
                word(codec),
                word(source),
                policy == Policy.NONE ? "direct" : word(policy),
                newerJdk ? "newer-jdk" : "jdk",
                systemFFmpeg ? "system" : "bundled",
                pooled ? "pool" : "start");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How long FFmpeg has to work at most, as {@code -t} wants it. */
    String seconds() {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    /**
     * After the first step, everything has to be over in this time.
     *
     * @param slack for the machine
     */
    Duration limit(Duration slack) {
        Duration limit = force.plus(slack);
        if (ending == Ending.CLOSE_POOL_WAITING || ending == Ending.DISK_FULL) {
            limit = limit.plusMillis(2L * millis);
        }
        if (ending == Ending.GRANDCHILD) {
            limit = limit.plus(HostedStandIn.HOLD);
        }
        if (ending == Ending.LOG_FLOOD) {
            limit = limit.plusSeconds(30);
        }
        if (ending.where() != Ending.Where.SHARED) {
            limit = limit.plusSeconds(2); // the hook's own, for conclusions
        }
        for (int gap : gaps) {
            limit = limit.plusMillis(gap);
        }
        return limit;
    }
}
