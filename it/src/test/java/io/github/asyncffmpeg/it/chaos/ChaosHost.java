package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The program that uses the library. With one case in its arguments it runs that case, and whoever ends the case ends this
 * JVM. Without, it runs the cases it reads from standard input, {@code NUMBER ENDING FOLDER} a line, all at a time, until
 * {@code end}; then it says what is left of them in this JVM.
 */
final class ChaosHost {

    private ChaosHost() {}

    public static void main(String[] words) throws Exception {
        HostArguments arguments = HostArguments.of(words);
        if (words.length > HostArguments.COUNT) {
            alone(arguments, List.of(words).subList(HostArguments.COUNT, words.length));
        } else {
            shared(arguments);
        }
    }

    private static void alone(HostArguments arguments, List<String> words) throws Exception {
        HostedCase hosted = prepare(arguments, words);
        hosted.begin();
        hosted.perform();
        if (words.get(1).equals(Ending.RETURN_FROM_MAIN.name())) {
            return;
        }
        LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(2));
        Runtime.getRuntime().halt(99);
    }

    private static void shared(HostArguments arguments) throws Exception {
        warmUp();
        List<Thread> cases = new ArrayList<>();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null && !order.equals("end"); order = orders.readLine()) {
            HostedCase hosted = prepare(arguments, List.of(order.split(" ", 3)));
            hosted.begin();
            Thread thread = new Thread(hosted::perform, "case");
            thread.setDaemon(true);
            thread.start();
            cases.add(thread);
        }
        for (Thread thread : cases) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
        List<String> left = left();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            left = left();
        }
        left.forEach(what -> System.out.println("left " + what));
        System.out.println("all seen");
    }

    /** A JVM that has run nothing yet takes half a second of a processor for its first FFmpeg. */
    private static void warmUp() {
        FFmpeg.create().run(StreamSpec.ofArguments("-f", "lavfi", "-i", "color=s=16x16:d=0.1", "-f", "null", "-"));
    }

    private static HostedCase prepare(HostArguments arguments, List<String> words) throws IOException {
        Cell cell = arguments.plan().at(Integer.parseInt(words.get(0)), Ending.valueOf(words.get(1)));
        return new HostedCase(cell, arguments.place(Path.of(words.get(2))), arguments);
    }

    /** Threads of the library, and pipes and sockets that are open: neither outlives the last run. */
    private static List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        List<String> sockets = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("asyncffmpeg")) {
                left.add("thread " + thread.getName());
            }
        }
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (Stream<Path> all = Files.list(descriptors)) {
                for (Path descriptor : all.toList()) {
                    String target = target(descriptor);
                    boolean own = Integer.parseInt(descriptor.getFileName().toString()) <= 2;
                    if (!own && target.startsWith("pipe:")) {
                        left.add(target);
                    }
                    if (!own && target.startsWith("socket:")) {
                        sockets.add(target);
                    }
                }
            }
        }
        // The JDK keeps one for good, once it has closed a channel (FileDispatcherImpl, 17 and 25).
        if (sockets.size() > 1) {
            left.addAll(sockets);
        }
        return left;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
