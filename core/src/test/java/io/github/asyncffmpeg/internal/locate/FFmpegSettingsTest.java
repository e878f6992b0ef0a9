package io.github.asyncffmpeg.internal.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FFmpegSettingsTest {

    @Test
    void readsVariablesInAnyCaseOnWindowsOnly() {
        Map<String, String> environment = Map.of("Path", "C:\\tools");
        assertThat(new FFmpegSettings(Map.of("os.name", "Windows 11"), environment).variable("PATH"))
                .contains("C:\\tools");
        assertThat(new FFmpegSettings(Map.of("os.name", "Linux"), environment).variable("PATH"))
                .isEmpty();
    }

    @Test
    void countsAVariableSetToNothingAsNotSet() {
        FFmpegSettings settings = new FFmpegSettings(Map.of("a", ""), Map.of("B", " "));
        assertThat(settings.property("a")).isEmpty();
        assertThat(settings.variable("B")).isEmpty();
    }
}
