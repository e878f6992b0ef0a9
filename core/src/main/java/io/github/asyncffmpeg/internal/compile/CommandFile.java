package io.github.asyncffmpeg.internal.compile;

/**
 * A file a command needs: its text is too long for an argument. Whoever runs the command writes it before, in UTF-8, and
 * deletes it after.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param name a file name that is unique within its command
 * @param content the text, without a line break at its end
 */
public record CommandFile(String name, String content) {}
