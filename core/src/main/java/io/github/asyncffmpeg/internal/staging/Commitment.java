package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.internal.compile.OutputName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run has written and not given its name: exactly these files, known by their size, their time and a digest of both
 * ends. Whoever stores it commits it, once or several times: the second time finds all in its place. A file that is
 * another one by then, because a run that was cut off still writes, is not committed.
 *
 * <p>Data; it holds nothing open. {@link #commit} and {@link #giveUp} block, and are for one thread.
 *
 * @param entries what is to be committed
 */
public record Commitment(List<Entry> entries) {

    /** Copies the list. */
    public Commitment {
        entries = List.copyOf(entries);
    }

    /**
     * One output.
     *
     * @param output where it lies and where it goes
     * @param state what it becomes: {@code COMMITTED} or {@code SHORT}
     * @param overwrite whether it may replace what has its name
     * @param names under which it may write, seen from its folder
     * @param files what it consists of
     */
    public record Entry(
            StagedOutput output,
            OutputFate.State state,
            boolean overwrite,
            List<OutputName> names,
            List<FileMark> files) {

        /** Copies the lists. */
        public Entry {
            names = List.copyOf(names);
            files = List.copyOf(files);
        }

        private OutputSettling settling() {
            PartialFates marks = new PartialFates(OutputFate.State.MARKED, OutputFate.State.MARKED);
            return new OutputSettling(output, marks, overwrite, false, names);
        }

        private Path here(FileMark file) {
            return output.many() ? output.temporary().resolve(file.name()) : output.temporary();
        }

        private Path there(FileMark file) {
            return output.many() ? output.folder().resolve(file.name()) : output.last();
        }

        /** Its files by their names when it is committed. */
        private List<Path> named() {
            return output.many()
                    ? WrittenFiles.inOrder(files.stream().map(this::there).toList())
                    : List.of(output.named());
        }

        /**
         * Whether all is in its place already.
         *
         * @throws IOException if a file is in neither place as it was
         */
        private boolean isDone() throws IOException {
            boolean done = true;
            for (FileMark file : files) {
                if (Files.exists(here(file))) {
                    if (!file.isAt(here(file))) {
                        throw new IOException("it was written to after it was checked");
                    }
                    done = false;
                } else if (!file.isAt(there(file))) {
                    throw new NoSuchFileException(here(file).toString());
                }
            }
            return done;
        }
    }

    /**
     * Gives the outputs their names.
     *
     * @return what became of them
     */
    public OutputSettlement commit() {
        List<OutputFate> fates = new ArrayList<>();
        List<List<Path>> files = new ArrayList<>();
        Optional<OutputFault> fault = Optional.empty();
        for (Entry entry : entries) {
            OutputSettling settling = entry.settling();
            try {
                fates.add(commit(entry, settling));
            } finally {
                OutputClaims.release(entry.output());
            }
            while (files.size() < entry.output().number()) {
                files.add(List.of());
            }
            files.add(settling.fault().isPresent() ? settling.files() : entry.named());
            fault = fault.or(settling::fault);
        }
        return new OutputSettlement(fates, fault, fault.isEmpty(), files);
    }

    private static OutputFate commit(Entry entry, OutputSettling settling) {
        StagedOutput output = entry.output();
        try {
            if (entry.isDone() || hadTwoNames(entry)) {
                return output.fate(entry.state(), Optional.of(output.named()));
            }
        } catch (IOException e) {
            return settling.notSettled(e);
        }
        return settling.commit(entry.state());
    }

    /** A file gets its second name before it loses the first: whoever died between the two had committed it. */
    private static boolean hadTwoNames(Entry entry) throws IOException {
        Path temporary = entry.output().temporary();
        Path last = entry.output().last();
        if (entry.output().many() || !Files.exists(last) || !Files.isSameFile(last, temporary)) {
            return false;
        }
        Files.delete(temporary);
        return true;
    }

    /** Does not commit: what was written gets marked names. */
    public void giveUp() {
        for (Entry entry : entries) {
            try {
                if (Files.exists(entry.output().temporary())) {
                    entry.settling().marked();
                }
            } finally {
                OutputClaims.release(entry.output());
            }
        }
    }
}
