package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.it.harness.SmallDisk;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a case needs around it as long as it runs: somebody who feeds its pipe, a small disk. For one thread. */
final class Surroundings implements AutoCloseable {

    private final @Nullable Feeder feeder;
    private final @Nullable SmallDisk disk;

    private Surroundings(@Nullable Feeder feeder, @Nullable SmallDisk disk) {
        this.feeder = feeder;
        this.disk = disk;
    }

    static Surroundings of(Cell cell, Source.Place place) throws IOException, InterruptedException {
        Feeder feeder = cell.source() == Source.FIFO
                ? Feeder.begin(place.fifo(), cell.product().isAudio())
                : null;
        SmallDisk disk = cell.ending() == Ending.DISK_FULL
                ? SmallDisk.at(place.outputs(), cell.product().files(place).get(0))
                : null;
        return new Surroundings(feeder, disk);
    }

    /** What is to be known of it, for the log. */
    String note() {
        return disk != null && !disk.isMounted() ? " (no tmpfs can be mounted: /dev/full)" : "";
    }

    @Override
    public void close() throws IOException {
        if (feeder != null) {
            feeder.close();
        }
        if (disk != null) {
            disk.close();
        }
    }
}
