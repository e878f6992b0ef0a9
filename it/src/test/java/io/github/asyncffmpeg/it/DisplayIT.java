package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.Extent;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.it.harness.Tmux;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The display of the program at real terminals. */
class DisplayIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private ServerSocket server;
    private Socket socket;
    private BufferedReader answers;
    private PrintWriter commands;
    private long pid;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout((int) Child.LIMIT.toMillis());
    }

    @AfterEach
    void hangUp() throws IOException {
        if (socket != null) {
            socket.close();
        }
        server.close();
    }

    private List<String> host() {
        // A JVM says on stderr that it has taken up these options, and would spoil the picture.
        List<String> command = new ArrayList<>(List.of("env", "-u", "JAVA_TOOL_OPTIONS"));
        command.addAll(Jvm.command(DisplayHost.class, "" + server.getLocalPort()));
        return command;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.put("TERM", "xterm");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("CI", ""); // there the display would be a plain one
        return environment;
    }

    private Tmux tmux(int columns, int rows, List<String> command) throws Exception {
        Conditions.require(Tmux.isThere(), "the program `tmux`");
        Tmux tmux = Tmux.start(leaks.tempDirectory(), environment(), columns, rows, command);
        answer();
        return tmux;
    }

    private void answer() throws IOException {
        socket = server.accept();
        socket.setSoTimeout((int) Child.LIMIT.toMillis());
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        pid = Long.parseLong(answers.readLine().substring("pid ".length()));
    }

    private void play(String... lines) throws IOException {
        for (String line : lines) {
            commands.println(line);
            assertThat(answers.readLine()).as(line).isEqualTo("ok");
        }
    }

    private void playThree() throws IOException {
        play("start job-0 0", "start job-1 1", "start job-2 2");
        play("progress job-0 50", "progress job-1 30", "done first", "fail second");
    }

    /** The last lines; above them are those of thirty quick jobs, so that the screen is full. */
    private static List<String> end(Tmux tmux) throws IOException, InterruptedException {
        List<String> lines = tmux.lines();
        int quick = (int)
                lines.stream().filter(line -> line.contains("] done quick-")).count();
        assertThat(lines.subList(0, quick)).allMatch(line -> line.contains("] done quick-"));
        return lines.subList(quick, lines.size());
    }

    private static void awaitEnd(Tmux tmux, String... expected) {
        await().atMost(Child.LIMIT).untilAsserted(() -> {
            List<String> end = end(tmux);
            assertThat(end).last().asString().startsWith("31/99");
            assertThat(end.subList(0, end.size() - 1)).containsExactly(expected);
        });
    }

    @Test
    void drawsInPlaceFollowsTheSizeAndLeavesTheLinesThatStay() throws Exception {
        String[] wide = {
            "[31/99] done first  50.0 s  2.0x",
            "[32/99] failed second  50.0 s  No space left on device",
            "job-0  ███████████████░░░░░░░░░░░░░░░   50 %     0:50.0    2.0x     25 s left",
            "job-1  █████████░░░░░░░░░░░░░░░░░░░░░   30 %     0:30.0    2.0x     35 s left",
            "job-2  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
        };
        String[] narrow = {
            "[31/99] done first  50.0 s  2.0x",
            "[32/99] failed second  50.0 s  No space",
            "left on device",
            "job-0  █████▌░░░░░   50 %     25 s left",
            "job-1  ███░░░░░░░░   30 %     35 s left",
            "job-2  ░░░░░░░░░░░"
        };
        try (Tmux tmux = tmux(80, 24, host())) {
            play("batch 99", "flood 30");
            playThree();
            awaitEnd(tmux, wide);
            tmux.resize(40, 24);
            awaitEnd(tmux, narrow);
            tmux.resize(80, 24);
            awaitEnd(tmux, wide);
            tmux.resize(80, 5);
            await().atMost(Child.LIMIT).until(() -> tmux.lines().contains("+2 more"));

            play("done job-0", "done job-1", "done job-2", "finish");
            socket.close();
            await().atMost(Child.LIMIT).until(() -> tmux.says("#{pane_dead}").equals("1"));
            assertThat(tmux.lines())
                    .contains("[35/99] done job-2  50.0 s  2.0x", "failed second (exit code 0, after 50.0 s)")
                    .last()
                    .asString()
                    .endsWith("of media at 17.0x");
        }
    }

    /**
     * Frames are taken before the size changes: one that is on its way just then may leave rows behind. And the screen is
     * full: tmux pushes as many lines out at the top as wrap, even if there is room below.
     */
    @Test
    void leavesNoStaleRowHoweverOftenTheSizeChanges() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] widths = {45, 55, 62, 81}; // the rows are different at each
        int width = 3;
        try (Tmux tmux = tmux(81, 24, host())) {
            play("batch 9000", "flood 30", "start job-0 0", "start job-1 1", "start job-2 2");
            int rounds = Extent.times("it.rounds", 12, 5);
            for (int round = 1; round <= rounds; round++) {
                play("progress job-0 " + round, "progress job-1 " + round, "done after-" + round);
                String percent = " " + round + " % ";
                int after = round;
                String now = "seed " + seed + ", round " + round + ", width " + widths[width];
                await(now).atMost(Child.LIMIT).untilAsserted(() -> {
                    List<String> end = end(tmux);
                    assertThat(end).as(now).hasSize(after + 4);
                    assertThat(end.subList(0, after)).allMatch(line -> line.contains("] done after-"));
                    assertThat(end.subList(after, after + 2)).allMatch(line -> line.contains(percent));
                });
                String before = end(tmux).get(round);
                width = (width + 1 + random.nextInt(3)) % 4;
                tmux.resize(widths[width], 24);
                await(now)
                        .atMost(Child.LIMIT)
                        .until(() -> end(tmux).size() == after + 4
                                && !end(tmux).get(after).equals(before));
            }
        }
    }

    @Test
    void leavesATerminalThatWorksWhenItIsKilled() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\"; echo 'after it'; exec sleep 600", "sh"));
        command.addAll(host());
        try (Tmux tmux = tmux(80, 24, command)) {
            play("batch 9");
            playThree();
            await().atMost(Child.LIMIT).until(() -> tmux.lines().size() == 6);
            Child.signal(pid, 9);
            await().atMost(Child.LIMIT).until(() -> tmux.lines().contains("after it"));
            assertThat(tmux.says(
                            "#{cursor_flag} #{wrap_flag} #{scroll_region_upper}-#{scroll_region_lower} #{cursor_x}"))
                    .as("cursor shown, lines wrap, the whole screen scrolls")
                    .isEqualTo("1 1 0-23 0");
        }
    }

    /** Ctrl+S halts the terminal until Ctrl+Q. */
    @Test
    void goesOnWhileTheTerminalIsHalted() throws Exception {
        try (Tmux tmux = tmux(80, 24, host())) {
            play("batch 900", "start job-0 0", "progress job-0 50");
            await().atMost(Child.LIMIT).until(() -> tmux.lines().size() == 2);
            tmux.key("C-s");
            play("flood 500", "progress job-0 60", "flood 300");
            assertThat(tmux.lines()).hasSize(2);
            tmux.key("C-q");
            await().atMost(Child.LIMIT).until(() -> tmux.lines().size() == 802);
            assertThat(tmux.lines()).element(800).asString().contains(" 60 % ");
        }
    }

    @Test
    void drawsInAPseudoTerminalOfUnknownSizeAndWritesLinesIntoAPipe() throws Exception {
        Conditions.requirePty();
        try (Child terminal = Pty.start(leaks.tempDirectory(), environment(), host())) {
            answer();
            play("batch 9");
            playThree();
            terminal.awaitStdout("1 failed, 4 waiting");
            play("progress job-0 60");
            terminal.awaitStdout(" 60 % ");
            assertThat(terminal.stdout()).contains("\033[?2026h", "\033[4A");
            socket.close();
            assertThat(terminal.exitCode()).isZero();
        }
        try (Child child = Child.start(leaks.tempDirectory(), environment(), host())) {
            answer();
            play("batch 9");
            playThree();
            socket.close();
            assertThat(child.exitCode()).isZero();
            assertThat(child.stderr().lines())
                    .containsExactly(
                            "[1/9] done first  50.0 s  2.0x", "[2/9] failed second  50.0 s  No space left on device");
        }
    }
}
