package io.github.asyncffmpeg.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs that hosts run on: the one that runs this, and the newest of those beside it, if that is newer.
 *
 * @param home of this one
 * @param newer the home of the other
 */
record Jdks(Path home, Optional<Path> newer) {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    static Jdks find() {
        Path home = Path.of(System.getProperty("java.home"));
        return new Jdks(home, newest(home.getParent()).filter(found -> version(found) > version(home)));
    }

    private static Optional<Path> newest(Path folder) {
        try (Stream<Path> homes = Files.list(folder)) {
            List<Path> usable = homes.filter(
                            found -> version(found) >= 17 && Files.isExecutable(found.resolve("bin/java")))
                    .toList();
            return usable.stream().max(Comparator.comparingInt(Jdks::version));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException noJdk) {
            return 0;
        }
    }

    Path of(Cell cell) {
        return cell.newerJdk() ? newer.orElse(home) : home;
    }
}
