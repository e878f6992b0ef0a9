package io.github.asyncffmpeg.it.harness;

/**
 * How much the tests try. A plain {@code mvn verify} has to be done in minutes: it has the system property {@code it.full}
 * at {@code false}, and tests repeat less, and run with one FFmpeg. CI, {@code -Pfull} and whoever runs a test without
 * Maven get all. Stateless.
 */
public final class Extent {

    private Extent() {}

    /** Whether everything is tried. */
    public static boolean isFull() {
        return Boolean.parseBoolean(System.getProperty("it.full", "true"));
    }

    /**
     * How often something is to be tried.
     *
     * @param property a system property by which a person may ask for more
     * @param usual how often without it
     * @param least how often in a plain {@code mvn verify}
     * @return the number of times
     */
    public static int times(String property, int usual, int least) {
        return Integer.getInteger(property, isFull() ? usual : least);
    }
}
