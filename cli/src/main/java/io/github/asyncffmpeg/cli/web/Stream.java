package io.github.asyncffmpeg.cli.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events: first all that a page has not seen, then what changes, in turns. The id of an event is the number of
 * the newest change in it, so that a page that comes again goes on where it was. One thread for each page that is open.
 */
final class Stream {

    /** Half of the threads: the others serve pages and buttons. */
    private static final int MOST_CLIENTS = 8;

    private final LiveState state;
    private final LivePage.Pace pace;
    private final Watch watch;
    private final Semaphore places = new Semaphore(MOST_CLIENTS);

    Stream(LiveState state, LivePage.Pace pace, Watch watch) {
        this.state = state;
        this.pace = pace;
        this.watch = watch;
    }

    void send(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "5");
            Door.refuse(exchange, 503);
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            send(exchange.getResponseBody(), lastSeen(exchange));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private static long lastSeen(HttpExchange exchange) {
        @Nullable String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        try {
            return last == null ? 0 : Math.max(0, Long.parseLong(last));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    private void send(OutputStream out, long lastSeen) throws IOException, InterruptedException {
        long seen = lastSeen;
        long sent = System.nanoTime();
        boolean first = true;
        long turn = Math.max(1, pace.turn().toMillis());
        while (true) {
            boolean last = state.isClosed();
            long changes = state.changes();
            if (first || changes > seen) {
                // Changes that come in between are told twice, which does no harm.
                write(out, "id: " + changes + "\ndata: " + state.since(seen) + "\n\n");
                seen = changes;
                sent = System.nanoTime();
                first = false;
            } else if (System.nanoTime() - sent > pace.heartbeat().toNanos()) {
                write(out, ":\n\n");
                sent = System.nanoTime();
            }
            if (last) {
                write(out, "event: bye\ndata: bye\n\n");
                return;
            }
            state.await(seen, turn, 4 * turn);
        }
    }

    private void write(OutputStream out, String message) throws IOException {
        watch.over(() -> {
            out.write(message.getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }
}
