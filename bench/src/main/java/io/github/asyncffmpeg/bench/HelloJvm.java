package io.github.asyncffmpeg.bench;

/** The least that a program in Java can be. */
public final class HelloJvm {

    private HelloJvm() {}

    /**
     * Greets.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
