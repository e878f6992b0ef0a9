package io.github.asyncffmpeg.jobs.internal.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The schema of the events file says what is written, and all of it. */
class EventsSchemaTest {

    private static final String TEXT = text();
    private static final Schema SCHEMA = schema(TEXT);
    /** Any field that the schema does not name is an error: users' readers may ignore it, this test may not. */
    private static final Schema STRICT =
            schema(TEXT.replace("\"type\": \"object\",", "\"type\": \"object\", \"unevaluatedProperties\": false,"));

    private static String text() {
        try (InputStream in =
                EventsSchemaTest.class.getResourceAsStream("/io/github/asyncffmpeg/jobs/events.schema.json")) {
            return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    private static List<Error> errors(Schema schema, String line) {
        return schema.validate(line, InputFormat.JSON);
    }

    @Test
    void namesEveryFieldThatIsWritten() {
        for (BatchEvent event : new RandomEvents(17).stream(3_000).toList()) {
            String line = EventJson.write(event);
            assertThat(errors(STRICT, line)).as(line).isEmpty();
        }
    }

    @Test
    void requiresEveryFieldThatIsAlwaysWritten() {
        RandomEvents random = new RandomEvents(19);
        for (int type = 0; type < RandomEvents.TYPES; type++) {
            String line = EventJson.write(random.ofType(type));
            Pattern.compile("\"(v|t|type|job|key|status|attempt|reason|line|pid|title|exit_code)\":")
                    .matcher(line)
                    .results()
                    .map(field -> line.substring(0, field.start()) + "\"x" + line.substring(field.start() + 1))
                    .filter(changed -> !changed.contains("job-finished") || !changed.contains("\"xexit_code\""))
                    .forEach(changed ->
                            assertThat(errors(SCHEMA, changed)).as(changed).isNotEmpty());
        }
    }

    @Test
    void allowsWhatLaterVersionsAdd() {
        assertThat(errors(
                        SCHEMA,
                        "{\"v\":1,\"t\":\"2026-11-22T21:22:10Z\",\"type\":\"batch-paused\",\"by\":\"someone\"}"))
                .isEmpty();
        assertThat(errors(SCHEMA, "{\"v\":2,\"t\":\"2026-11-22T21:22:10Z\",\"type\":\"batch-paused\"}"))
                .isNotEmpty();
    }
}
