package io.github.asyncffmpeg.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The threads that were not there when this was made. For JUnit's thread only. */
final class LeakedThreads {

    /** The library keeps these for a second or two when there is nothing to do. */
    private static final List<String> LINGERING = List.of("asyncffmpeg-poller", "asyncffmpeg-worker-");

    private final Set<Thread> earlier = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Predicate<String> names;

    private LeakedThreads(Predicate<String> names) {
        this.names = names;
        earlier.addAll(Thread.getAllStackTraces().keySet());
    }

    /** Those with such names, but for the ones that linger. */
    static LeakedThreads named(List<String> prefixes) {
        return new LeakedThreads(name -> startsWithOne(name, prefixes) && !startsWithOne(name, LINGERING));
    }

    /** Those that linger. */
    static LeakedThreads lingering() {
        return new LeakedThreads(name -> startsWithOne(name, LINGERING));
    }

    private static boolean startsWithOne(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    List<Leak> find() {
        List<Leak> found = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            if (thread.isAlive() && !earlier.contains(thread) && names.test(thread.getName())) {
                found.add(new Leak.OfThread(thread, text(entry.getValue())));
            }
        }
        return found;
    }

    private static String text(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement element : stack) {
            text.append("\n      at ").append(element);
        }
        return text.toString();
    }
}
