package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.cli.display.Size;
import io.github.asyncffmpeg.cli.folder.MediaNames;
import io.github.asyncffmpeg.jobs.internal.plan.RawName;
import io.github.asyncffmpeg.jobs.internal.plan.SearchException;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.probe.MediaInfo;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg probe FILE…}. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Says what is in files: one in detail, several as a table. A folder is all the media files in it.",
            "A name with :// in it is a URL, - is stdin, and every other name is one file, whatever characters it has."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg probe holiday.mov",
            "  asyncffmpeg probe *.mp4",
            "  asyncffmpeg probe --json *.mkv | jq -r 'select(.duration > 60) | .file'",
            "",
            "Exit codes: 0 all read, 1 some could not be read, 2 nothing was started, 130 Ctrl+C, 143 SIGTERM"
        })
final class ProbeCommand implements Callable<Integer>, PlainCommand {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders or URLs.")
    private List<String> names = new ArrayList<>();

    private int unread;

    @Option(names = "--json", description = "One JSON object for each file, one a line, in the order of the files.")
    private boolean json;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "How many are read at a time; by default as many as there are processors.")
    private @Nullable Integer jobs;

    @Mixin
    private final ExecutableMixin ffmpeg = new ExecutableMixin();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public boolean flag(String name) {
        json |= name.equals("--json");
        return name.equals("--json");
    }

    @Override
    public boolean option(String name, String value) {
        if (name.equals("--jobs")) {
            jobs = Integer.valueOf(value);
            return true;
        }
        return ffmpeg.option(name, value);
    }

    @Override
    public boolean word(String word) {
        return names.add(word);
    }

    @Override
    public boolean isComplete() {
        return !names.isEmpty();
    }

    @Override
    public Integer call() throws CannotStart {
        return run(List.of(), spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    @Override
    public int run(List<String> none, PrintWriter out, PrintWriter err) throws CannotStart {
        if (jobs != null && jobs < 1) {
            throw new CannotStart("-j takes a number above 0, not " + jobs + ".");
        }
        FFmpeg library = ffmpeg.builder().build();
        library.binary().requireFFprobe();
        names = expanded(err);
        List<ProbedFile> read = new ArrayList<>();
        int[] failed = {unread};
        probeAll(library.ffprobe(), file -> {
            if (json) {
                out.println(ProbeJson.line(file));
            }
            if (file.error() != null) {
                failed[0]++;
                err.println("asyncffmpeg: " + Words.visible(file.name()) + ": " + file.reason());
            } else if (!json) {
                read.add(file);
            }
        });
        MediaInfo only = read.size() == 1 && names.size() == 1 ? read.get(0).info() : null;
        List<String> lines = only == null
                ? ProbeTable.table(read, Size.ofStdout().map(Size::columns).orElse(Integer.MAX_VALUE))
                : ProbeTable.detail(read.get(0).name(), only);
        if (names.isEmpty() && unread == 0) {
            err.println("asyncffmpeg: there is no video or sound in the folder.");
        }
        lines.forEach(out::println);
        out.flush();
        err.flush();
        return failed[0] > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    private List<String> expanded(PrintWriter err) throws CannotStart {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            if (!isFolder(name)) {
                all.add(name);
                continue;
            }
            try {
                all.addAll(MediaNames.in(name, Path.of("").toAbsolutePath(), file -> {
                    unread++;
                    err.println("asyncffmpeg: " + Words.visible(file) + ": " + RawName.why());
                }));
            } catch (SearchException tooMany) {
                throw new CannotStart(Words.visible(name) + ": " + tooMany.sentence() + ".");
            }
        }
        return all;
    }

    private static boolean isFolder(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException noName) {
            return false;
        }
    }

    /** Several at a time, told of in their order. */
    private void probeAll(FFprobe ffprobe, Consumer<ProbedFile> reader) {
        int atATime = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        Deque<String> begunNames = new ArrayDeque<>();
        Deque<CompletableFuture<MediaInfo>> begun = new ArrayDeque<>();
        for (String name : names) {
            if (begun.size() >= atATime) {
                reader.accept(ProbedFile.of(begunNames.remove(), begun.remove()));
            }
            begunNames.add(name);
            begun.add(ProbedFile.begin(ffprobe, name));
        }
        while (!begun.isEmpty()) {
            reader.accept(ProbedFile.of(begunNames.remove(), begun.remove()));
        }
    }
}
