package io.github.asyncffmpeg.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Writes all pages and completions into a folder. */
public final class Pages {

    private Pages() {}

    /**
     * Writes {@code man1/*.1}, {@code bash/asyncffmpeg}, {@code zsh/_asyncffmpeg} and {@code fish/asyncffmpeg.fish}.
     *
     * @param program with all its commands
     * @param version of the program
     * @param date of the pages, as {@code 2026-11-22}
     * @param folder is made if it is not there
     * @throws IOException if it cannot be written
     */
    public static void write(CommandLine program, String version, String date, Path folder) throws IOException {
        CommandText text = CommandText.of(program);
        List<CommandText> all = new ArrayList<>(List.of(text));
        all.addAll(text.commands());
        for (CommandText each : all) {
            List<String> others = all.stream()
                    .filter(other -> other != each)
                    .map(CommandText::page)
                    .toList();
            write(folder.resolve("man1").resolve(each.page() + ".1"), ManPage.of(each, version, date, others));
        }
        write(folder.resolve("bash").resolve("asyncffmpeg"), BashCompletion.of(text));
        write(folder.resolve("zsh").resolve("_asyncffmpeg"), ZshCompletion.of(text));
        write(folder.resolve("fish").resolve("asyncffmpeg.fish"), FishCompletion.of(text));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
