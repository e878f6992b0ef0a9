package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.manual.Pages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;

/** Writes the man pages and completions, when the program is packaged: {@code Manual FOLDER VERSION DATE}. */
final class Manual {

    private Manual() {}

    public static void main(String[] arguments) throws IOException {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        String day = arguments[2].length() > 10 ? arguments[2].substring(0, 10) : arguments[2];
        Pages.write(Main.program(nobody, nobody), arguments[1], day, Path.of(arguments[0]));
    }
}
