package io.github.asyncffmpeg.media;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where media is read from or written to.
 *
 * <p>{@link Verbatim} is FFmpeg's own syntax: {@code -}, {@code frame%04d.png}, a URL. {@link LocalFile} is one file,
 * whatever its name: a name that begins with a dash, holds a colon or a pattern is still that file. {@link FilePattern}
 * is many files in one directory, whose own name is taken literally. {@link FromProgram} and {@link ToProgram} are no
 * files: this program gives the media, or takes it.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface MediaTarget {

    /**
     * A target in FFmpeg's own syntax.
     *
     * @param text the target, handed to FFmpeg as it is
     * @return the target
     */
    static MediaTarget of(String text) {
        return new Verbatim(text);
    }

    /**
     * One file.
     *
     * @param file the file, on the default file system; a relative one is relative to FFmpeg's working directory
     * @return the target
     */
    static MediaTarget of(Path file) {
        return new LocalFile(file);
    }

    /**
     * Many files of one directory, such as {@code frame%04d.png} or {@code part%03d.ts}, for muxers and demuxers which
     * read number patterns (image2, segment). In the directory's name a {@code %} is literal.
     *
     * @param directory the directory
     * @param pattern the file names, in FFmpeg's own syntax
     * @return the target
     */
    static MediaTarget pattern(Path directory, String pattern) {
        return new FilePattern(directory, pattern);
    }

    /**
     * Media that this program gives.
     *
     * @param source where it comes from
     * @return the target, for an input
     */
    static MediaTarget from(MediaSource source) {
        return new FromProgram(source);
    }

    /**
     * Media that this program takes.
     *
     * @param sink where it goes
     * @return the target, for an output
     */
    static MediaTarget to(MediaSink sink) {
        return new ToProgram(sink);
    }

    /**
     * The text FFmpeg is given.
     *
     * @return the argument
     */
    String argument();

    /**
     * The file, when this is one literal file.
     *
     * @return the file, or empty
     */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * A target in FFmpeg's own syntax.
     *
     * @param argument the text FFmpeg is given, not empty
     */
    record Verbatim(String argument) implements MediaTarget {
        /** Checks the target. */
        public Verbatim {
            if (PlainText.check("target", argument).isEmpty()) {
                throw new FFmpegSpecException("target: expected a file name or a URL, got an empty text");
            }
        }

        @Override
        public String toString() {
            return argument;
        }
    }

    /**
     * One file, whatever its name.
     *
     * @param path the file
     */
    record LocalFile(Path path) implements MediaTarget {
        /** Checks the file. */
        public LocalFile {
            checkDefault(path);
        }

        @Override
        public String argument() {
            // file: keeps "-x.mp4" from being an option, and "a:b.mp4" from being a protocol.
            return "file:" + path;
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }

        /**
         * The name of the file, without its directory.
         *
         * @return the name
         */
        public String name() {
            Path name = path.getFileName();
            return name == null ? path.toString() : name.toString();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Many files of one directory.
     *
     * @param directory the directory; its name is literal
     * @param pattern the file names, in FFmpeg's own syntax
     */
    record FilePattern(Path directory, String pattern) implements MediaTarget {
        /** Checks the pattern. */
        public FilePattern {
            checkDefault(directory);
            if (PlainText.check("target in " + directory, pattern).isEmpty()) {
                throw new FFmpegSpecException("target in " + directory + ": expected a pattern, got an empty text");
            }
        }

        @Override
        public String argument() {
            String parent = directory.toString();
            String separator = directory.getFileSystem().getSeparator();
            String prefix = parent.isEmpty() || parent.endsWith(separator) ? parent : parent + separator;
            return "file:" + prefix.replace("%", "%%") + pattern;
        }

        @Override
        public String toString() {
            return directory + directory.getFileSystem().getSeparator() + pattern;
        }
    }

    /**
     * Media that this program gives. A run replaces the argument by an address that only it knows.
     *
     * @param source where it comes from
     */
    record FromProgram(MediaSource source) implements MediaTarget {
        /** Checks the source. */
        public FromProgram {
            if ((Object) source == null) {
                throw new NullPointerException("target: expected a MediaSource, got null");
            }
        }

        @Override
        public String argument() {
            return "java:" + Integer.toHexString(System.identityHashCode(source));
        }

        /**
         * What FFmpeg can open by itself in place of the source: a part of a file. Looks at the disk.
         *
         * @return the target in FFmpeg's own syntax, or empty when this program must hand the media over
         */
        public Optional<MediaTarget> withoutProgram() {
            MediaSource plain = source instanceof SeekableSource seekable ? seekable.source() : source;
            return plain instanceof SliceSource slice ? slice.address().map(MediaTarget::of) : Optional.empty();
        }

        @Override
        public String toString() {
            return named(source, "MediaSource");
        }
    }

    /**
     * Media that this program takes. A run replaces the argument by an address that only it knows.
     *
     * @param sink where it goes
     */
    record ToProgram(MediaSink sink) implements MediaTarget {
        /** Checks the sink. */
        public ToProgram {
            if ((Object) sink == null) {
                throw new NullPointerException("target: expected a MediaSink, got null");
            }
        }

        @Override
        public String argument() {
            return "java:" + Integer.toHexString(System.identityHashCode(sink));
        }

        @Override
        public String toString() {
            return named(sink, "MediaSink");
        }
    }

    /** A lambda's own name says nothing. */
    private static String named(Object code, String kind) {
        return code.getClass().isHidden() || code.getClass().isSynthetic() ? "a " + kind : code.toString();
    }

    private static void checkDefault(@Nullable Path path) {
        if (path == null) {
            throw new NullPointerException("target: expected a file, got null");
        }
        // A path inside a zip or in memory has no name that another process can open.
        if (!path.getFileSystem().equals(java.nio.file.FileSystems.getDefault())) {
            throw new FFmpegSpecException("target " + path + ": expected a path of the default file system, got one of "
                    + path.getFileSystem().provider().getScheme());
        }
        if (path.toString().isEmpty()) {
            throw new FFmpegSpecException("target: expected a file, got an empty path");
        }
        PlainText.check("target", path.toString());
    }
}
