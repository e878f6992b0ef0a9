package io.github.asyncffmpeg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.jobs.JobDocument;
import io.github.asyncffmpeg.jobs.RunJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages show code that is compiled and run, name methods that exist, and link to files that are there. */
class PagesTest {

    private static final String REMEDY = """

            The code of a page is a region of a class in examples/src. Change it there, and then write it into the
            pages:  mvn -q -pl examples -am verify -DskipITs -Ddocs.update=true -Dtest=PagesTest \
            -Dsurefire.failIfNoSpecifiedTests=false
            A new block needs the comment <!-- region: name --> in the line above its ```java.""";

    @Test
    void eachBlockOfJavaIsARegionOfAnExample() throws IOException {
        Map<String, String> regions = Regions.in(Pages.root().resolve("examples/src"));
        boolean update = Boolean.getBoolean("docs.update");
        StringBuilder faults = new StringBuilder();
        Set<String> shown = new HashSet<>();
        for (Path page : Pages.all()) {
            for (Pages.Block block : Pages.javaBlocks(page)) {
                shown.add(block.name());
                String region = regions.get(block.name());
                String place = Pages.root().relativize(page) + ":" + block.line();
                if (region == null) {
                    faults.append("\n%s: there is no region '%s'\n".formatted(place, block.name()));
                } else if (update) {
                    Pages.replace(block, region);
                } else if (!region.equals(block.text())) {
                    faults.append("\n%s differs from region '%s':\n".formatted(place, block.name()))
                            .append(difference(region, block.text()));
                }
            }
        }
        regions.keySet().stream()
                .filter(name -> !shown.contains(name))
                .forEach(name -> faults.append("\nno page shows the region '%s'\n".formatted(name)));
        assertThat(faults.toString()).as(faults + REMEDY).isEmpty();
    }

    /** Lines that both begin or end with are left out. */
    private static String difference(String region, String page) {
        List<String> code = region.lines().toList();
        List<String> text = page.lines().toList();
        int head = 0;
        while (head < Math.min(code.size(), text.size()) && code.get(head).equals(text.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(code.size(), text.size()) - head
                && code.get(code.size() - 1 - tail).equals(text.get(text.size() - 1 - tail))) {
            tail++;
        }
        StringBuilder difference = new StringBuilder();
        text.subList(head, text.size() - tail)
                .forEach(line -> difference.append("  page - ").append(line).append('\n'));
        code.subList(head, code.size() - tail)
                .forEach(line -> difference.append("  code + ").append(line).append('\n'));
        return difference.toString();
    }

    private static final Pattern NAMED = Pattern.compile("([A-Z]\\w+)[.#]([a-z]\\w*)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    /** {@code Type.member} in a line of text, where Type is one of our public types. */
    @Test
    void theMembersThatPagesNameExist() throws Exception {
        Map<String, Class<?>> types = publicTypes();
        assertThat(types).containsKeys("FFmpeg", "FFmpegJob", "StreamSpec");
        List<String> missing = new ArrayList<>();
        for (Path page : Pages.all()) {
            Matcher code = CODE.matcher(withoutFences(Files.readString(page)));
            while (code.find()) {
                Matcher named = NAMED.matcher(code.group(1));
                while (named.find()) {
                    Class<?> type = types.get(named.group(1));
                    if (type != null && !has(type, named.group(2))) {
                        missing.add(Pages.root().relativize(page) + " names " + named.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean has(Class<?> type, String member) {
        return Stream.of(Arrays.stream(type.getMethods()), Arrays.stream(type.getFields()))
                .flatMap(s -> s)
                .anyMatch(each -> ((java.lang.reflect.Member) each).getName().equals(member));
    }

    /** The public types of the core, the test kit and the jobs module, by their simple names. */
    private static Map<String, Class<?>> publicTypes() throws Exception {
        Map<String, Class<?>> types = new TreeMap<>();
        for (String module : List.of("core", "testkit")) {
            types.putAll(publicTypes(Pages.root().resolve(module).resolve("src/main/java")));
        }
        types.put("JobDocument", JobDocument.class); // of that module the rest is not exported
        types.put("RunJson", RunJson.class);
        return types;
    }

    private static Map<String, Class<?>> publicTypes(Path sources) throws Exception {
        Map<String, Class<?>> types = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                String name =
                        sources.relativize(file).toString().replace(".java", "").replace('/', '.');
                if (!name.endsWith("-info")) {
                    Class<?> type = Class.forName(name, false, PagesTest.class.getClassLoader());
                    if (java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
                        types.put(type.getSimpleName(), type);
                    }
                }
            }
        }
        return types;
    }

    @Test
    void eachKindOfFailureHasARow() throws IOException {
        String page = Files.readString(Pages.root().resolve("docs/errors.md"));
        for (FailureKind kind : FailureKind.values()) {
            String row = "| `" + kind + "`" + (kind.isTransient() ? " ↻" : "") + " | ";
            assertThat(page).as("a row of docs/errors.md").contains(row);
        }
    }

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void theFilesThatPagesLinkToExist() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : Pages.all()) {
            Matcher link = LINK.matcher(withoutFences(Files.readString(page)));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                    dead.add(Pages.root().relativize(page) + " links to " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static String withoutFences(String page) {
        return page.replaceAll("(?ms)^```.*?^```$", "");
    }
}
