package io.github.asyncffmpeg.it.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a host has to know; each case it can work out by itself from that.
 *
 * @param seed of the run
 * @param bothJdks whether there is a newer JDK
 * @param systemFFmpeg the FFmpeg of the system, if it has one
 * @param media a file to read
 * @param silentPort a port that says nothing
 * @param marker what every process of the run has in its environment, before a dot and the number of its case
 */
record HostArguments(
        long seed, boolean bothJdks, Optional<Path> systemFFmpeg, Path media, int silentPort, String marker) {

    static final int COUNT = 6;

    static HostArguments of(String[] arguments) {
        return new HostArguments(
                Long.parseLong(arguments[0]),
                Boolean.parseBoolean(arguments[1]),
                Optional.of(arguments[2]).filter(name -> !name.isEmpty()).map(Path::of),
                Path.of(arguments[3]),
                Integer.parseInt(arguments[4]),
                arguments[5]);
    }

    List<String> toList() {
        return List.of(
                Long.toString(seed),
                Boolean.toString(bothJdks),
                systemFFmpeg.map(Path::toString).orElse(""),
                media.toString(),
                Integer.toString(silentPort),
                marker);
    }

    Plan plan() {
        return new Plan(seed, bothJdks, systemFFmpeg.isPresent());
    }

    String marker(Cell cell) {
        return marker + ".c" + cell.number();
    }

    Source.Place place(Path folder) {
        return new Source.Place(folder, media, silentPort);
    }
}
