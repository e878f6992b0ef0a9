package io.github.asyncffmpeg.jobs.internal.record;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The name of a file as text. A name whose bytes are not text in the encoding of this machine is written as an URI, which
 * keeps the bytes. No name is mistaken for one: two slashes in a row are one in a {@code Path}.
 */
final class PathText {

    private static final String URI_START = "file:///";

    private PathText() {}

    static String of(Path path) {
        String text = path.toString();
        return isExact(path, text) ? text : path.toUri().toString();
    }

    private static boolean isExact(Path path, String text) {
        if (text.indexOf('\uFFFD') < 0) {
            return true;
        }
        try {
            return path.getFileSystem().getPath(text).equals(path);
        } catch (InvalidPathException notText) {
            return false;
        }
    }

    /** The file of that name. */
    static Path path(String text) throws NotAnEvent {
        try {
            return text.startsWith(URI_START) ? Path.of(URI.create(text)) : Path.of(text);
        } catch (IllegalArgumentException notHere) {
            // InvalidPathException is one: written where other names are allowed.
            throw new NotAnEvent(notHere);
        }
    }
}
