package io.github.asyncffmpeg.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://ann:hunter22@host/a.mp4 | https://***@host/a.mp4",
                "https://ann:p@ss%40word@host:8080/a | https://***@host:8080/a",
                "https://host/a.mp4?X-Amz-Signature=abcdef123&w=72 | https://host/a.mp4?X-Amz-Signature=***&w=***",
                "https://host/a#access_token=abcdef | https://host/a#access_token=***",
                "rtmp://live.host/app/live_123_abc | rtmp://live.host/app/***",
                "rtmp://live.host/app | rtmp://live.host/app",
                "rtmps://h:443/rtmp/FB-1-x?s_bl=1 | rtmps://h:443/rtmp/***?s_bl=***",
                "srt://h:9000?mode=caller&passphrase=open-sesame&latency=200000 | srt://h:9000?mode=caller&passphrase=***&latency=200000",
                "srt://h:9000?streamid=#!::u=ann,m=publish | srt://h:9000?streamid=***",
                "udp://239.0.0.1:1234?localaddr=10.0.0.100 | udp://239.0.0.1:1234?localaddr=10.0.0.100",
                "crypto:https://a:bcdefg@h/x | crypto:https://***@h/x",
                "hls_enc_key=00112233445566778899aabbccddeeff | hls_enc_key=***",
                "metadata=print:key=lavfi.r128.M | metadata=print:key=lavfi.r128.M",
                "file:///a/b?c=secret1 | file:///a/b?c=secret1",
                "frame%04d.png | frame%04d.png",
                "a@b.mp4 | a@b.mp4"
            })
    void hidesWhatIsSecretInAnArgument(String argument, String shown) {
        assertThat(Redactor.of(List.of(argument)).arguments(List.of(argument))).containsExactly(shown);
    }

    @Test
    void hidesBothOutputsOfATee() {
        String tee = "[f=flv]rtmp://h/a/key111|[f=flv]rtmp://h/a/key222";
        assertThat(Redactor.of(List.of(tee)).text(tee)).isEqualTo("[f=flv]rtmp://h/a/***|[f=flv]rtmp://h/a/***");
    }

    @Test
    void hidesValuesOfOptionsEvenShortOnes() {
        List<String> command = List.of(
                "-decryption_key",
                "ab",
                "-passphrase",
                "sesame99",
                "-i",
                "ab",
                "-metadata:s:v:0",
                "title=x",
                "-pass",
                "1");
        assertThat(Redactor.of(command).arguments(command))
                .containsExactly(
                        "-decryption_key",
                        "***",
                        "-passphrase",
                        "***",
                        "-i",
                        "ab",
                        "-metadata:s:v:0",
                        "title=x",
                        "-pass",
                        "1");
        assertThat(Redactor.of(command).text("ab sesame99 ab")).isEqualTo("ab *** ab");
    }

    @Test
    void showsTheNamesOfHeaders() {
        List<String> command = List.of(
                "-headers",
                "Authorization: Basic YW5uOmh1bnRlcjIy\r\nX-Api: 77-88-99\r\nCookie: sid=abcdefg; t=hijklmn\r\n",
                "-i",
                "x");
        Redactor redactor = Redactor.of(command);
        assertThat(redactor.arguments(command).get(1)).isEqualTo("Authorization: ***\r\nX-Api: ***\r\nCookie: ***\r\n");
        assertThat(redactor.text("sent YW5uOmh1bnRlcjIy of ann with hunter22, 77-88-99, hijklmn and abcdefg"))
                .isEqualTo("sent *** of ann with ***, ***, *** and ***");
    }

    @Test
    void hidesCookiesButNotTheirPaths() {
        List<String> command = List.of("-cookies", "sid=s3cr3ts1d; path=/videos; domain=.host.example;\n", "-i", "x");
        Redactor redactor = Redactor.of(command);
        assertThat(redactor.arguments(command)).containsExactly("-cookies", "***", "-i", "x");
        assertThat(redactor.text("Cookie: sid=s3cr3ts1d for /videos")).isEqualTo("Cookie: *** for /videos");
    }

    @Test
    void hidesWhatComesBackInAnotherForm() {
        Redactor redactor = Redactor.of(List.of("-i", "https://ann:p%2Fss%20w0rd@host/a.mp4?sig=ab%2Bcd%2Fef"));
        assertThat(redactor.text("p/ss w0rd")).isEqualTo("***");
        assertThat(redactor.text("p%2fss%20w0rd")).isEqualTo("***");
        assertThat(redactor.text("ab+cd/ef")).isEqualTo("***");
        assertThat(redactor.text("Basic YW5uOnAvc3MgdzByZA==")).isEqualTo("Basic ***");
        assertThat(redactor.text("https://ann:p%2Fss%20w0rd@host/other: 404")).isEqualTo("https://***@host/other: 404");
    }

    @Test
    void hidesShortValuesInTheirOwnUrlOnly() {
        Redactor redactor = Redactor.of(List.of("-i", "http://a:b@h/x.mp4?k=v"));
        assertThat(redactor.text("http://a:b@h/x.mp4?k=v: a b k v")).isEqualTo("http://***@h/x.mp4?k=***: a b k v");
        assertThat(redactor.text("Opening 'http://a:b@h/y.mp4'")).isEqualTo("Opening 'http://***@h/y.mp4'");
    }

    @Test
    void hidesAUrlInAFilter() {
        String graph = "movie=https\\\\://ann\\\\:hunter22@h/x[a];[0:v][a]overlay";
        Redactor redactor = Redactor.of(List.of("-filter_complex", graph));
        assertThat(redactor.text(graph)).doesNotContain("hunter22").endsWith("[0:v][a]overlay");
    }

    @Test
    void hidesVariablesOfTheJobButNoPlaces() {
        Map<String, String> environment = Map.of(
                "MY_TOKEN",
                "abcdef",
                "TMPDIR",
                "/var/tmp",
                "http_proxy",
                "http://u:secret7@proxy:3128",
                "OTHER",
                "ghijkl");
        Redactor redactor = Redactor.of(List.of("-i", "x"), environment);
        assertThat(redactor.text("abcdef ghijkl /var/tmp http://u:secret7@proxy:3128 http://proxy:3128 secret7"))
                .isEqualTo("*** *** /var/tmp http://***@proxy:3128 http://proxy:3128 ***");
        assertThat(redactor.environment(environment))
                .isEqualTo(Map.of(
                        "MY_TOKEN",
                        "***",
                        "TMPDIR",
                        "/var/tmp",
                        "http_proxy",
                        "http://***@proxy:3128",
                        "OTHER",
                        "***"));
    }

    @Test
    void leavesAJobWithoutSecretsAlone() {
        List<String> command =
                List.of("-i", "talk.mov", "-vf", "scale=-2:720,drawtext=text=password", "-crf", "21", "talk.mp4");
        Redactor redactor = Redactor.of(command);
        assertThat(redactor.isEmpty()).isTrue();
        assertThat(redactor.arguments(command)).isSameAs(command);
    }

    @Test
    void showsATextThatStandsAlone() {
        assertThat(Redactor.alone("input 'https://a:b@h/x?y=z', line 7: no such stream"))
                .isEqualTo("input 'https://***@h/x?y=***', line 7: no such stream");
    }
}
