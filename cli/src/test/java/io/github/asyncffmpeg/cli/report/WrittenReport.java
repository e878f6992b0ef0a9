package io.github.asyncffmpeg.cli.report;

import io.github.asyncffmpeg.jobs.internal.record.EventJson;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.jobs.internal.record.ScriptedBatch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;

/** Writes the report of a batch that nobody ran, for the tests in a browser. */
public final class WrittenReport {

    private WrittenReport() {}

    /**
     * Writes it.
     *
     * @param arguments the page, how many jobs, how many slots
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        Path events = Files.createTempFile("events", ".ndjson");
        try (BufferedWriter lines = Files.newBufferedWriter(events)) {
            for (var event : ScriptedBatch.events(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))) {
                lines.write(EventJson.write(event) + "\n");
            }
        }
        long begin = System.nanoTime();
        try (EventReader reader = EventReader.of(events);
                Writer out = Files.newBufferedWriter(page)) {
            ReportPage.write(reader, out, ZoneOffset.UTC, WrittenReport::picture);
        }
        System.out.printf(
                "%s jobs: events %,d B, page %,d B, %d ms%n",
                arguments[1], Files.size(events), Files.size(page), (System.nanoTime() - begin) / 1_000_000);
        Files.delete(events);
    }

    private static String picture(List<String> arguments) {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"560\" height=\"60\">");
        for (int i = 0; i < 4; i++) {
            svg.append("<rect x=\"" + (i * 140 + 4)
                            + "\" y=\"10\" width=\"110\" height=\"36\" rx=\"6\" fill=\"#d9e8f3\"/>")
                    .append("<text x=\"" + (i * 140 + 20) + "\" y=\"33\" font-size=\"13\">step " + i + "</text>");
        }
        return svg.append("</svg>").toString();
    }
}
