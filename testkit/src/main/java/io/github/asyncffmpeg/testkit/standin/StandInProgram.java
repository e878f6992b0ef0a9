package io.github.asyncffmpeg.testkit.standin;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stand-in itself. One thread does all the work and all the writing, as in ffmpeg, so that a full pipe that nobody
 * reads stalls it whole; stdin and signals only leave a request for it.
 */
public final class StandInProgram {

    private static final int SIGNALLED = 255;
    private static final int HARD_EXIT = 123;
    private static final byte[] MEDIA = new byte[32 * 1024];

    private final Settings settings;
    private final RecordFile journal;
    private final Requests requests = new Requests();
    private final OutputStream stdout = new FileOutputStream(FileDescriptor.out);
    private final OutputStream stderr = new FileOutputStream(FileDescriptor.err);
    private final boolean colored = System.getenv("AV_LOG_FORCE_COLOR") != null;
    private @Nullable OutputStream file;

    private StandInProgram(Settings settings, RecordFile journal) {
        this.settings = settings;
        this.journal = journal;
    }

    /**
     * Runs as ffmpeg would.
     *
     * @param arguments the command line of ffmpeg, with any number of {@code -standin NAME[=VALUE]}
     * @throws IOException if the record file or stderr cannot be written
     * @throws InterruptedException never: nobody interrupts the main thread
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = Settings.read(arguments, System.getenv("ASYNCFFMPEG_STANDIN"));
        RecordFile journal = new RecordFile(settings.recordDirectory);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("-standin")) {
                // Its value goes with it: the record shows the command line that ffmpeg would have got.
                i++;
            } else {
                journal.write("argument", arguments[i]);
            }
        }
        StandInProgram program = new StandInProgram(settings, journal);
        int code = program.run();
        journal.write("exit", Integer.toString(code));
        // Not System.exit: a shutdown takes time and may wait for a thread that is blocked in a write.
        Runtime.getRuntime().halt(code);
    }

    private int run() throws IOException, InterruptedException {
        Signals.Listener listener = new Signals.Listener() {
            @Override
            public void signalled(String name, int number) {
                onSignal(name, number);
            }
        };
        Signals.listen("TERM", listener);
        Signals.listen("INT", listener);
        if (settings.holdMillis >= 0) {
            leaveGrandchild();
        }
        if (!settings.hideBanner) {
            log("ffmpeg version 8.0.1-standin Copyright (c) 2000-2025 the FFmpeg developers");
        }
        for (String line : settings.firstLines) {
            log(line);
        }
        if (losesConnection()) {
            log("[error] in.mp4: Connection refused");
            return 1;
        }
        Progress progress;
        try {
            progress = Progress.open(settings.noProgress ? null : settings.progressUrl, stdout, stderr);
            if (settings.writeFile) {
                String name = settings.output;
                file = new FileOutputStream(name.startsWith("file:") ? name.substring("file:".length()) : name);
                file.write("header\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            log("[error] ".concat(String.valueOf(e.getMessage())).concat(": No such file or directory"));
            return 1;
        }
        if (settings.openMillis > 0 && requests.awaitSignal(settings.openMillis)) {
            log("[error] Immediate exit requested");
            return 1;
        }
        if (!settings.noStdin) {
            readStdin();
            log("Press [q] to stop, [?] for help");
        }
        // A test waits for this line: from here on every signal is counted.
        journal.write("ready", "");
        return work(progress);
    }

    /** The transcoding loop. */
    private int work(Progress progress) throws IOException, InterruptedException {
        byte[] noise = "[libx264 @ 0x5500] a line of a log that nobody wants to read, but everybody has to drain\n"
                .repeat(90)
                .getBytes(StandardCharsets.US_ASCII);
        boolean busy = settings.floodStderr || settings.fillStdout;
        long born = System.nanoTime();
        long due = born;
        long written = 0;
        while (!requests.asked() && written < settings.blocks) {
            if (settings.floodStderr) {
                stderr.write(noise);
            }
            if (settings.fillStdout && !media()) {
                return 1;
            }
            long now = System.nanoTime();
            if ((now - born) / 1_000_000 > settings.lifetimeMillis) {
                log("The stand-in was not stopped within its lifetime");
                return 124;
            }
            if (now >= due) {
                block(progress);
                written++;
                due += settings.periodMillis * 1_000_000;
            } else if (!busy) {
                requests.awaitAsked(Math.max(1, (due - now) / 1_000_000));
            }
        }
        return requests.asked() || settings.exitCode == 0 ? finish(progress) : fail();
    }

    /** A byte in the file stands for each time that it failed. */
    private boolean losesConnection() throws IOException {
        if (settings.lossCounter == null || new File(settings.lossCounter).length() >= settings.losses) {
            return false;
        }
        try (OutputStream counter = new FileOutputStream(settings.lossCounter, true)) {
            counter.write('x');
        }
        return true;
    }

    private boolean media() throws IOException {
        try {
            stdout.write(MEDIA);
            return true;
        } catch (IOException e) {
            log("[error] av_interleaved_write_frame(): Broken pipe");
            log("Conversion failed!");
            return false;
        }
    }

    private void block(Progress progress) throws IOException {
        if (file != null) {
            file.write("frames\n".getBytes(StandardCharsets.US_ASCII));
        }
        try {
            progress.next();
        } catch (IOException e) {
            log("[error] Error writing progress: Broken pipe");
        }
    }

    /** Writes the trailer, which a second signal prevents. */
    private int finish(Progress progress) throws IOException, InterruptedException {
        if (requests.awaitAborted(settings.trailerMillis)) {
            log("[error] Error closing file: Immediate exit requested");
            return SIGNALLED;
        }
        if (file != null) {
            file.write("trailer\n".getBytes(StandardCharsets.US_ASCII));
        }
        journal.write("trailer", "");
        try {
            progress.end();
        } catch (IOException e) {
            log("[error] Error writing progress: Broken pipe");
        }
        writeLastLines();
        if (requests.signalled()) {
            log("Exiting normally, received signal "
                    .concat(Integer.toString(requests.lastSignal()))
                    .concat(".")); // the last word, as of ffmpeg
            return SIGNALLED;
        }
        return requests.asked() ? 0 : settings.exitCode;
    }

    private int fail() throws IOException {
        writeLastLines();
        return settings.exitCode;
    }

    private void writeLastLines() throws IOException {
        for (String line : settings.lastLines) {
            log(line);
        }
    }

    private void log(String line) throws IOException {
        try {
            String written = colored ? Colors.colored(line) : line.concat("\n");
            stderr.write(written.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            journal.write("stderr-closed", "");
        }
    }

    private void onSignal(String name, int number) {
        journal.write("signal", name);
        boolean ignored = name.equals("TERM") ? settings.ignoreTerm : settings.ignoreInt;
        if (!ignored && requests.signal(number) > 3) {
            journal.write("exit", Integer.toString(HARD_EXIT));
            Runtime.getRuntime().halt(HARD_EXIT);
        }
    }

    private void readStdin() {
        Thread reader = new Thread("stdin") {
            @Override
            public void run() {
                drainStdin();
            }
        };
        reader.setDaemon(true);
        reader.start();
    }

    private void drainStdin() {
        byte[] bytes = new byte[64 * 1024];
        try (FileInputStream stdin = new FileInputStream(FileDescriptor.in)) {
            for (int count = stdin.read(bytes); count >= 0; count = stdin.read(bytes)) {
                byte[] got = Arrays.copyOf(bytes, count);
                int quits = 0;
                for (byte b : got) {
                    quits += b == 'q' ? 1 : 0;
                }
                journal.write("stdin", Integer.toString(count).concat(" ").concat(Integer.toString(quits)));
                if (quits > 0 && !settings.ignoreQuit) {
                    requests.quit();
                }
            }
            // As with ffmpeg, the end of stdin is no reason to stop.
            journal.write("stdin-end", "");
        } catch (IOException e) {
            journal.write("stdin-end", "");
        }
    }

    /**
     * Starts a child which holds our stdout and stderr for some time after we are gone, however we go: its stdin is a
     * pipe of ours, and the end of that pipe starts its clock.
     */
    private void leaveGrandchild() throws IOException {
        String seconds = Double.toString(settings.holdMillis / 1000.0);
        Process grandchild = new ProcessBuilder("/bin/sh", "-c", "cat >/dev/null; exec sleep ".concat(seconds))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        journal.write("grandchild", Long.toString(grandchild.pid()));
    }
}
