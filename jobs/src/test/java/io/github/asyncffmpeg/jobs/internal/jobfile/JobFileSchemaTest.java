package io.github.asyncffmpeg.jobs.internal.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Entries;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Items;
import io.github.asyncffmpeg.jobs.internal.jobfile.Value.Scalar;
import io.github.asyncffmpeg.jobs.internal.plan.FailureWords;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use and the reader of this program say the same of a file. */
class JobFileSchemaTest {

    private static final String SCHEMA = text("/io/github/asyncffmpeg/jobs/job-file.schema.json");

    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA, InputFormat.JSON);

    @TempDir
    Path folder;

    private JobTexts texts;

    @BeforeEach
    void set() throws Exception {
        texts = new JobTexts(folder).files("a.mov", "b.mov");
    }

    private static String text(String resource) {
        try (InputStream stream =
                Objects.requireNonNull(JobFileSchemaTest.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> bySchema(String yaml) {
        Optional<Value> value = YamlText.read(yaml, "jobs.yaml", new Problems());
        assertThat(value).as(yaml).isPresent();
        return VALIDATOR.validate(json(value.get()), InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** As an editor sees it: types by YAML's core schema. */
    private static String json(Value value) {
        if (value instanceof Items items) {
            return items.values().stream().map(JobFileSchemaTest::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Entries entries) {
            return entries.entries().stream()
                    .map(entry -> quoted(entry.key().text()) + ":" + json(entry.value()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        Scalar scalar = (Scalar) value;
        String text = scalar.text();
        if (!scalar.plain()) {
            return quoted(text);
        }
        if (scalar.isNothing()) {
            return "null";
        }
        if (text.matches("true|True|TRUE|false|False|FALSE")) {
            return text.toLowerCase(Locale.ROOT);
        }
        if (text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            return text;
        }
        return quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs: [{args: [-i, a.mov, o.mp4]}]",
                "jobs: [{command: ffmpeg -i a.mov o.mp4}]",
                "$schema: x\njobs: [{args: [-i, a.mov, -a, 5, -b, true, -c, null, -d, 1.5, -x, '', o.mp4]}]",
                "x-mine: {any: [thing]}\ndefaults:\nlimits:\nvars:\ndirectory: .\njobs: [{args: [-i, a.mov, o.mp4]}]",
                "defaults: {timeout: 90, stall-timeout: 1m30s, grace: 00:00:20, retries: 0, retry-on: any,"
                        + " overwrite: true, partial: keep, priority: -3, uses: {gpu: 1}, environment: {A: 1},"
                        + " niceness: 19, io-priority: idle, threads: 2, memory: 64MiB, max-output-size: 500,"
                        + " max-output-duration: 1.5h}\njobs: [{args: [-i, a.mov, o.mp4]}]",
                "jobs: [{args: [-i, a.mov, o.mp4], timeout: , retries: , partial: , io-priority: 3, retry-on: [disk-full, network]}]",
                "vars: {crf: 23, p: {w: 1}, open: y}\njobs: [{vars: {open: x}, args: [-i, '{open}', o.mp4]}]",
                "jobs: [{name: x, each: '*.mov', exclude: b.mov, args: [-i, '{input}', '{stem}.mp4']}]",
                "jobs: [{each: ['*.mov', '*.avi'], optional: true, args: [-i, '{input}', '{stem}.mp4']}]",
                "jobs: [{matrix: {p: [{name: hd, h: 1}, {name: sd, h: 2}], l: [1, b]}, args: [-i, a.mov, '{p}{l}.mp4']}]",
                "jobs: [{name: a, args: [-i, a.mov, o.mp4]}, {needs: a, args: [-i, a.mov, p.mp4]},"
                        + " {needs: [{job: a}, {job: a, same: []}], args: [-i, a.mov, q.mp4]}]",
                "jobs: [{inputs: {v: a.mov}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: {file: a.mov, options: {ss: 5, re: true, x: [1, 2], an: }}},"
                        + " filters: [{from: v:v, filter: scale, args: [1, 2], options: {flags: x}, to: s},"
                        + " {from: [v:a], filter: volume, args: 2, to: [t]}],"
                        + " outputs: [{target: x%d.png, from: s}, {file: t.wav, from: [t], options: {}}], global: [-v, 1]}]",
                "roots: {m: media}\njobs: [{version: 1.3, directory: {root: m}, inputs: {v: {root: m, file: a.mov}},"
                        + " filters: [{from: {stream: v:0, as: video}, graph: hflip, to: [{label: g, pad: 0}]},"
                        + " {from: g:v, filter: drawtext, args: [{literal: a%b}], options: {x: {literal: 1}}, to: t},"
                        + " {from: v:a, filter: ebur128, label: e}],"
                        + " outputs: [{root: m, pattern: x%d.png, folder: p, from: t:v, label: one, sinks: [e]}],"
                        + " global-last: [-benchmark], partial: none}]",
                "jobs: [{inputs: {v: a.mov}, filters: [{from: [v:v, v:a, v:v, v:a], filter: concat,"
                        + " options: {n: 2, v: 1, a: 1}, media: [video, audio], to: c}],"
                        + " outputs: [{pattern: x%d.png, from: c}]}]",
                "jobs: [{args: [-i, a.mov, o.mp4], directory: ., retries: 2000,"
                        + " retry-pauses: {first: 0s, multiplier: 1.5, longest: 1m, jitter: 0}, retry-on: any, max-log-size: 1M,"
                        + " pass: {number: 1, of: 2}, capture-stdout: 0, stdin: {base64: aGk=}, numbered-outputs: false,"
                        + " make-folders: true, skip-existing: true, sweep-leftovers: true, untrusted: strict}]",
                "jobs: [{args: [-i, a.mov, o.mp4], untrusted: {formats: [mov], max-pixels: 9M, max-streams: 3,"
                        + " max-duration: 1h, probe-size: 1M, analyze-duration: 5s}}]"
            })
    void whatIsRightForOneIsRightForTheOther(String yaml) throws Exception {
        String text = yaml.startsWith("$schema") ? yaml.replaceFirst("\n", "\nversion: 1\n") : "version: 1\n" + yaml;
        assertThat(bySchema(text)).as(text).isEmpty();
        assertThat(texts.plan(text).jobs()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs: []",
                "jobs: {}",
                "jobs:",
                "other: 1\njobs: [{args: [a.mp4]}]",
                "version: 2\njobs: [{args: [a.mp4]}]",
                "jobs: [{}]",
                "jobs: [text]",
                "jobs: [{args: -i a.mov o.mp4}]",
                "jobs: [{args: []}]",
                "jobs: [{command: [-i, a.mov, o.mp4]}]",
                "jobs: [{command: ''}]",
                "jobs: [{command: ffmpeg -i a.mov o.mp4, args: [o.mp4]}]",
                "jobs: [{command: ffmpeg -i a.mov o.mp4, outputs: [o.mp4]}]",
                "jobs: [{args: [[a]]}]",
                "jobs: [{args: [o.mp4], outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: a.mov}}]",
                "jobs: [{inputs: {v: a.mov}, outputs: []}]",
                "jobs: [{inputs: {'v:x': a.mov}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: {file: a.mov, target: b}}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: {}}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: {file: a.mov, opts: {}}}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: [a.mov]}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: a.mov}, outputs: [{file: o.mp4, form: v}]}]",
                "jobs: [{inputs: {v: a.mov}, filters: [{from: v}], outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: a.mov}, filters: [{from: v, filter: hflip, to: 'a b'}], outputs: [{file: o.mp4, from: v}]}]",
                "jobs: [{inputs: {v: a.mov}, filters: {}, outputs: [o.mp4]}]",
                "jobs: [{args: [o.mp4], timeout: soon}]",
                "jobs: [{args: [o.mp4], timeout: 0}]",
                "jobs: [{args: [o.mp4], timeout: '0s'}]",
                "jobs: [{args: [o.mp4], timeout: -5}]",
                "jobs: [{args: [o.mp4], retries: -1}]",
                "jobs: [{args: [o.mp4], retries: '1'}]",
                "jobs: [{args: [o.mp4], retries: 1.5}]",
                "jobs: [{args: [o.mp4], retry-on: [nothing]}]",
                "jobs: [{args: [o.mp4], overwrite: yes}]",
                "jobs: [{args: [o.mp4], partial: some}]",
                "jobs: [{args: [o.mp4], niceness: 20}]",
                "jobs: [{args: [o.mp4], io-priority: 8}]",
                "jobs: [{args: [o.mp4], threads: 0}]",
                "jobs: [{args: [o.mp4], memory: lots}]",
                "jobs: [{args: [o.mp4], uses: {gpu: 0}}]",
                "jobs: [{args: [o.mp4], uses: [gpu]}]",
                "jobs: [{args: [o.mp4], environment: {'A=': b}}]",
                "jobs: [{args: [o.mp4], environment: {A: [b]}}]",
                "jobs: [{args: [o.mp4], exclude: x}]",
                "jobs: [{args: [o.mp4], optional: true}]",
                "jobs: [{args: [o.mp4], each: []}]",
                "jobs: [{args: [o.mp4], matrix: {input: [a]}}]",
                "jobs: [{args: [o.mp4], matrix: {a: []}}]",
                "jobs: [{args: [o.mp4], matrix: {a: b}}]",
                "jobs: [{args: [o.mp4], matrix: {a: [[b]]}}]",
                "jobs: [{args: [o.mp4], matrix: {a: [{}]}}]",
                "jobs: [{args: [o.mp4], vars: {'1a': b}}]",
                "jobs: [{args: [o.mp4], vars: {a: [b]}}]",
                "jobs: [{args: [o.mp4], needs: {same: input}}]",
                "jobs: [{args: [o.mp4], needs: [[a]]}]",
                "jobs: [{args: [o.mp4], name: ''}]",
                "jobs: [{args: [o.mp4], name: [a]}]",
                "limits: {gpu: lots}\njobs: [{args: [o.mp4]}]",
                "defaults: {name: x}\njobs: [{args: [o.mp4]}]",
                "defaults: []\njobs: [{args: [o.mp4]}]",
                "directory: [x]\njobs: [{args: [o.mp4]}]",
                "roots: [x]\njobs: [{args: [o.mp4]}]",
                "roots: {m: [x]}\njobs: [{args: [o.mp4]}]",
                "jobs: [{version: 2, args: [o.mp4]}]",
                "jobs: [{args: [o.mp4], global-last: [-y]}]",
                "jobs: [{args: [o.mp4], directory: {file: x}}]",
                "jobs: [{args: [o.mp4], pass: 1}]",
                "jobs: [{args: [o.mp4], pass: {number: 1}}]",
                "jobs: [{args: [o.mp4], capture-stdout: 1048577}]",
                "jobs: [{args: [o.mp4], stdin: text}]",
                "jobs: [{args: [o.mp4], untrusted: lax}]",
                "jobs: [{args: [o.mp4], untrusted: {max-streams: 0}}]",
                "jobs: [{args: [o.mp4], retry-pauses: {jitter: 2}}]",
                "jobs: [{args: [o.mp4], retry-pauses: {multiplier: 0.5}}]",
                "jobs: [{inputs: {v: {target: x, folder: y}}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: {target: x, root: y}}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: {file: x, pattern: y}}, outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: a.mov}, filters: [{from: v, graph: x, filter: y, to: z}], outputs: [{file: o.mp4, from: z}]}]",
                "jobs: [{inputs: {v: a.mov}, filters: [{from: v, filter: y, args: [{text: 1}], to: z}], outputs: [{file: o.mp4, from: z}]}]",
                "jobs: [{inputs: {v: a.mov}, filters: [{from: v, filter: y, to: [{pad: 1}]}], outputs: [o.mp4]}]",
                "jobs: [{inputs: {v: a.mov}, filters: [{from: v, filter: concat, media: [data], to: z}], outputs: [{file: o.mp4, from: z}]}]",
                "jobs: [{inputs: {v: a.mov}, outputs: [{file: o.mp4, from: [{stream: v, as: data}]}]}]",
                "jobs: [{inputs: {v: a.mov}, outputs: [{file: o.mp4, from: [{as: video}]}]}]",
                "jobs: [{probe: a.mov}]",
                "jobs: [{name: a, probe: }]",
                "jobs: [{name: a, probe: {}}]",
                "jobs: [{name: a, probe: {file: a.mov, encoder: x}}]",
                "jobs: [{name: a, probe: a.mov, args: [o.mp4]}]",
                "jobs: [{name: a, probe: a.mov, recipe: x}]",
                "jobs: [{name: a, probe: a.mov, measure: crop}]",
                "jobs: [{name: a, recipe: x, outputs: [o.mp4]}]",
                "jobs: [{name: a, recipe: x, recipe-version: 0}]",
                "jobs: [{name: a, recipe: x, parameters: [y]}]",
                "jobs: [{name: a, recipe: x, parameters: {y: [z]}}]",
                "jobs: [{args: [o.mp4], parameters: {y: z}}]",
                "jobs: [{args: [o.mp4], measure: loud}]",
                "jobs: [{args: [o.mp4], when: [a]}]"
            })
    void whatIsWrongForOneIsWrongForTheOther(String yaml) {
        String text = yaml.startsWith("version") ? yaml : "version: 1\n" + yaml;
        assertThat(texts.problems(text)).as(text).isNotEmpty();
        assertThat(bySchema(text)).as(text).isNotEmpty();
    }

    /** What a schema cannot say: who is named by whom, which files there are, what is in a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs: [{args: [-i, '{nothing}', o.mp4]}]",
                "jobs: [{args: [-i, '{', o.mp4]}]",
                "jobs: [{args: [-i, a.mov, a.mov]}]",
                "jobs: [{args: [-i, a.mov, o.mp4], needs: nobody}]",
                "jobs: [{args: [-i, a.mov, o.mp4]}, {args: [-i, b.mov, o.mp4]}]",
                "jobs: [{each: '*.avi', args: [-i, '{input}', o.mp4]}]",
                "jobs: [{each: '[', args: [-i, '{input}', o.mp4]}]",
                "jobs: [{args: [ffmpeg, -i, a.mov, o.mp4]}]",
                "jobs: [{args: [-i, a.mov, o.mp4], memory: 1M}]",
                "jobs: [{args: [-i, a.mov, o.mp4], timeout: 1e3}]",
                "vars: {open: }\njobs: [{args: [-i, a.mov, o.mp4]}]",
                "directory: nowhere\njobs: [{args: [-i, a.mov, o.mp4]}]",
                "limits: {gpu: 1}\njobs: [{args: [-i, a.mov, o.mp4], uses: {gpu: 2}}]",
                "jobs: [{inputs: {v: a.mov}, outputs: [{file: o.mp4, from: w}]}]",
                "jobs: [{inputs: {v: a.mov, w: b.mov}, outputs: [o.mp4]}]",
                "jobs: [{args: [-i, a.mov, o.mp4], when: 'look.height > 720'}]",
                "jobs: [{args: [-i, a.mov, o.mp4], when: 'look.height >'}]"
            })
    void theReaderKnowsMore(String yaml) {
        assertThat(bySchema("version: 1\n" + yaml)).isEmpty();
        assertThat(texts.problems("version: 1\n" + yaml)).isNotEmpty();
    }

    @Test
    void everyKeyAndEveryFailureIsInTheSchema() {
        List<String> words = new ArrayList<>(JobFile.KEYS);
        words.addAll(JobReader.KEYS);
        words.addAll(SettingsReader.KEYS);
        words.addAll(FailureWords.all());
        assertThat(words).allSatisfy(word -> assertThat(SCHEMA).contains("\"" + word + "\""));
    }

    @Test
    void theSchemaIsASchema() throws Exception {
        Path file = Files.writeString(folder.resolve("schema.json"), SCHEMA);
        assertThat(Files.readString(file)).contains("https://json-schema.org/draft/2020-12/schema");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(SCHEMA, InputFormat.JSON))
                .isEmpty();
    }
}
