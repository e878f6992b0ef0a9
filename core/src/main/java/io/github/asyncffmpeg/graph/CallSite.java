package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.secret.Redactor;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the user's program a node was made: the first frame outside this library, kept so that an error found later,
 * while the graph is compiled, can point at the line that caused it.
 *
 * <p>Immutable and safe for any thread.
 */
final class CallSite {

    private static final String LIBRARY = "io.github.asyncffmpeg.";
    private static final String HERE = CallSite.class.getPackageName() + ".";
    private static final String DOCUMENTS = LIBRARY + "jobs.";
    private static final String MADE_AT = " (made at ";
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Nearest NEAREST = new Nearest();

    // The frame, not its text: finding the line number costs more than walking there, and is needed for errors only.
    private final StackWalker.@Nullable StackFrame frame;

    private CallSite(StackWalker.@Nullable StackFrame frame) {
        this.frame = frame;
    }

    static CallSite here() {
        return new CallSite(WALKER.walk(NEAREST));
    }

    private static final class Nearest
            implements Function<Stream<StackWalker.StackFrame>, StackWalker.@Nullable StackFrame> {

        @Override
        public StackWalker.@Nullable StackFrame apply(Stream<StackWalker.StackFrame> frames) {
            // Our own modules (recipes, the program) are callers too, when there is nobody else.
            StackWalker.@Nullable StackFrame nearest = null;
            Iterator<StackWalker.StackFrame> each = frames.iterator();
            while (each.hasNext()) {
                StackWalker.StackFrame next = each.next();
                String name = next.getClassName();
                if (name.startsWith(LIBRARY)) {
                    nearest = nearest == null && !isInside(name) ? next : nearest;
                } else if (!isMachinery(name)) {
                    return next;
                } else if (nearest != null) {
                    return nearest;
                }
            }
            return nearest;
        }
    }

    /** A line of ours says nothing to a user: of the graph, of what is not exported, of what reads documents. */
    private static boolean isInside(String className) {
        return className.startsWith(HERE) || className.contains(".internal.") || className.startsWith(DOCUMENTS);
    }

    private static boolean isMachinery(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.") || className.startsWith("org.junit.");
    }

    /** Runs what checks values with no node at hand; its error then names the line of the caller too. */
    static <T> T locating(String prefix, Supplier<T> made) {
        try {
            return made.get();
        } catch (FFmpegSpecException | NullPointerException e) {
            throw located(prefix, e);
        }
    }

    /** The same for what is done in a first job, where each lambda would be a class that is made and loaded. */
    static RuntimeException located(String prefix, RuntimeException e) {
        if (e instanceof FFmpegSpecException) {
            // In its place and not its effect: two exceptions with one sentence say no more than one.
            return at(e, new FFmpegSpecException(located(prefix, e.getMessage()), e.getCause()));
        }
        boolean ofACaller = e.getMessage() != null && e.getMessage().contains("got null");
        return ofACaller ? at(e, new NullPointerException(Redactor.alone(located(prefix, e.getMessage())))) : e;
    }

    private static String located(String prefix, @Nullable String words) {
        CallSite here = here();
        String message = prefix + words;
        boolean said = here.frame == null || message.contains(MADE_AT);
        return said ? message : message + MADE_AT + here + ")";
    }

    private static <E extends RuntimeException> E at(RuntimeException place, E error) {
        error.setStackTrace(place.getStackTrace());
        return error;
    }

    /** An error about a node that was made here, not thrown. */
    FFmpegSpecException fault(String node, String expected) {
        return new FFmpegSpecException(node + (frame == null ? "" : MADE_AT + this + ")") + ": " + expected);
    }

    /** An error about a null where a node was made, not thrown. */
    NullPointerException missing(String node, String expected) {
        return new NullPointerException(fault(node, expected).getMessage());
    }

    /** The line, as a stack trace shows it; empty when it cannot be had. */
    Optional<String> line() {
        return frame == null ? Optional.empty() : Optional.of(toString());
    }

    /**
     * The line, as a stack trace shows it.
     *
     * @return for example {@code com.example.Main.render(Main.java:42)}; {@code unknown} when it cannot be had
     */
    @Override
    public String toString() {
        return frame == null ? "unknown" : frame.toStackTraceElement().toString();
    }
}
