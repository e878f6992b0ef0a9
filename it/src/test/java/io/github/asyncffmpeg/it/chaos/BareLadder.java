package io.github.asyncffmpeg.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The library with its ladder taken away: the class {@code StopLadder}, made from its own source with one line put in, by
 * which every stop is a SIGKILL at once. What the harness says of that library is the measure of the harness.
 */
final class BareLadder {

    private static final Path SOURCE =
            Path.of("core/src/main/java/io/github/asyncffmpeg/internal/process/StopLadder.java");
    private static final Pattern NEXT = Pattern.compile("( Step next\\([^)]*\\) \\{\\n)");

    private BareLadder() {}

    /**
     * Compiles it.
     *
     * @param folder does not exist yet
     * @return the folder, for the beginning of a class path
     */
    static Path compile(Path folder) throws IOException {
        Files.createDirectories(folder);
        String source = Files.readString(source());
        Matcher next = NEXT.matcher(source);
        if (!next.find()) {
            throw new IllegalStateException(
                    "StopLadder has no method next any more: BareLadder has to learn its new name");
        }
        Path bare = folder.resolve("StopLadder.java");
        Files.writeString(bare, next.replaceFirst("$1        if (killAt >= 0) { return kill(); }\n"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                bare.toString());
        if (compiler == null || compiler.run(null, null, null, options.toArray(new String[0])) != 0) {
            throw new IllegalStateException("StopLadder cannot be compiled");
        }
        return folder;
    }

    /** From the root of the project, where the command runs, or from the module, where the tests do. */
    private static Path source() {
        return Files.exists(SOURCE) ? SOURCE : Path.of("..").resolve(SOURCE);
    }
}
