package io.github.asyncffmpeg.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.FakeProgram;
import io.github.asyncffmpeg.internal.locate.LocatedBinary;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a program is asked, with shell scripts in the place of FFmpeg. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class CapabilitiesTest {

    @TempDir
    Path folder;

    @Test
    void asksOnceForEachListingAndStateOfTheFile() throws Exception {
        Path counter = folder.resolve("counter");
        FFmpegBinary binary = listing(counter, "one");
        assertThat(of(binary).bitstreamFilters().names()).containsExactly("one");
        assertThat(of(binary).bitstreamFilters().names()).containsExactly("one");
        assertThat(Files.readAllLines(counter)).containsExactly("-hide_banner -bsfs");
        assertThat(of(binary)).isSameAs(of(binary));

        FFmpegBinary changed = listing(counter, "another");
        assertThat(of(changed).bitstreamFilters().names()).containsExactly("another");
        assertThat(Files.readAllLines(counter)).hasSize(2);
    }

    @Test
    void callersAtTheSameTimeShareOneQuestion() throws Exception {
        Path counter = folder.resolve("counter");
        Capabilities capabilities = of(listing(counter, "one"));
        int callers = 16;
        CountDownLatch ready = new CountDownLatch(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Listing<?>>> answers = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return capabilities.bitstreamFilters();
                }));
            }
            for (Future<Listing<?>> answer : answers) {
                assertThat(answer.get().names()).containsExactly("one");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(counter)).hasSize(1);
    }

    @Test
    void aListingThatFailsIsEmptyAndSaysWhyAndLacksNothing() throws Exception {
        Listing<?> encoders = of(script("echo ' V....D half  a listing'; echo 'No such thing' >&2; exit 3"))
                .encoders();
        assertThat(encoders.isKnown()).isFalse();
        assertThat(encoders.all()).isEmpty();
        assertThat(encoders.lacks("libx264")).isFalse();
        assertThat(encoders.failure().orElseThrow()).endsWith("ffmpeg -encoders ended with exit code 3: No such thing");
    }

    @Test
    void aProgramThatSaysSomethingElseIsNotBelieved() throws Exception {
        Capabilities capabilities = of(script("echo hello, world"));
        assertThat(capabilities.encoders().isKnown()).isFalse();
        assertThat(capabilities.formats().isKnown()).isFalse();
        assertThat(capabilities.optionNames()).isEmpty();
        assertThat(capabilities.takesOption("whatever")).isTrue();
        assertThat(capabilities.build().licence()).isEqualTo(Build.Licence.UNKNOWN);
        assertThat(capabilities.canEncode("libx264")).isFalse();
        assertThat(capabilities.tryEncoder("libx264").reason()).isNotEmpty();
    }

    @Test
    void aProgramThatIsGoneIsAFailureToo() {
        Listing<?> codecs = of(binary(folder.resolve("ffmpeg"))).codecs();
        assertThat(codecs.failure().orElseThrow()).contains("does not start");
    }

    @Test
    void killsAProgramThatDoesNotEnd() throws Exception {
        Path pid = folder.resolve("pid");
        Questions questions =
                new Questions(script("echo $$ > " + pid + "; exec sleep 600"), Map.of(), Duration.ofMillis(300));
        Listing<?> filters = new Capabilities(questions).filters();
        assertThat(filters.failure().orElseThrow()).contains("did not end within 300 ms and was killed");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void killsAProgramThatNeverStopsWriting() throws Exception {
        Listing<?> filters = of(script("exec yes loud")).filters();
        assertThat(filters.failure().orElseThrow()).contains("wrote more than 16777216 bytes and was killed");
    }

    @Test
    void anInterruptEndsTheWaitingAndNotTheQuestion() throws Exception {
        Capabilities capabilities = of(listing(folder.resolve("counter"), "one"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(capabilities::bitstreamFilters).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(capabilities.bitstreamFilters().names()).containsExactly("one");
        assertThat(Files.readAllLines(folder.resolve("counter"))).hasSize(1);
    }

    private FFmpegBinary listing(Path counter, String name) throws IOException {
        return script("echo \"$@\" >> " + counter + "; echo 'Bitstream filters:'; echo " + name);
    }

    private FFmpegBinary script(String body) throws IOException {
        return binary(FakeProgram.script(folder.resolve("ffmpeg"), body));
    }

    private static FFmpegBinary binary(Path program) {
        return new LocatedBinary(
                program, Optional.empty(), FFmpegVersion.parse("8.0.1"), "test", FFmpegEnvironment.UNCHANGED);
    }

    private static Capabilities of(FFmpegBinary binary) {
        return Capabilities.of(binary, Map.of());
    }
}
