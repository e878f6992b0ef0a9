package io.github.asyncffmpeg.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.internal.log.LogLines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {

    /** As FFmpeg 5.1.9 and 8.0.1 write them, and what merely looks so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "none",
            value = {
                "[error] a.mp4: No such file      | ERROR   | none     | a.mp4: No such file",
                "[webm @ 0x5644a7ec] [error] Only | ERROR   | webm     | [webm @ 0x5644a7ec] Only",
                "[vost#0:0 @ 0x55] [fatal] No 'x' | FATAL   | vost#0:0 | [vost#0:0 @ 0x55] No 'x'",
                "[a @ 0x1] [b @ 0x2] [error] x    | ERROR   | a        | [a @ 0x1] [b @ 0x2] x",
                "[warning] x                      | WARNING | none     | x",
                "[verbose] [x] y                  | VERBOSE | none     | [x] y",
                "[panic] x                        | PANIC   | none     | x",
                "[debug] x                        | DEBUG   | none     | x",
                "[trace] x                        | TRACE   | none     | x",
                "Press [q] to stop, [?] for help  | INFO    | none     | Press [q] to stop, [?] for help",
                "[libx264 @ 0x55] no level        | INFO    | libx264  | [libx264 @ 0x55] no level",
                "[0:v] is a label                 | INFO    | none     | [0:v] is a label",
                "[error]without a blank           | INFO    | none     | [error]without a blank",
                "[error is not closed             | INFO    | none     | [error is not closed",
                "[                                | INFO    | none     | [",
                "[x @ 0x1] [                      | INFO    | x        | [x @ 0x1] [",
                "[quiet] is the level of no line  | INFO    | none     | [quiet] is the level of no line"
            })
    void readsTheShapesOfALine(String raw, LogLevel level, String component, String message) {
        assertThat(LogLines.parse(raw)).isEqualTo(new LogLine(level, component, message, raw));
    }
}
