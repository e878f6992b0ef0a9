package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The schema of job files takes every document. */
class JobDocumentSchemaTest {

    private static final int CASES = 500;

    private static Schema schema() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                JobDocumentSchemaTest.class.getResourceAsStream("/io/github/asyncffmpeg/jobs/job-file.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(stream.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }

    @Test
    void everyDocumentIsAnEntryBySchema() throws IOException {
        Schema schema = schema();
        for (long seed = 0; seed < CASES; seed++) {
            String document = JobDocument.of(new RandomJobs(seed).next()).toJson();
            String file = "{\"version\":1,\"jobs\":[" + document + "]}";
            assertThat(schema.validate(file, InputFormat.JSON)).as(document).isEmpty();
        }
    }
}
