package io.github.asyncffmpeg.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages for people: README.md, CONTRIBUTING.md and its neighbours, and everything in docs/. */
final class Pages {

    /**
     * A block of Java in a page.
     *
     * @param page the page
     * @param line the number of its first line, from 1
     * @param name the region it says it shows; empty when it does not say
     * @param text the code
     */
    record Block(Path page, int line, String name, String text) {}

    private Pages() {}

    /** The root of the source tree: the tests run in examples/, the examples in examples/target/work. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("core"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> top = Files.list(root());
                Stream<Path> docs = Files.walk(root().resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    /** The fences that begin with {@code ```java}, each with the comment {@code <!-- region: name -->} above it. */
    static List<Block> javaBlocks(Path page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```java")) {
                String above = i == 0 ? "" : lines.get(i - 1).strip();
                String name = above.startsWith("<!-- region: ") && above.endsWith(" -->")
                        ? above.substring(13, above.length() - 4).strip()
                        : "";
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).equals("```")) {
                    end++;
                }
                blocks.add(new Block(page, i + 2, name, String.join("\n", lines.subList(i + 1, end))));
                i = end;
            }
        }
        return blocks;
    }

    /** Puts other code in the place of a block. */
    static void replace(Block block, String text) throws IOException {
        String page = Files.readString(block.page());
        String comment = "<!-- region: " + block.name() + " -->\n```java\n";
        Files.writeString(block.page(), page.replace(comment + block.text() + "\n```", comment + text + "\n```"));
    }
}
