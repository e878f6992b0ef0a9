package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.cli.display.Size;
import io.github.asyncffmpeg.cli.display.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckupTest {

    @TempDir
    Path folder;

    private final Map<String, String> properties =
            new HashMap<>(Map.of("os.name", "Linux", "sun.jnu.encoding", "UTF-8"));
    private final Map<String, String> variables = new HashMap<>();

    private Finding about(String topic, Terminal terminal) {
        properties.putIfAbsent("java.io.tmpdir", folder.toString());
        List<Finding> found = new ArrayList<>();
        Surroundings surroundings = new Surroundings(
                name -> Optional.ofNullable(properties.get(name)), name -> Optional.ofNullable(variables.get(name)));
        new MachineCheckup(surroundings, terminal, folder.resolve("a/b"), found::add).check();
        return found.stream()
                .filter(finding -> finding.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesWhatTheWatchdogLacks() {
        variables.put("PATH", folder.toString());
        Finding watchdog = about("watchdog", Terminal.plain());
        assertThat(watchdog.level()).isEqualTo(Finding.Level.WARNING);
        assertThat(watchdog.text()).contains("setsid, sleep");
        assertThat(watchdog.advice()).contains("run on");
        properties.put("os.name", "Windows 11");
        assertThat(about("watchdog", Terminal.plain()).text()).contains("none on this system");
    }

    @Test
    void saysHowTheTerminalIsUsed() {
        assertThat(about("terminal", Terminal.plain()).text()).contains("plain lines");
        assertThat(about("terminal", new Terminal(true, true, Optional.of(new Size(120, 30)), true, true))
                        .text())
                .contains("120 columns, 30 rows, colours");
        variables.put("NO_COLOR", "1");
        assertThat(about("terminal", new Terminal(true, true, Optional.empty(), true, false))
                        .text())
                .contains("no colours");
    }

    @Test
    void warnsOfFileNamesThatJavaCannotOpen() {
        properties.put("sun.jnu.encoding", "ANSI_X3.4-1968");
        Finding charset = about("charset", Terminal.plain());
        assertThat(charset.level()).isEqualTo(Finding.Level.WARNING);
        assertThat(charset.lines().get(1)).endsWith("-> set LC_ALL=C.UTF-8");
    }

    @Test
    void looksAtFoldersThatAreNotThereYet() {
        assertThat(about("journals", Terminal.plain()).text()).startsWith(folder.resolve("a/b") + ", ");
        properties.put("java.io.tmpdir", folder.resolve("gone").toString());
        assertThat(about("temporary", Terminal.plain()).level()).isEqualTo(Finding.Level.PROBLEM);
    }

    @Test
    void writesFindingsAsJson() {
        String json = DoctorCommand.json(
                false, List.of(Finding.problem("FFmpeg", "none\u001b[0m", "install"), Finding.ok("Java", "17")));
        assertThat(json)
                .isEqualTo("{\"jobsCanRun\":false,\"findings\":[{\"level\":\"problem\",\"topic\":\"FFmpeg\","
                        + "\"text\":\"none\\\\x1b[0m\",\"advice\":\"install\"},"
                        + "{\"level\":\"ok\",\"topic\":\"Java\",\"text\":\"17\"}]}");
    }
}
