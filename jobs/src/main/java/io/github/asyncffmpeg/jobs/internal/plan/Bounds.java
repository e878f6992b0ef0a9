package io.github.asyncffmpeg.jobs.internal.plan;

/** How much a document may hold. */
public final class Bounds {

    /** Characters of a whole document or job file, and its bytes. */
    public static final int TEXT = 4 * 1024 * 1024;

    /** Bytes of standard output that may be asked for: they travel back with the result. */
    public static final int CAPTURED = 1024 * 1024;

    /** Bytes for standard input. */
    public static final int STDIN = 64 * 1024;

    /** Characters of a name that is a key: YAML allows 1,024 from the key's first character to the colon. */
    public static final int KEY = 500;

    private Bounds() {}
}
