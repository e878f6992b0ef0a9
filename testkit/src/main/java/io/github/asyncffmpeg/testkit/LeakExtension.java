package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Fails a test that leaves something behind: a process that carries the marker of {@link #environment()}, a thread whose
 * name begins with {@code asyncffmpeg}, or a temporary file of this library in {@code java.io.tmpdir}, whose name has the
 * pid of the JVM that made it. The files of another JVM that lives are never touched. What was there before the test is not
 * the test's leak; what a test class leaves behind fails the class. A thing has some time to go, 5 seconds unless
 * {@linkplain Builder#patience(Duration) given}, and the check ends as soon as nothing is left and this JVM is not starting
 * any process. The library keeps its poller and its workers for a second or two after the last FFmpeg. They are checked
 * once, at the end of the test class, so that each test need not wait for them.
 *
 * <p>A leaked process is killed and a leaked file deleted once it is reported, so that one failure does not spoil the next
 * test. A thread cannot be ended from outside.
 *
 * <p>Registered by {@code @RegisterExtension}, on a static field if {@code @BeforeAll} starts anything, or by
 * {@code @ExtendWith(LeakExtension.class)}; then a test or lifecycle method takes it as a parameter.
 *
 * <p>On Linux a process is found by its environment, also when its parent has died and whoever started it. Elsewhere, where
 * the environment of a process cannot be read, every descendant of this JVM that was not there before counts, and an orphan
 * is not found.
 *
 * <p>The tests of one class have to run one after another. Classes may run in parallel as far as processes are concerned;
 * threads and files carry no marker, so that two classes in one JVM, or two JVMs with one {@code java.io.tmpdir}, would be
 * blamed for each other's.
 */
public final class LeakExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    /** The environment variable by which a process is known to belong to a test. */
    public static final String MARKER_VARIABLE = "ASYNCFFMPEG_TEST_MARKER";

    private final Duration patience;
    private final List<String> threadPrefixes;
    private final String prefix = UUID.randomUUID().toString();
    /** The class (and its nested ones) at the bottom, the test on top. Touched by JUnit's thread only. */
    private final Deque<LeakScope> scopes = new ArrayDeque<>();

    private int tests;

    /** Creates the extension as it is without configuration. */
    public LeakExtension() {
        this(builder());
    }

    private LeakExtension(Builder builder) {
        this.patience = builder.patience;
        this.threadPrefixes = List.copyOf(builder.threadPrefixes);
    }

    /**
     * Starts a configuration.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The marker of the running test; in {@code @BeforeAll} and {@code @AfterAll}, of the class.
     *
     * @return the value of {@value #MARKER_VARIABLE}
     * @throws IllegalStateException if no test is running
     */
    public String marker() {
        return current().marker();
    }

    /**
     * What a process has to find in its environment to be recognised; its children inherit it.
     *
     * @return one variable, immutable
     * @throws IllegalStateException if no test is running
     */
    public Map<String, String> environment() {
        return Map.of(MARKER_VARIABLE, marker());
    }

    /**
     * A directory for the files of the running test, created at the first call and deleted with all that is in it after
     * the check. Nothing in it counts as a leak.
     *
     * @return an existing directory, the same for each call of one test
     * @throws IOException if the directory cannot be created
     * @throws IllegalStateException if no test is running
     */
    public Path tempDirectory() throws IOException {
        return current().tempDirectory();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        checkThreadsAtTheEndOfTheClass(context);
        scopes.push(LeakScope.open(prefix, threadPrefixes));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        checkThreadsAtTheEndOfTheClass(context);
        tests++;
        scopes.push(LeakScope.open(prefix + "." + tests, threadPrefixes));
    }

    /** JUnit closes what is in the store of a class when the class has ended; what that throws fails the class. */
    private void checkThreadsAtTheEndOfTheClass(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        String name = ofClass.getDisplayName();
        ofClass.getStore(ExtensionContext.Namespace.create(LeakExtension.class))
                .computeIfAbsent(LeakedThreads.class, type -> {
                    LeakedThreads threads = LeakedThreads.lingering();
                    return (AutoCloseable) () -> failOnAny(name, threads::find, () -> false);
                });
    }

    private void failOnAny(String name, Supplier<List<Leak>> find, BooleanSupplier isStarting) {
        List<Leak> leaks = Leak.awaitNone(find, isStarting, patience);
        if (!leaks.isEmpty()) {
            throw new AssertionError(Leak.report(name, patience, leaks));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(context);
    }

    private void check(ExtensionContext context) {
        LeakScope scope = scopes.pop();
        // A test of interrupts may leave the flag set, which would turn every wait in here into a busy loop.
        boolean interrupted = Thread.interrupted();
        try {
            failOnAny(context.getDisplayName(), scope::leaks, scope::isStarting);
        } finally {
            scope.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LeakScope current() {
        LeakScope scope = scopes.peek();
        if (scope == null) {
            throw new IllegalStateException("no test is running");
        }
        return scope;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LeakExtension.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }

    /** Configures a {@link LeakExtension}. For one thread. */
    public static final class Builder {

        private Duration patience = Duration.ofSeconds(5);
        private final List<String> threadPrefixes = new ArrayList<>(List.of("asyncffmpeg"));

        private Builder() {}

        /**
         * Sets how long a thing may stay after the test; 5 seconds unless set.
         *
         * @param patience the time, zero or more
         * @return this
         */
        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        /**
         * Makes the extension.
         *
         * @return a new extension
         */
        public LeakExtension build() {
            return new LeakExtension(this);
        }
    }
}
