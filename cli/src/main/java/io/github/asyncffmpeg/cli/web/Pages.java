package io.github.asyncffmpeg.cli.web;

import com.sun.net.httpserver.HttpExchange;
import io.github.asyncffmpeg.jobs.internal.batch.BatchControl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is behind the {@link Door}: the page and its parts, the events, the logs, and the buttons. */
final class Pages {

    private static final Map<String, String> PARTS = Map.of(
            "", "web/live.html", "base.css", "style/base.css", "live.css", "web/live.css", "live.js", "web/live.js");

    private final LiveState state;
    private final BatchControl control;
    private final Stream stream;

    Pages(LiveState state, BatchControl control, Stream stream) {
        this.state = state;
        this.control = control;
        this.stream = stream;
    }

    void events(HttpExchange exchange) throws IOException {
        stream.send(exchange);
    }

    void answer(HttpExchange exchange, String name, boolean post) throws IOException {
        String part = PARTS.get(name);
        if (post) {
            Door.refuse(exchange, press(name, number(exchange)));
        } else if (part != null) {
            send(exchange, type(part), resource(part));
        } else if (name.equals("log")) {
            Optional<String> log = state.log(number(exchange));
            if (log.isPresent()) {
                send(exchange, "application/json", log.get().getBytes(StandardCharsets.UTF_8));
            } else {
                Door.refuse(exchange, 404);
            }
        } else {
            Door.refuse(exchange, 404);
        }
    }

    /** What a button does; the status of the answer. */
    private int press(String name, int number) {
        switch (name) {
            case "stop" -> {
                control.stop("the live page");
                return 204;
            }
            case "stop-job" -> {
                Optional<String> id = state.id(number);
                return id.isPresent() && control.stopJob(id.get()) ? 204 : 404;
            }
            default -> {
                return 404;
            }
        }
    }

    /** The query, which is only ever the number of a job; -1 if it is none. */
    private static int number(HttpExchange exchange) {
        @Nullable String query = exchange.getRequestURI().getRawQuery();
        try {
            return query == null ? -1 : Integer.parseInt(query);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static String type(String part) {
        String ending = part.substring(part.lastIndexOf('.') + 1);
        return "text/" + (ending.equals("js") ? "javascript" : ending) + "; charset=utf-8";
    }

    private static byte[] resource(String part) throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("/io/github/asyncffmpeg/cli/" + part)) {
            return Objects.requireNonNull(in, part).readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
