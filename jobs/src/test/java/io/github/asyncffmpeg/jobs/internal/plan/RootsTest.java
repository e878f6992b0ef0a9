package io.github.asyncffmpeg.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.plan.Roots.Rooted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RootsTest {

    private final Roots roots = Roots.of(Map.of("outer", Path.of("/a"), "inner", Path.of("/a/b")));

    @Test
    void theInnermostRootCounts() throws Exception {
        assertThat(roots.find(Path.of("/a/b/c/d.mp4"))).contains(new Rooted("inner", "c/d.mp4"));
        assertThat(roots.find(Path.of("/a/x.mp4"))).contains(new Rooted("outer", "x.mp4"));
        assertThat(roots.find(Path.of("/a/b"))).contains(new Rooted("inner", ""));
        assertThat(roots.resolve(new Rooted("inner", "c/d.mp4"))).isEqualTo(Path.of("/a/b/c/d.mp4"));
    }

    @Test
    void whatLiesElsewhereOrClimbsIsBelowNone() {
        assertThat(roots.find(Path.of("/ab/x.mp4"))).isEmpty();
        assertThat(roots.find(Path.of("a/x.mp4"))).isEmpty();
        assertThat(roots.find(Path.of("/a/../x.mp4"))).isEmpty();
    }
}
