package io.github.asyncffmpeg.testkit.standin;

/**
 * What was asked of the stand-in so far. Told by the stdin thread and the signal threads, read by the main thread; all
 * methods hold this object's monitor.
 */
final class Requests {

    private boolean quit;
    private int signals;
    private int lastSignal;

    synchronized void quit() {
        quit = true;
        notifyAll();
    }

    /** Counts a signal that is not ignored, and returns how many there were, this one included. */
    synchronized int signal(int number) {
        signals++;
        lastSignal = number;
        notifyAll();
        return signals;
    }

    synchronized boolean asked() {
        return quit || signals > 0;
    }

    synchronized boolean signalled() {
        return signals > 0;
    }

    /** A second signal makes ffmpeg abort its I/O, the trailer included. */
    synchronized boolean aborted() {
        return signals > 1;
    }

    synchronized int lastSignal() {
        return lastSignal;
    }

    /** Waits until something is asked, at most the given time; returns whether it was. */
    synchronized boolean awaitAsked(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!asked()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Waits for a signal while opening, at most the given time; returns whether there was one. */
    synchronized boolean awaitSignal(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!signalled()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Waits for the second signal, at most the given time; returns whether it came. */
    synchronized boolean awaitAborted(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!aborted()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
