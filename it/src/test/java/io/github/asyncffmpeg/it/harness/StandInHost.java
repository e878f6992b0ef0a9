package io.github.asyncffmpeg.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/**
 * The smallest program around an FFmpeg that does what is right at the end of the JVM, by hand: its shutdown hook types
 * {@code q} and waits, and sends no signal. Its arguments are the command line to run.
 */
final class StandInHost {

    private StandInHost() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(child)));
        System.out.println("jvm " + ProcessHandle.current().pid());
        System.out.println("standin " + child.pid());
        child.waitFor();
    }

    private static void finish(Process child) {
        try {
            child.getOutputStream().write("q".getBytes(UTF_8));
            child.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended already: Ctrl+C reaches it, too.
        }
        try {
            System.out.println("hook " + child.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
