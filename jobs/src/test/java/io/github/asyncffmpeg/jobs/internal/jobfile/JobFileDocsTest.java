package io.github.asyncffmpeg.jobs.internal.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/job-files.md are job files. */
class JobFileDocsTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static Path page() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve("docs")) ? here : here.resolveSibling("");
        return (Files.isDirectory(root.resolve("docs")) ? root : here.getParent()).resolve("docs/job-files.md");
    }

    @Test
    void everyExampleIsAPlan() throws Exception {
        JobTexts texts = new JobTexts(folder).files("incoming/a.mov", "incoming/old/b.mov", "incoming/deep/c.mp4");
        List<List<String>> ids = new ArrayList<>();
        Matcher examples = YAML.matcher(Files.readString(page()));
        while (examples.find()) {
            Plan plan = texts.plan(examples.group(1));
            ids.add(JobTexts.ids(plan));
        }
        assertThat(ids)
                .containsExactly(
                        List.of("talk"),
                        List.of("small"),
                        List.of(
                                "web-a-hd-en",
                                "web-a-hd-de",
                                "web-a-sd-en",
                                "web-a-sd-de",
                                "web-c-hd-en",
                                "web-c-hd-de",
                                "web-c-sd-en",
                                "web-c-sd-de"),
                        List.of("branded"),
                        List.of("rare"),
                        List.of("mezzanine-a", "thumbnail-a", "sheet"),
                        List.of("measure-a", "small-a"),
                        List.of("fast", "small"),
                        List.of("slow"));
    }

    @Test
    void everyKeyHasItsWords() throws Exception {
        String page = Files.readString(page());
        List<String> keys = new ArrayList<>(JobFile.KEYS);
        keys.addAll(JobReader.KEYS);
        assertThat(keys).allSatisfy(key -> assertThat(page).contains(key));
    }
}
