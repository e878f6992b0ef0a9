package io.github.asyncffmpeg.internal.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FFmpegEnvironmentTest {

    private static final FFmpegEnvironment CHANGE = new FFmpegEnvironment(
            Map.of("LD_LIBRARY_PATH", "/ours"), Map.of("SSL_CERT_FILE", "/certificates"), Set.of("LD_BIND_NOW"));

    @Test
    void putsItsFolderInFrontAndKeepsWhatWasThere() {
        Map<String, String> child = new HashMap<>(Map.of("LD_LIBRARY_PATH", "/theirs", "LD_BIND_NOW", "1"));
        CHANGE.applyTo(child);
        assertThat(child)
                .containsEntry("LD_LIBRARY_PATH", "/ours" + File.pathSeparator + "/theirs")
                .doesNotContainKey("LD_BIND_NOW");
    }

    @Test
    void addsNoEmptyEntryToAVariableThatIsEmptyOrUnset() {
        Map<String, String> empty = new HashMap<>(Map.of("LD_LIBRARY_PATH", ""));
        Map<String, String> unset = new HashMap<>();
        CHANGE.applyTo(empty);
        CHANGE.applyTo(unset);
        assertThat(empty).containsEntry("LD_LIBRARY_PATH", "/ours");
        assertThat(unset).containsEntry("LD_LIBRARY_PATH", "/ours");
    }

    @Test
    void keepsAVariableThatTheUserHasSet() {
        Map<String, String> child = new HashMap<>(Map.of("SSL_CERT_FILE", "/mine"));
        CHANGE.applyTo(child);
        assertThat(child).containsEntry("SSL_CERT_FILE", "/mine");
    }

    @Test
    void changesNothingWhenAppliedASecondTime() {
        Map<String, String> once = new HashMap<>(Map.of("LD_LIBRARY_PATH", "/theirs"));
        CHANGE.applyTo(once);
        Map<String, String> twice = new HashMap<>(once);
        CHANGE.applyTo(twice);
        assertThat(twice).isEqualTo(once);
    }
}
