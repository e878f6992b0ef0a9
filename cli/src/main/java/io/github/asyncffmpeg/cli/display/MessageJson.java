package io.github.asyncffmpeg.cli.display;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What the program itself says, as a line among those of events: {@code {"v":1,"t":"…","type":"message","text":"…"}}. */
final class MessageJson {

    /** Of the format of events, which the schema of an events file describes. */
    private static final int VERSION = 1;

    private MessageJson() {}

    /**
     * A message as a line, without its end.
     *
     * @param time when it was said
     * @param text what; control characters and halves of characters in it are shown by their number, as at a terminal
     */
    static String line(Instant time, String text) {
        StringWriter line = new StringWriter();
        try (JsonWriter json = new JsonWriter(line)) {
            json.beginObject();
            json.name("v").value(VERSION);
            json.name("t").value(time.toString());
            json.name("type").value("message");
            json.name("text").value(Columns.safe(text));
            json.endObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // what it writes to is memory
        }
        return line.toString();
    }
}
