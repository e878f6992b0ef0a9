package io.github.asyncffmpeg.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser leaves out the port of HTTP: the page at port 80 answered 403 to every one. */
class OwnNameTest {

    @ParameterizedTest
    @CsvSource({
        "80, 127.0.0.1, , true",
        "80, localhost, , true",
        "80, localhost:80, , true",
        "80, localhost, http://localhost, true",
        "80, localhost, http://localhost:80, true",
        "80, localhost, http://127.0.0.1, false",
        "80, localhost, http://localhost:8080, false",
        "80, localhost, https://localhost, false",
        "80, localhost, 'null', false",
        "80, rebound.example, , false",
        "80, localhost:8080, , false",
        "8080, localhost:8080, , true",
        "8080, localhost:8080, http://localhost:8080, true",
        "8080, localhost:8080, http://localhost, false",
        "8080, localhost, , false",
        "8080, 127.0.0.1, , false",
        "8080, , , false"
    })
    void isKnownWithAndWithoutThePortOfHttp(int port, @Nullable String host, @Nullable String origin, boolean meant) {
        Headers request = new Headers();
        if (host != null) {
            request.set("Host", host);
        }
        if (origin != null) {
            request.set("Origin", origin);
        }
        assertThat(new OwnName(port).isMeantBy(request)).isEqualTo(meant);
    }
}
