package io.github.asyncffmpeg.internal.locate;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import io.github.asyncffmpeg.internal.cache.KeptFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What FFmpegs have answered when they were asked for their version, in a small file that outlives the JVM: an answer costs
 * 60 to 90 ms of a distribution's FFmpeg, a look into the file one. What the file says counts if only this user or root can
 * have written it, and for exactly the state of the program that it was written for. What cannot be read is not there, and
 * what cannot be written is asked again.
 *
 * <p>Each line is one answer: the program and what decides its answer ({@link ProgramState}), a tab, and the answer.
 *
 * <p>Immutable and safe for any thread, and for several JVMs at once: of two that write, one loses its line.
 */
final class VersionMemory {

    /** The number is raised when the form of the lines changes. */
    private static final String NAME = "versions-1";

    /** Answers beyond these push out the oldest. */
    private static final int MOST_LINES = 16;

    /** Longer than this is nothing that FFmpeg says of itself, or a path that nobody has. */
    private static final int LONGEST_LINE = 4096;

    private static final int MOST_BYTES = 4 * MOST_LINES * LONGEST_LINE;

    private final KeptFiles files;

    VersionMemory(KeptFiles files) {
        this.files = files;
    }

    /** That of these settings. */
    static VersionMemory of(FFmpegSettings settings) {
        return new VersionMemory(new KeptFiles(new CacheFolders(settings.properties(), settings.environment())));
    }

    /** What the program answered in this state; null if that is not known. */
    @Nullable
    String answer(ProgramState state) {
        return files.find(NAME, MOST_BYTES, new Answer(state.text() + '\t'));
    }

    /** Remembers an answer, if it is one of a program that cannot answer otherwise tomorrow. */
    void remember(ProgramState state, String answer) {
        String line = state.text() + '\t' + answer;
        if (state.isLasting() && line.length() <= LONGEST_LINE && isOneLine(answer)) {
            replace(state, line + '\n');
        }
    }

    /** Forgets what a program has answered, in whatever state. */
    void forget(ProgramState state) {
        if (files.find(NAME, MOST_BYTES, new Answer(state.program() + "\t")) != null) {
            replace(state, "");
        }
    }

    private void replace(ProgramState state, String line) {
        String known = files.find(NAME, MOST_BYTES, new Whole());
        StringBuilder all = new StringBuilder(line);
        int lines = 1;
        for (int start = 0; known != null && start < known.length() && lines < MOST_LINES; ) {
            int end = endOfLine(known, start);
            if (end - start <= LONGEST_LINE && !known.startsWith(state.program() + "\t", start)) {
                all.append(known, start, end).append('\n');
                lines++;
            }
            start = end + 1;
        }
        files.put(NAME, all.toString().getBytes(StandardCharsets.UTF_8), KeptFiles.Kind.DATA);
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    private static int endOfLine(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    /** The rest of the line that begins like this. A class and not a lambda, as all that the first job waits for. */
    private static final class Answer implements KeptFiles.Reader<String> {

        private final String beginning;

        Answer(String beginning) {
            this.beginning = beginning;
        }

        @Override
        public @Nullable String read(Path file, byte[] content) {
            String text = new String(content, StandardCharsets.UTF_8);
            for (int start = 0; start < text.length(); start = endOfLine(text, start) + 1) {
                if (text.startsWith(beginning, start)) {
                    return text.substring(start + beginning.length(), endOfLine(text, start));
                }
            }
            return null;
        }
    }

    /** The whole text. */
    private static final class Whole implements KeptFiles.Reader<String> {

        @Override
        public String read(Path file, byte[] content) {
            return new String(content, StandardCharsets.UTF_8);
        }
    }
}
