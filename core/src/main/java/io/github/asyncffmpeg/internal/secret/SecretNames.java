package io.github.asyncffmpeg.internal.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names whose values are secrets: of options, of keys in a query, of environment variables. By FFmpeg 5.1 to 8.0. */
final class SecretNames {

    /** Options of protocols, demuxers and muxers. Names of files that hold a key are no secrets. */
    private static final Set<String> OPTIONS = Set.of(
            "activation_bytes",
            "audible_fixed_key",
            "audible_iv",
            "audible_key",
            "authorization",
            "cenc_decryption_key",
            "cenc_decryption_keys",
            "cookies",
            "decryption_iv",
            "decryption_key",
            "decryption_keys",
            "encryption_iv",
            "encryption_key",
            "ftp-anonymous-password",
            "ftp-password",
            "ftp-user",
            "hls_enc_iv",
            "hls_enc_key",
            "iv",
            "key",
            "key_pem",
            "passphrase",
            "passwd",
            "password",
            "post_data",
            "rtmp_conn",
            "rtmp_playpath",
            "secret",
            "srt_streamid",
            "srtp_in_params",
            "srtp_out_params",
            "streamid",
            "user",
            "username");

    /** In whatever option, key or variable: FFmpeg has more builds than this list has seen. */
    private static final List<String> PARTS = List.of(
            "passphrase", "password", "passwd", "secret", "token", "credential", "authorization", "apikey", "api_key");

    /**
     * {@code name=value} inside an argument: of a tee, of {@code -hls_segment_options}, of librtmp's words after a URL. Only names
     * that mean nothing else: {@code key=} is also a key of metadata.
     */
    static final Pattern ASSIGNED =
            Pattern.compile("(?i)(?<![\\w-])((?:activation_bytes|audible_fixed_key|audible_iv|audible_key"
                    + "|authorization|cenc_decryption_keys?|decryption_iv|decryption_keys?|encryption_iv|encryption_key|ftp-user|hls_enc_iv"
                    + "|hls_enc_key|key_pem|playpath|pubuser|pubpasswd|rtmp_conn|rtmp_playpath|srt_streamid|streamid|srtp_(?:in|out)_params"
                    + "|[\\w-]*(?:passphrase|password|passwd|secret|token|credential|api_?key))=)([^\\s|\\]:,;&'\"]+)");

    /** Variables that are about where things are and how they look. A URL in one is looked at like any other. */
    private static final Pattern HARMLESS =
            Pattern.compile("(?i)PATH|.*_PATH|HOME|USER|LOGNAME|PWD|SHELL|TERM|TMPDIR|TEMP|TMP"
                    + "|LANG|LANGUAGE|LC_.*|TZ|DISPLAY|WAYLAND_DISPLAY|XDG_.*|FONTCONFIG_.*|AV_LOG_.*|NO_COLOR|FFREPORT|MALLOC_.*"
                    + "|CUDA_.*|NVIDIA_.*|LIBVA_.*|VDPAU_.*|MESA_.*|OMP_.*|LD_.*|DYLD_.*|ASYNCFFMPEG_.*|.*_PROXY");

    private SecretNames() {}

    /** Whether an option holds a secret; without its dash and without a stream specifier. */
    static boolean isOption(String name) {
        return OPTIONS.contains(name) || (hasPart(name) && !name.endsWith("file"));
    }

    /** Whether a key of a query holds a secret where FFmpeg itself reads the query. */
    static boolean isKey(String name) {
        return isOption(name);
    }

    private static boolean hasPart(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PARTS.stream().anyMatch(lower::contains);
    }

    /** Whether the whole value of a variable is a secret. */
    static boolean isVariable(String name) {
        return hasPart(name) || !HARMLESS.matcher(name).matches();
    }
}
