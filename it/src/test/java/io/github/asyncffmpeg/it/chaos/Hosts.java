package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.PidNamespace;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts {@link ChaosHost}s, each in the surroundings that an ending needs. Immutable. */
final class Hosts {

    private final HostArguments arguments;
    private final Jdks jdks;
    private final Path folder;
    private final List<Path> before;

    /**
     * A starter.
     *
     * @param arguments of every host
     * @param jdks to run them on
     * @param folder for the files of those that are shared
     * @param before what comes first in the class path
     */
    Hosts(HostArguments arguments, Jdks jdks, Path folder, List<Path> before) {
        this.arguments = arguments;
        this.jdks = jdks;
        this.folder = folder;
        this.before = List.copyOf(before);
    }

    /** One for a single case. */
    Child alone(Cell cell, Path place) throws IOException {
        List<String> words = new ArrayList<>(arguments.toList());
        words.addAll(order(cell, place));
        List<String> options = new ArrayList<>(cell.ending().jvmOptions());
        options.add("-Xmx48m");
        List<String> command = command(jdks.of(cell), place, options, words);
        Map<String, String> environment = Map.of(LeakExtension.MARKER_VARIABLE, arguments.marker(cell));
        return switch (cell.ending().where()) {
            case ALONE -> Child.start(place, environment, command);
            case TERMINAL -> Pty.start(place, environment, command);
            case PID_NAMESPACE -> PidNamespace.start(place, environment, command);
            case SESSION -> {
                List<String> session = new ArrayList<>(List.of("setsid", "--wait"));
                session.addAll(command);
                yield Child.start(place, environment, session);
            }
            case SHARED -> throw new IllegalArgumentException("not alone: " + cell.text());
        };
    }

    /** One for many cases. */
    SharedHost shared(boolean newerJdk, int number) throws IOException {
        Path place = Files.createDirectory(folder.resolve("host" + number));
        Path home = newerJdk ? jdks.newer().orElseThrow() : jdks.home();
        String marker = arguments.marker() + ".h" + number;
        Child child = Child.start(
                place,
                Map.of(LeakExtension.MARKER_VARIABLE, marker),
                command(home, place, List.of("-Xmx256m"), arguments.toList()));
        return new SharedHost(child, marker, place);
    }

    static List<String> order(Cell cell, Path place) {
        return List.of(Integer.toString(cell.number()), cell.ending().name(), place.toString());
    }

    private List<String> command(Path home, Path place, List<String> options, List<String> words) throws IOException {
        Path temporary = Files.createDirectories(place.resolve("tmp"));
        List<String> all = new ArrayList<>(List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData"));
        all.addAll(options);
        return Jvm.command(home, all, before, ChaosHost.class, words.toArray(new String[0]));
    }
}
