package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the temporary name of each output, and what must be told to FFmpeg so that it writes there. It looks at links, and
 * writes nothing. For one command, one thread.
 */
final class Staging {

    /** Beside the playlist, whatever its name says: FFmpeg 5.1 and 8.0 put the playlist's folder before it. */
    private static final List<String> NAMES_BESIDE_A_PLAYLIST = List.of("hls_fmp4_init_filename", "master_pl_name");

    private static final List<String> NAMES_BESIDE_A_MANIFEST =
            List.of("init_seg_name", "media_seg_name", "single_file_name", "hls_master_name");

    private static final Pattern FILE_BY_PROTOCOL =
            Pattern.compile("(?:tee|md5|crypto(?:\\+file)?):(?!\\w+://).+", Pattern.DOTALL);

    private static final int MOST_LINKS = 40;

    private final CompiledCommand command;
    private final @Nullable Path directory;
    private final Abandonment owners;

    /**
     * For a command.
     *
     * @param command the command of the spec
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     * @param owners gives out owners
     */
    Staging(CompiledCommand command, @Nullable Path directory, Abandonment owners) {
        this.command = command;
        this.directory = directory;
        this.owners = owners;
    }

    /** The outputs that are files of this machine. */
    List<StagedOutput> outputs() {
        List<StagedOutput> staged = new ArrayList<>();
        for (int number = 0; number < command.outputs().size(); number++) {
            output(number).ifPresent(staged::add);
        }
        return staged;
    }

    private Optional<StagedOutput> output(int number) {
        MediaTarget target = command.outputs().get(number);
        OutputForm form = command.outputForm(number);
        if (form == OutputForm.OTHER) {
            throw fault(
                    target,
                    "writes files whose names only its muxer knows ("
                            + command.outputOption(number, "f").orElse("") + ")");
        }
        if (FILE_BY_PROTOCOL.matcher(target.argument()).matches()) {
            throw fault(target, "writes files by a protocol of FFmpeg's");
        }
        Optional<Path> named = form == OutputForm.NO_FILE ? Optional.empty() : TargetFile.of(target, directory);
        if (named.isEmpty() || named.get().getFileName() == null) {
            return Optional.empty();
        }
        if (form == OutputForm.ONE_FILE) {
            return file(number, target, named.get());
        }
        return Optional.of(folder(number, target, form, named.get()));
    }

    private Path seen(Path file) {
        return directory == null ? file : directory.resolve(file);
    }

    /** A device, a FIFO and a folder stay as they are: FFmpeg writes to the first two, and says what it thinks of a folder. */
    private Optional<StagedOutput> file(int number, MediaTarget target, Path named) {
        Path last = withoutLinks(named);
        boolean isFolder = !target.argument().endsWith(String.valueOf(named.getFileName())); // "folder/"
        if (isFolder || (Files.exists(last) && !Files.isRegularFile(last))) {
            return Optional.empty();
        }
        Path folder = Objects.requireNonNull(last.toAbsolutePath().getParent(), "a file lies in a folder");
        String tail = String.valueOf(last.getFileName());
        PartialName names = PartialName.ofLinked(tail, String.valueOf(named.getFileName()));
        PartialOwner owner = owners.next();
        String temporary = names.temporary(owner);
        MediaTarget written;
        if (!last.equals(named)) {
            written = MediaTarget.of(last.toAbsolutePath().resolveSibling(temporary));
        } else if (target instanceof MediaTarget.LocalFile file) {
            written = MediaTarget.of(file.path().resolveSibling(temporary));
        } else {
            String text = target.argument();
            written = MediaTarget.of(text.substring(0, text.length() - tail.length()) + temporary);
        }
        return Optional.of(new StagedOutput(
                number, target, written, List.of(), named, folder, tail, names, owner, false, Set.of(), Set.of(),
                List.of()));
    }

    /** FFmpeg writes through a link; a rename would replace it. */
    static Path withoutLinks(Path named) {
        Path last = named;
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(last); i++) {
            try {
                last = last.resolveSibling(Files.readSymbolicLink(last));
            } catch (IOException unreadable) {
                return named;
            }
        }
        return last;
    }

    private StagedOutput folder(int number, MediaTarget target, OutputForm form, Path named) {
        Split split = Split.of(target.argument(), form == OutputForm.HLS);
        Path folder = folder(target, split, form);
        PartialName names = PartialName.ofFolder(split.tail());
        PartialOwner owner = owners.next();
        String temporary = names.temporary(owner);
        Set<String> lists = new TreeSet<>();
        List<String> options = new ArrayList<>();
        if (form == OutputForm.HLS) {
            follow(number, target, "hls_segment_filename", folder, temporary, options);
            if (command.outputOption(number, "hls_flags").orElse("").contains("append_list")) {
                throw goesOn(target);
            }
            if (command.outputOption(number, "hls_subtitle_path").isPresent()) {
                throw fault(target, "has a folder of its own for subtitles (hls_subtitle_path)");
            }
        } else if (form == OutputForm.SEGMENTS) {
            follow(number, target, "segment_list", folder, temporary, options).ifPresent(lists::add);
            follow(number, target, "segment_header_filename", folder, temporary, options);
        }
        return new StagedOutput(
                number,
                target,
                MediaTarget.of(split.with(temporary)),
                options,
                named,
                folder,
                split.tail(),
                names,
                owner,
                true,
                lists,
                masters(number, form),
                inside(number, target, form));
    }

    private Path folder(MediaTarget target, Split split, OutputForm form) {
        String text = split.folder();
        if (form == OutputForm.PICTURES || form == OutputForm.SEGMENTS) {
            text = text.replace("%%", "\0");
            if (text.indexOf('%') >= 0) {
                throw fault(target, "has a pattern in the name of its folder");
            }
            text = text.replace('\0', '%');
        }
        return seen(Path.of(text)).toAbsolutePath();
    }

    /** An option that names a file of its own, which must lie where the others lie: then it goes where they go. */
    private Optional<String> follow(
            int number, MediaTarget target, String option, Path folder, String temporary, List<String> options) {
        String value = command.outputOption(number, option).orElse("");
        Optional<Path> file = value.isEmpty() ? Optional.empty() : TargetFile.of(MediaTarget.of(value));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Split split = Split.of(value, true);
        Path beside;
        try {
            beside = seen(Path.of(split.folder())).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw fault(target, option + " is no file: " + value);
        }
        if (!beside.normalize().equals(folder.normalize())) {
            throw fault(target, "has files in two folders, " + folder + " and " + beside + " (" + option + ")");
        }
        options.addAll(List.of("-" + option, split.with(temporary)));
        return Optional.of(split.tail());
    }

    private Set<String> masters(int number, OutputForm form) {
        if (form == OutputForm.HLS) {
            return command.outputOption(number, "master_pl_name").map(Set::of).orElse(Set.of());
        }
        return form == OutputForm.DASH
                        && command.outputOption(number, "hls_playlist").isPresent()
                ? Set.of(command.outputOption(number, "hls_master_name").orElse("master.m3u8"))
                : Set.of();
    }

    /** FFmpeg makes no folders for the segments of a manifest; where the user had made some, ours has them too. */
    private List<String> inside(int number, MediaTarget target, OutputForm form) {
        List<String> folders = new ArrayList<>();
        List<String> options = switch (form) {
            case HLS -> NAMES_BESIDE_A_PLAYLIST;
            case DASH -> NAMES_BESIDE_A_MANIFEST;
            default -> List.of();
        };
        for (String option : options) {
            String name = command.outputOption(number, option).orElse("");
            int slash = name.lastIndexOf('/');
            boolean elsewhere = name.startsWith("/") || ("/" + name + "/").contains("/../");
            if (elsewhere || (slash >= 0 && (form == OutputForm.HLS || name.lastIndexOf('$', slash) >= 0))) {
                throw fault(target, "has files in another folder than its own: " + option + " " + name);
            }
            if (slash >= 0) {
                folders.add(name.substring(0, slash));
            }
        }
        return folders;
    }

    private static FFmpegSpecException goesOn(MediaTarget target) {
        return new FFmpegSpecException(
                "output '" + target + "' goes on with a playlist that is there already, but not in"
                        + " the temporary folder (append_list; numberedOutputs and supervised runs add it to HLS with MPEG-TS"
                        + " segments). Leave partialOutput out: the playlist names only segments that are whole. Or have a"
                        + " playlist for each run, with hls_segment_type fmp4, or by names of your own and no numberedOutputs");
    }

    private static FFmpegSpecException fault(MediaTarget target, String why) {
        return new FFmpegSpecException(
                "output '" + target + "' " + why
                        + ": that cannot be written under a temporary name first. Leave partialOutput out, or change the output");
    }

    /** A target of many files, cut where the temporary folder goes in between. */
    private record Split(String head, String tail) {

        /**
         * Cuts a text.
         *
         * @param variants whether a folder in it may be a pattern, {@code stream_%v}: then all from there on is the tail
         */
        static Split of(String text, boolean variants) {
            int start = text.startsWith("file:") ? "file:".length() : 0;
            int last = text.lastIndexOf('/');
            int pattern = variants ? text.indexOf('%', start) : -1;
            int cut = pattern < 0 || pattern > last ? last : text.lastIndexOf('/', pattern);
            return cut < start
                    ? new Split(text.substring(0, start), text.substring(start))
                    : new Split(text.substring(0, cut + 1), text.substring(cut + 1));
        }

        String folder() {
            return head.startsWith("file:") ? head.substring("file:".length()) : head;
        }

        String with(String temporary) {
            return head + temporary + "/" + tail;
        }
    }
}
