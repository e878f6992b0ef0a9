package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.it.harness.SmallDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * All cases of a seed. Endings, moments, products and inputs are dealt from decks; a hand that makes no sense (a moment
 * in the middle of a file whose input never comes) is mended, and the ending is never what changes.
 *
 * <p>Immutable.
 */
final class Plan {

    /** Cases in a round: each of them has every ending once. */
    static final int ROUND = (int) counted().count();

    private final long seed;
    private final boolean bothJdks;
    private final boolean bothFFmpegs;
    private final Deck<Ending> endings;
    private final Deck<Moment> moments;
    private final Deck<Product> products;
    private final Deck<Source> sources;
    private final Deck<Policy> policies;
    private final Deck<Boolean> jdks;
    private final Deck<Boolean> ffmpegs;

    /**
     * The plan of a seed.
     *
     * @param seed any number
     * @param bothJdks whether there is a newer JDK
     * @param bothFFmpegs whether the system has an FFmpeg
     */
    Plan(long seed, boolean bothJdks, boolean bothFFmpegs) {
        this.seed = seed;
        this.bothJdks = bothJdks;
        this.bothFFmpegs = bothFFmpegs;
        this.endings = new Deck<>(seed, 1, counted().toList());
        this.moments = new Deck<>(
                seed,
                2,
                List.of(
                        Moment.AT_ONCE,
                        Moment.OPENING,
                        Moment.FIRST_PROGRESS,
                        Moment.FIRST_PROGRESS,
                        Moment.MIDDLE,
                        Moment.MIDDLE,
                        Moment.MIDDLE,
                        Moment.MIDDLE,
                        Moment.NEAR_THE_END,
                        Moment.TRAILER,
                        Moment.AFTER_THE_END));
        this.products = new Deck<>(
                seed,
                3,
                Stream.of(Product.values())
                        .filter(product -> product != Product.FAST_START && product != Product.DASH)
                        .toList());
        this.sources = new Deck<>(
                seed,
                4,
                List.of(
                        Source.FILE,
                        Source.LAVFI,
                        Source.FILE,
                        Source.LAVFI,
                        Source.FILE,
                        Source.LAVFI,
                        Source.STDIN,
                        Source.FIFO,
                        Source.STDIN,
                        Source.FIFO,
                        Source.STUCK_FIFO,
                        Source.STUCK_PEER));
        this.policies = new Deck<>(
                seed, 8, List.of(Policy.NONE, Policy.KEEP, Policy.NONE, Policy.MARK, Policy.KEEP, Policy.DELETE));
        this.jdks = new Deck<>(seed, 5, List.of(false, true));
        this.ffmpegs = new Deck<>(seed, 6, List.of(false, true));
    }

    private static Stream<Ending> counted() {
        return Arrays.stream(Ending.values()).filter(Ending::isCounted);
    }

    Cell at(int number) {
        return at(number, endings.at(number));
    }

    /** The case of a number with another ending, for those that are in no deck. */
    Cell at(int number, Ending ending) {
        Random random = Deck.random(seed, 7, number);
        Moment moment = moments.at(number);
        Product product = products.at(number);
        Source source = sources.at(number);

        if (ending == Ending.STALL) {
            source = random.nextBoolean() ? Source.STUCK_FIFO : Source.STUCK_PEER;
            moment = Moment.OPENING;
        } else if (ending.isFault() || ending == Ending.CLOSE_POOL_WAITING) {
            source = source.isStuck() ? Source.LAVFI : source;
            moment = ending == Ending.DISK_FULL ? Moment.AFTER_THE_END : Moment.MIDDLE;
            // What is captured is in the memory of the JVM: no disk, no folder.
            product = product == Product.STDOUT ? Product.MKV : product;
        }
        if (ending == Ending.FFMPEG_TERMINATED && source == Source.STUCK_FIFO) {
            source = Source.STUCK_PEER; // in the open of a FIFO FFmpeg heeds no signal, and nobody of ours ends it
        }
        if (source.isStuck() && !moment.comesWithoutInput()) {
            moment = random.nextBoolean() ? Moment.AT_ONCE : Moment.OPENING;
        }
        if (ending == Ending.TIMEOUT && moment == Moment.TRAILER) {
            moment = Moment.MIDDLE; // a limit of the clock cannot wait for a word in the log
        }
        if (moment == Moment.TRAILER) {
            product = Product.FAST_START;
            source = Source.ZEROS;
        }
        boolean waits = ending == Ending.CLOSE_POOL_WAITING;
        int millis = moment == Moment.TRAILER
                ? 180_000
                : moment == Moment.AFTER_THE_END ? 400 : moment.isNearTheEnd() || waits ? 1000 : 30_000;
        boolean pooled = ending.needsPool() || (random.nextBoolean() && !ending.needsProcess());
        if (ending == Ending.DISK_FULL) {
            // FFmpeg itself says nothing of it under a playlist or a manifest.
            product = SmallDisk.canBeMounted()
                    ? List.of(Product.WAV, Product.HLS, Product.DASH).get(random.nextInt(3))
                    : Product.WAV;
            source = product == Product.WAV ? Source.ZEROS : Source.NOISE;
            millis = product == Product.WAV ? 30_000 : 4_000;
        }
        return new Cell(
                seed,
                number,
                ending,
                moment,
                moment.delay(random),
                gaps(ending, random),
                product,
                random.nextBoolean() && !product.needsX264() ? Product.Codec.MPEG4 : Product.Codec.X264,
                product == Product.WAV && ending == Ending.DISK_FULL
                        ? Policy.NONE // a device has no name beside it
                        : policies.at(number),
                source,
                bothJdks && jdks.at(number),
                bothFFmpegs && ffmpegs.at(number),
                pooled,
                millis,
                Duration.ofMillis(source == Source.STUCK_FIFO || ending.leavesFFmpegDeaf() ? 2000 : 6000),
                // A gigabyte takes seconds: in one of ten, and never in a short run.
                number >= 4 * ROUND && random.nextInt(10) == 0 ? 1_000_000_000L : 16_000_000L,
                product.isOneFile() && ending != Ending.DISK_FULL && random.nextInt(4) == 0);
    }

    private static List<Integer> gaps(Ending ending, Random random) {
        List<Integer> gaps = new ArrayList<>();
        for (Step step : ending.steps()) {
            // A SIGKILL soon after: while FFmpeg still writes its trailer.
            gaps.add(random.nextInt(step == Step.SIGKILL_JVM ? 60 : 300));
        }
        return List.copyOf(gaps);
    }
}
