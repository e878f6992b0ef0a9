package io.github.asyncffmpeg.internal.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A small process of its own session that outlives this JVM for a moment. When the JVM is gone, however it went, each
 * child it was told of gets one SIGTERM, time to finish, and then SIGKILL. What it does is in {@link WatchdogScript}; it is
 * told over its standard input, whose end is the end of the JVM.
 *
 * <p>There is one for all children of this JVM. It begins with the first, goes with the last, and is replaced when it
 * dies. Safe for any thread. It never waits for long: each line is short, and one that answers no more is replaced.
 */
final class Watchdog {

    /** Marks the environment of each child, for those that the JVM did not live to tell of. */
    static final String MARK_VARIABLE = "ASYNCFFMPEG_JVM";

    /** What it is to run: as an argument it would fill the list of processes. */
    private static final String SCRIPT_VARIABLE = "ASYNCFFMPEG_WATCHDOG";

    static final String MARK = ProcessHandle.current().pid() + "-" + RandomText.next();

    /** A pipe holds 64 KiB; for a user who has many of them, 4 KiB. */
    private static final int MOST_UNREAD_LINES = 64;

    private static final int LINES_A_DOT = 8;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    /** Died so often within {@link #LOSSES_WITHIN}, it cannot live here. */
    private static final int MOST_LOSSES = 5;

    private static final long LOSSES_WITHIN = TimeUnit.SECONDS.toNanos(10);
    private static final int SIGTERMED = 128 + 15;

    private static final Object LOCK = new Object();

    private static final Runnable RETIRE = new Retire();

    /** The JVM's end waits so long for it to end; it takes some 2 ms. */
    private static final long FAREWELL = 200;

    /** Guarded by LOCK, all below; read without it to see whether there is one. */
    private static volatile @Nullable Watchdog current;

    private static int losses;
    private static long firstLoss;
    private static boolean givenUp;

    private static volatile boolean heardSignal;

    /** Whom to tell when one has gone. Set before there is one. */
    private static volatile @Nullable Runnable gone;

    private final Process shell;
    private final OutputStream lines;
    private final InputStream dots;
    private int unread;

    /** Its lines are lost; the next one is told everything anew. */
    private boolean deaf;

    private Watchdog(Process shell) {
        this.shell = shell;
        this.lines = shell.getOutputStream();
        this.dots = shell.getInputStream();
    }

    /** Whether there can be one: a POSIX shell, a program that makes a session, and Linux' {@code /proc}. */
    private static boolean isPossible() {
        return (Starter.isThere() || Starter.setsid() != null)
                && Files.isExecutable(Path.of("/bin/sh"))
                && Programs.find("sleep").isPresent()
                && ProcStat.of(ProcessHandle.current().pid()).isPresent();
    }

    /**
     * Starts one if there is none. Whether there is one now.
     *
     * @param whenGone is run, by any thread, when one has gone; there may be another by then
     */
    static boolean isReady(Runnable whenGone) {
        synchronized (LOCK) {
            gone = whenGone;
            beginIfThereIsNone();
            return current != null;
        }
    }

    /** Holding the lock. */
    private static void beginIfThereIsNone() {
        if (current == null && !givenUp) {
            begin();
        }
    }

    /** Adds a child that has just been started. */
    static void add(ChildProcess child) {
        synchronized (LOCK) {
            if (current != null) {
                tellOf(child);
            } else {
                beginIfThereIsNone(); // it went with what was the last child a moment ago; a new one is told of all
            }
        }
    }

    /** Right before the one SIGTERM of this JVM. */
    static void signalled(ChildProcess child) {
        tell("s " + child.pid());
    }

    /** Pauses a child; false when there is no watchdog to do it. */
    static boolean pause(ChildProcess child) {
        return tell("p " + child.pid());
    }

    /** Resumes a child; false when there is no watchdog to do it. */
    static boolean resume(ChildProcess child) {
        return tell("r " + child.pid());
    }

    /** A child has ended. */
    static void forget(ChildProcess child) {
        tell("d " + child.pid());
    }

    /** By the poller, when it ends: it is there while there are children, and a moment longer. */
    private static void haveItSentAway() {
        Poller.attend(RETIRE);
    }

    /** Whether there is one. */
    static boolean isThere() {
        return current != null;
    }

    /** Ends it, unless a child has been started in this moment. */
    private static final class Retire implements Runnable {

        @Override
        public void run() {
            dismiss();
            tellThatOneHasGone();
        }
    }

    private static void tellThatOneHasGone() {
        Runnable told = gone;
        if (told != null) {
            told.run();
        }
    }

    /**
     * Ends it, and waits until it has: the JDK's thread that waits for it is in native code, and for one of those the end
     * of a JVM waits 300 ms.
     */
    static void retireAtTheEnd() {
        Watchdog last = dismiss();
        if (last != null) {
            try {
                last.shell.waitFor(FAREWELL, TimeUnit.MILLISECONDS);
            } catch (InterruptedException nobodyWaitsForTheHook) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static @Nullable Watchdog dismiss() {
        synchronized (LOCK) {
            if (LiveChildren.exist()) {
                haveItSentAway();
                return null;
            }
            tell("b");
            Watchdog last = current;
            current = null;
            if (last != null) {
                last.close();
            }
            return last;
        }
    }

    /**
     * Whether somebody ended the watchdog by SIGTERM: nobody has a reason to, but who ends all processes of a service, and
     * so has signalled the children too.
     */
    static boolean heardSignal() {
        return heardSignal;
    }

    /** Whether there was one to tell. One that is dying is: its successor is told everything. */
    private static boolean tell(String line) {
        synchronized (LOCK) {
            Watchdog told = current;
            if (told != null) {
                told.write(line);
            }
            return told != null;
        }
    }

    private static void tellOf(ChildProcess child) {
        tell("a " + child.pid() + " " + wholeSeconds(child.shutdownLimit()) + " " + child.started());
        if (child.hadItsSignal()) {
            signalled(child);
        }
        if (child.isPaused()) {
            pause(child);
        }
    }

    private static long wholeSeconds(Duration limit) {
        return Math.min(TimeUnit.DAYS.toSeconds(365), limit.plusMillis(999).toSeconds());
    }

    /** Holding the lock. */
    private static void begin() {
        if (!isPossible()) {
            givenUp = true;
            return;
        }
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "eval \"$" + SCRIPT_VARIABLE + "\"",
                "asyncffmpeg-watchdog",
                Long.toString(ProcessHandle.current().pid()),
                Terminal.isShared() ? "1" : "0",
                MARK_VARIABLE + "=" + MARK,
                TemporaryFiles.root().toString());
        ProcessBuilder builder = new ProcessBuilder();
        builder.directory(new File("/")); // holds no folder of the user's
        builder.environment().remove(MARK_VARIABLE);
        builder.redirectError(Redirect.DISCARD);
        try {
            builder.environment().put(SCRIPT_VARIABLE, WatchdogScript.text());
            haveItSentAway();
            Watchdog begun = new Watchdog(Starter.start(builder, Starter.SESSION, command));
            current = begun;
            begun.shell.onExit().whenComplete(new Loss(begun));
            for (ChildProcess child : LiveChildren.watched()) {
                tellOf(child);
                if (!child.isPaused()) {
                    resume(child); // what the last one was told may have died with it
                }
            }
        } catch (IOException | OutOfMemoryError notNow) {
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.DEBUG, "no watchdog: " + notNow.getMessage());
        }
    }

    /** Also without a thread that could wait for its end. */
    private record Loss(Watchdog ended) implements BiConsumer<Process, Throwable> {

        @Override
        public void accept(Process shell, Throwable noThread) {
            lost(ended);
        }
    }

    private static void lost(Watchdog ended) {
        synchronized (LOCK) {
            if (current != ended) {
                return; // it was sent away
            }
            current = null;
            ended.close();
            heardSignal |= !ended.shell.isAlive() && ended.shell.exitValue() == SIGTERMED;
            long now = System.nanoTime();
            if (losses == 0 || now - firstLoss > LOSSES_WITHIN) {
                losses = 0;
                firstLoss = now;
            }
            losses++;
            if (losses >= MOST_LOSSES) {
                givenUp = true;
                ProgramLog.log(
                        ProgramLog.LIBRARY,
                        System.Logger.Level.WARNING,
                        "the watchdog died " + losses
                                + " times in 10 s, and is not started again: if this JVM is killed,"
                                + " what it started runs on");
            } else {
                begin();
            }
        }
        tellThatOneHasGone();
    }

    private void write(String line) {
        if (deaf) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // or the wait below would be none
        try {
            awaitRoom();
            lines.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            lines.flush();
            unread++;
        } catch (IOException ithasEnded) {
            deaf = true; // nobody else waits for it
            shell.destroyForcibly(); // if it has not: lost() follows
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void awaitRoom() throws IOException {
        long until = System.nanoTime() + PATIENCE;
        while (unread >= MOST_UNREAD_LINES) {
            int come = dots.available();
            if (come > 0) {
                // a dot and a line end each
                unread -= dots.readNBytes(come - come % 2).length / 2 * LINES_A_DOT;
            } else if (System.nanoTime() > until) {
                throw new IOException("the watchdog does not read");
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    private void close() {
        try (lines;
                dots) {
            shell.getErrorStream().close();
        } catch (IOException itHasEnded) {
            // then there is nothing to close
        }
    }
}
