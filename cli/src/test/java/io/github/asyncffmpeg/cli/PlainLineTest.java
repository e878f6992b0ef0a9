package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Command lines that are read without picocli mean what they mean to picocli. */
class PlainLineTest {

    private static final List<String> WORDS = List.of(
            "run",
            "convert",
            "probe",
            "check",
            "help",
            "a.mp4",
            "b c.mov",
            "-",
            "--",
            "",
            "x=y",
            "@me",
            "'q'",
            "\"q\"",
            "--json",
            "--jobs",
            "-j",
            "-j3",
            "3",
            "0",
            "-1",
            "x",
            "--jobs=2",
            "--json=false",
            "--to",
            ".mp4",
            "--to=o/",
            "--copy",
            "-r",
            "--recursive",
            "-rn",
            "-n",
            "--dry-run",
            "--fail-fast",
            "--overwrite",
            "--resume",
            "--help",
            "-h",
            "--version",
            "-V",
            "--rerun-failed",
            "--retries",
            "--retry-on",
            "network,any",
            "--timeout",
            "90s",
            "--timeout=1h",
            "--stall-timeout",
            "--partial",
            "keep",
            "KEEP",
            "--journal",
            "j.ndjson",
            "--web",
            "--web=0",
            "--var",
            "--only",
            "hd*",
            "--limit",
            "gpu=1",
            "--progress",
            "none",
            "--progress=bar",
            "--progress=",
            "--color",
            "never",
            "--events",
            "e.ndjson",
            "--ffmpeg",
            "/usr/bin",
            "--grace",
            "2s",
            "--nonsense",
            "--jso");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "probe a.mp4",
                "probe --json -j 2 a.mp4 b.mp4",
                "probe --jobs=2 --ffmpeg /usr/bin/ffmpeg http://a/b",
                "run jobs.yaml",
                "run jobs.yaml -j 2 --progress none",
                "run --progress=plain --journal j.ndjson --resume jobs.yaml --overwrite --fail-fast -n",
                "run jobs.yaml --retries 2 --retry-on network,disk-full --timeout 1h --stall-timeout 10s --partial KEEP",
                "run jobs.yaml --rerun-failed --color never --events e.ndjson --grace 3s --ffmpeg f",
                "convert a b --to .mp4",
                "convert a --to .mp4 -r --copy -n -- -c:v libx264 --help",
                "-- -version",
                "-- -i a -- -y",
                "--timeout 3s --stall-timeout=2s --progress bar --events e --grace 1s --ffmpeg f -- -i a"
            })
    void readsWhatIsWrittenMostly(String line) {
        String[] words = line.split(" ", -1);
        assertThat(PlainLine.read(words)).isPresent();
        assertThat(plain(words)).isEqualTo(Optional.of(picocli(words)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "probe",
                "probe --help",
                "probe --json --json a",
                "probe -j x a",
                "run a.yaml b.yaml",
                "run a.yaml --progress",
                "run a.yaml --progress much",
                "run a.yaml -j 0",
                "run a.yaml -j 2 --jobs 3",
                "run a.yaml --web",
                "run a.yaml -- x",
                "convert a",
                "convert --to .mp4",
                "convert --to .mp4 -- a",
                "probe -- -a.mp4",
                "a.mp4",
                "--",
                "--progress bar",
                "--events run -- -i a",
                "check a.yaml"
            })
    void leavesTheRestToPicocli(String line) {
        assertThat(PlainLine.read(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEmpty();
    }

    @Test
    void readsNoLineInAnotherWay() {
        Random dice = new Random(7);
        int read = 0;
        for (int i = 0; i < 6_000; i++) {
            List<String> line = new ArrayList<>(List.of(WORDS.get(dice.nextInt(3))));
            for (int more = dice.nextInt(6); more > 0; more--) {
                line.add(WORDS.get(dice.nextInt(WORDS.size())));
            }
            String[] words = line.toArray(String[]::new);
            Optional<Map<String, Object>> plain = plain(words);
            if (plain.isPresent()) {
                read++;
                assertThat(plain.get()).as(line::toString).isEqualTo(picocli(words));
            }
        }
        assertThat(read).isGreaterThan(200);
    }

    @Test
    void knowsTheNamesOfAllCommands() {
        StringWriter nowhere = new StringWriter();
        CommandLine all = Main.program(new PrintWriter(nowhere), new PrintWriter(nowhere), "--help");
        assertThat(all.getSubcommands().keySet()).hasSize(9).allMatch(Commands::isName);
    }

    private static Optional<Map<String, Object>> plain(String... words) {
        return PlainLine.read(words).map(line -> settings(line.command(), line.rest()));
    }

    private static Map<String, Object> picocli(String... words) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine program = Main.program(nowhere, nowhere, words);
        ParseResult[] parsed = new ParseResult[1];
        assertThatCode(() -> parsed[0] = program.parseArgs(words))
                .as(() -> Arrays.toString(words))
                .doesNotThrowAnyException();
        ParseResult called = parsed[0].hasSubcommand() ? parsed[0].subcommand() : parsed[0];
        assertThat(called.isUsageHelpRequested() || called.isVersionHelpRequested())
                .as(() -> Arrays.toString(words))
                .isFalse();
        assertThat(parsed[0].hasSubcommand()).isEqualTo(Commands.isName(words[0]));
        return settings(called.commandSpec().userObject(), List.of());
    }

    /** All that picocli sets, by name; the words that come after two dashes stand behind the others, as with picocli. */
    private static Map<String, Object> settings(Object command, List<String> rest) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("command", command.getClass());
        add(settings, command.getClass(), command);
        settings.computeIfPresent("words", (name, words) -> {
            List<Object> all = new ArrayList<>((List<?>) words);
            all.addAll(rest);
            return all;
        });
        return settings;
    }

    private static void add(Map<String, Object> settings, Class<?> type, Object of) {
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == CommandSpec.class
                    || Modifier.isStatic(field.getModifiers())
                    || field.isSynthetic()) {
                continue;
            }
            try {
                field.setAccessible(true);
                Object value = field.get(of);
                if (value != null && value.getClass().getSimpleName().endsWith("Mixin")) {
                    add(settings, value.getClass(), value);
                } else {
                    settings.put(field.getName(), String.valueOf(value).equals("null") ? "" : value);
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            add(settings, type.getSuperclass(), of);
        }
    }
}
