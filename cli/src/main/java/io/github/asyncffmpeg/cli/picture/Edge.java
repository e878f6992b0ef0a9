package io.github.asyncffmpeg.cli.picture;

/**
 * A stream, or several, from one box to another.
 *
 * @param from the number of a node
 * @param to the number of a node
 * @param medium what flows
 * @param label the name of the stream or link, and what is done to it; may be empty
 * @param chosen whether FFmpeg chooses the stream, and the command does not say it
 */
record Edge(int from, int to, EdgeMedium medium, String label, boolean chosen) {}
