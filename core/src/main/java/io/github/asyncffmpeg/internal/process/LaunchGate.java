package io.github.asyncffmpeg.internal.process;

import io.github.asyncffmpeg.error.FFmpegRejectedException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which children are started, and the one shutdown hook that sees them all out. It knows all
 * that serve them, and none of those knows it.
 *
 * <p>Spawning and registering happen inside the gate, so no child can slip in between the hook's look around and the
 * end of the JVM. The hook closes the gate, asks every child to finish, waits for all of them together, and kills what
 * is left. It is installed with the first child and removed with the last, so that no class loader is pinned.
 *
 * <p>Safe for any thread.
 */
public final class LaunchGate {

    /** Given to the conclusion of a run (its files are deleted) after the child itself has ended. */
    private static final Duration CONCLUDING = Duration.ofSeconds(2);

    private static final ReadWriteLock GATE = new ReentrantReadWriteLock();
    private static final Object LOCK = new Object();

    private static final ChildProcess.Keeper KEEPER = new Keeper();

    private static final Runnable DROP_HOOK = new DropHook();

    private static final CountDownLatch CLOSED = new CountDownLatch(1);

    /** Guarded by LOCK: runs that hold the hook in place, and the hook. */
    private static int holders;

    /** What is to be told of ends: the hook waits for that as well, at last, and a moment only. */
    private static int listeners;

    private static @Nullable Thread hook;

    private LaunchGate() {}

    /**
     * Starts a child and registers it. Every child that was launched must be {@linkplain #release released}.
     *
     * @param launch what to start
     * @param wire connects the process that was started: it may take the process' streams, and says who takes the rest
     * @param observer told of the child
     * @return the child, running
     * @throws IOException when the operating system refuses
     * @throws FFmpegRejectedException when the JVM is shutting down
     */
    public static ChildProcess launch(
            Launch launch, Function<Process, ChildProcess.Wiring> wire, ChildObserver observer) throws IOException {
        return launch(launch, wire, observer, Service.POLLED);
    }

    /**
     * Starts a child for a thread that waits for nothing else: it must call {@link #awaitExit} next.
     *
     * @param launch what to start
     * @param wire connects the process that was started
     * @param observer told of the child
     * @return the child, running
     * @throws IOException when the operating system refuses
     * @throws FFmpegRejectedException when the JVM is shutting down
     */
    public static ChildProcess launchToAwait(
            Launch launch, Function<Process, ChildProcess.Wiring> wire, ChildObserver observer) throws IOException {
        return launch(launch, wire, observer, Service.AWAITED);
    }

    /**
     * Starts a child for a thread that serves it: it must call {@link #serve} next.
     *
     * @param launch what to start
     * @param wire connects the process that was started
     * @param observer told of the child
     * @return the child, running
     * @throws IOException when the operating system refuses
     * @throws FFmpegRejectedException when the JVM is shutting down
     */
    public static ChildProcess launchToServe(
            Launch launch, Function<Process, ChildProcess.Wiring> wire, ChildObserver observer) throws IOException {
        return launch(launch, wire, observer, Service.SERVED);
    }

    private static ChildProcess launch(
            Launch launch, Function<Process, ChildProcess.Wiring> wire, ChildObserver observer, Service service)
            throws IOException {
        GATE.readLock().lock();
        try {
            if (isClosed()) {
                throw shuttingDown();
            }
            holdHook();
            Process process = null;
            ChildProcess child = null;
            boolean launched = false;
            try {
                boolean watched = launch.care() != Launch.Care.NONE && Watchdog.isReady(DROP_HOOK);
                process = spawn(launch, watched);
                child = new ChildProcess(process, launch, watched, wire.apply(process), observer, KEEPER);
                LiveChildren.add(child);
                if (isClosed()) {
                    child.stopForShutdown(Terminal.isShared()); // the hook could not wait for us any longer
                }
                if (watched) {
                    Watchdog.add(child);
                }
                if (service != Service.SERVED) {
                    Poller.add(child, service == Service.AWAITED);
                }
                launched = true;
                return child;
            } finally {
                if (!launched) {
                    if (process != null) {
                        process.destroyForcibly();
                    }
                    if (child != null) {
                        LiveChildren.remove(child);
                    }
                    releaseHook();
                }
            }
        } finally {
            GATE.readLock().unlock();
        }
    }

    /**
     * Waits for the exit, and wakes the poller, which tells the observer. For a child of {@link #launchToAwait}. An
     * interrupt is kept for later. For platform threads: before JDK 24 a virtual one holds its carrier meanwhile.
     *
     * @param child was launched by this thread
     */
    public static void awaitExit(ChildProcess child) {
        Poller.awaitExit(child);
    }

    /**
     * Serves the child on this thread for its first moments, at most 300 ms, and then leaves it to the poller. For a
     * child of {@link #launchToServe}, and for platform threads: before JDK 24 a virtual one holds its carrier meanwhile.
     * An interrupt ends the service at once and stays set; it may close the child's {@link SocketSource}, so with one of
     * those this is for threads that nobody interrupts.
     *
     * @param child was launched by this thread
     * @return whether the child has ended and its observer was told
     */
    public static boolean serve(ChildProcess child) {
        return FirstMoments.serve(child);
    }

    /**
     * Forgets a child: it has ended and everything that belonged to its run is cleaned up.
     *
     * @param child a child that was launched
     */
    public static void release(ChildProcess child) {
        if (LiveChildren.remove(child)) {
            releaseHook();
        }
    }

    /**
     * Whether the JVM is shutting down and the gate is shut.
     *
     * @return {@code true} once nothing can be launched any more
     */
    public static boolean isClosed() {
        return CLOSED.getCount() == 0;
    }

    /**
     * Waits for the gate to be shut.
     *
     * @param limit the longest wait; an interrupt ends it sooner
     * @return whether it is shut
     */
    public static boolean awaitClosed(Duration limit) {
        try {
            return CLOSED.await(Nanos.of(limit), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return isClosed();
        }
    }

    /** Who serves a child from its start on. */
    private enum Service {
        /** The poller, which is told of the exit. */
        POLLED,
        /** The poller; a thread waits for the exit and tells it. */
        AWAITED,
        /** The thread that launched it. */
        SERVED
    }

    private static Process spawn(Launch launch, boolean watched) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        Path directory = launch.directory();
        if (directory != null) {
            builder.directory(new File(directory.toString()));
        }
        if (launch.inherited().contains(Launch.Standard.INPUT)) {
            builder.redirectInput(Redirect.INHERIT);
        }
        if (launch.inherited().contains(Launch.Standard.OUTPUT)) {
            builder.redirectOutput(Redirect.INHERIT);
        }
        launch.environment().accept(builder.environment());
        if (watched) {
            builder.environment().put(Watchdog.MARK_VARIABLE, Watchdog.MARK);
        }
        try {
            return startable(launch)
                    ? Starter.start(builder, changes(launch, watched), wrapped(launch))
                    : builder.command(launch.command()).start(); // the system says better than a wrapper what is wrong
        } catch (IOException e) {
            String shortage = Descriptors.shortage();
            throw shortage.isEmpty() ? e : new IOException(e.getMessage() + shortage, e);
        }
    }

    private static boolean startable(Launch launch) {
        return Files.isExecutable(Path.of(launch.command().get(0)));
    }

    private static List<String> wrapped(Launch launch) {
        if (launch.wrappers().isEmpty()) {
            return launch.command();
        }
        List<String> line = new ArrayList<>(launch.wrappers());
        line.addAll(launch.command());
        return line;
    }

    private static int changes(Launch launch, boolean watched) {
        int changes = launch.change().wideStdout() ? Starter.WIDE : 0;
        if (watched && launch.care() == Launch.Care.OWN_SESSION) {
            changes |= launch.change().sharesSession() ? Starter.GROUP : Starter.SESSION;
        }
        return changes;
    }

    private static void holdHook() {
        synchronized (LOCK) {
            if (!installHook()) {
                throw shuttingDown();
            }
            holders++;
        }
    }

    /** Holding the lock. Returns whether the hook will run: not when the JVM shuts down already. */
    private static boolean installHook() {
        if (hook == null) {
            Thread thread = new Thread(new Hook(), "asyncffmpeg-shutdown");
            thread.setContextClassLoader(null);
            try {
                Runtime.getRuntime().addShutdownHook(thread);
            } catch (IllegalStateException shutdownInProgress) {
                CLOSED.countDown();
                return false;
            }
            hook = thread;
        }
        return true;
    }

    /** Has the end of the JVM wait for a listener; while it runs already, for as long as the hook is there. */
    static void holdForListener() {
        synchronized (LOCK) {
            installHook();
            listeners++;
        }
    }

    static void releaseListener() {
        synchronized (LOCK) {
            listeners--;
            removeHook();
            LOCK.notifyAll();
        }
    }

    private static void releaseHook() {
        synchronized (LOCK) {
            holders--;
            removeHook();
            LOCK.notifyAll();
        }
    }

    /** The watchdog has gone: if there is no other, the hook that would send it away at the JVM's end may go as well. */
    private static final class DropHook implements Runnable {

        @Override
        public void run() {
            synchronized (LOCK) {
                removeHook();
            }
        }
    }

    /** Holding the lock. */
    private static void removeHook() {
        if (holders == 0 && listeners == 0 && hook != null && !isClosed() && !Watchdog.isThere()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shutdownInProgress) {
                CLOSED.countDown();
            }
            hook = null;
        }
    }

    private static final class Hook implements Runnable {

        @Override
        public void run() {
            seeOut();
        }
    }

    private static void seeOut() {
        CLOSED.countDown();
        boolean sharesTerminal = Terminal.isShared();
        long limit = CONCLUDING.toNanos();
        awaitSpawns();
        for (ChildProcess child : LiveChildren.all()) {
            child.stopForShutdown(sharesTerminal);
            limit = Math.max(limit, Nanos.of(child.shutdownLimit()) + CONCLUDING.toNanos());
        }
        await(AwakeClock.nanos() + limit, false);
        for (ChildProcess left : LiveChildren.all()) {
            left.process().toHandle().destroyForcibly();
        }
        await(AwakeClock.nanos() + CONCLUDING.toNanos(), true);
        Watchdog.retireAtTheEnd();
    }

    /** Whoever was spawning when the gate was closed has registered when this returns; a spawn takes milliseconds. */
    private static void awaitSpawns() {
        try {
            if (GATE.writeLock().tryLock(CONCLUDING.toSeconds(), TimeUnit.SECONDS)) {
                GATE.writeLock().unlock();
            }
        } catch (InterruptedException nobodyWaitsForTheHook) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until all runs have let go, or all listeners. */
    private static void await(long deadline, boolean ofListeners) {
        synchronized (LOCK) {
            try {
                while ((ofListeners ? listeners : holders) != 0) {
                    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - AwakeClock.nanos());
                    if (millis <= 0) {
                        return;
                    }
                    LOCK.wait(millis);
                }
            } catch (InterruptedException nobodyWaitsForTheHook) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FFmpegRejectedException shuttingDown() {
        return new FFmpegRejectedException("The JVM is shutting down: nothing new is started", null);
    }

    /** What a child needs of the poller and the watchdog. */
    private static final class Keeper implements ChildProcess.Keeper {

        @Override
        public void wake() {
            Poller.wake();
        }

        @Override
        public boolean pause(ChildProcess child) {
            return Watchdog.pause(child);
        }

        @Override
        public boolean resume(ChildProcess child) {
            return Watchdog.resume(child);
        }

        @Override
        public void signalled(ChildProcess child) {
            Watchdog.signalled(child);
        }

        @Override
        public void ended(ChildProcess child) {
            Watchdog.forget(child);
        }

        @Override
        public boolean allWereSignalled() {
            return Watchdog.heardSignal();
        }
    }
}
