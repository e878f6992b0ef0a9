package io.github.asyncffmpeg.cli.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may come in. The first part of the path is the secret. The name by which the server was called must be its
 * own: a site elsewhere whose name leads to 127.0.0.1 would else be the same site to the browser. What changes something
 * is a POST that says the secret in a header too, which no form and no other site can send.
 */
final class Door implements HttpHandler {

    static final String HEADER = "Asyncffmpeg-Token";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private final byte[] token;
    private final OwnName own;
    private final Pages pages;
    private final Watch watch;

    Door(String token, int port, Pages pages, Watch watch) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
        this.own = new OwnName(port);
        this.pages = pages;
        this.watch = watch;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers answer = exchange.getResponseHeaders();
            answer.set("Content-Security-Policy", POLICY);
            answer.set("X-Content-Type-Options", "nosniff");
            answer.set("Referrer-Policy", "no-referrer");
            answer.set("Cross-Origin-Resource-Policy", "same-origin");
            answer.set("Cross-Origin-Opener-Policy", "same-origin");
            answer.set("Cache-Control", "no-store");
            String path = exchange.getRequestURI().getRawPath();
            int slash = Math.max(1, path.indexOf('/', 1));
            String name = path.substring(Math.min(path.length(), slash + 1));
            boolean post = exchange.getRequestMethod().equals("POST");
            if (!own.isMeantBy(exchange.getRequestHeaders())
                    || !isToken(slash < path.length() ? path.substring(1, slash) : null)) {
                refuse(exchange, 403);
            } else if (post && !isToken(exchange.getRequestHeaders().getFirst(HEADER))) {
                refuse(exchange, 403);
            } else if (!post && !exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, 405);
            } else if (name.equals("events") && !post) {
                pages.events(exchange);
            } else {
                watch.over(() -> pages.answer(exchange, name, post));
            }
        }
    }

    /** In a time that does not tell how much of it is right. */
    private boolean isToken(@Nullable String given) {
        return given != null && MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }

    static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }
}
