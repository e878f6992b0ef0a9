package io.github.asyncffmpeg.cli.web;

import com.sun.net.httpserver.Headers;
import java.util.Set;

/**
 * The names by which the page can be called.
 *
 * @param port where it is served. That of HTTP itself, 80, is left out by browsers
 */
record OwnName(int port) {

    private static final int OF_HTTP = 80;
    private static final Set<String> MACHINE = Set.of("127.0.0.1", "localhost");

    /** Whether a request is for this page, and comes from no other. */
    boolean isMeantBy(Headers request) {
        String host = request.getFirst("Host");
        String origin = request.getFirst("Origin");
        return host != null
                && MACHINE.stream().anyMatch(name -> whole(host).equals(name + ":" + port))
                && (origin == null
                        || (origin.startsWith("http://")
                                && whole(origin.substring("http://".length())).equals(whole(host))));
    }

    /** With its port. */
    private static String whole(String host) {
        return host.contains(":") ? host : host + ":" + OF_HTTP;
    }
}
