package io.github.asyncffmpeg.internal.failure;

import static io.github.asyncffmpeg.error.Failure.Part.*;
import static io.github.asyncffmpeg.error.Failure.Stage.*;
import static io.github.asyncffmpeg.error.FailureKind.*;
import static io.github.asyncffmpeg.internal.failure.FailureRule.rule;
import static io.github.asyncffmpeg.internal.failure.FailureRule.sum;

import java.util.List;

/**
 * The words FFmpeg 5.1 and 8.0 fail with, but for the texts of error numbers. The first rule that knows a line decides,
 * so the particular stands before the general.
 */
final class FailureRules {

    /** Each of these ends a run, and says why better than an error number does. */
    static final List<FailureRule> PARTICULAR = List.of(
            // What a policy forbids. First: a size that is refused leaves a filter without one.
            rule(REFUSED_BY_POLICY, OPEN, INPUT, "Format not on whitelist '.*'"),
            rule(REFUSED_BY_POLICY, OPEN, INPUT, "Number of streams exceeds max_streams parameter .*"),
            rule(
                    REFUSED_BY_POLICY,
                    OPEN,
                    INPUT,
                    "(?:\\[IMGUTILS @ \\S+\\] )?Picture size \\S+ exceeds specified max pixel count .*"),
            rule(
                    LIBRARY_NOT_LOADED,
                    OPEN,
                    null,
                    ".*: (?:error while loading shared libraries|symbol lookup error): .*"),
            rule(OUTPUT_EXISTS, CONFIGURE, OUTPUT, "File '(?<who>.*)' already exists\\. Exiting\\."),
            rule(SAME_FILE, CONFIGURE, OUTPUT, "Output (?<who>.*) same as Input #\\d+ - exiting"),
            rule(MOOV_MISSING, OPEN, INPUT, "moov atom not found"),
            // Names.
            rule(UNKNOWN_ENCODER, CONFIGURE, ENCODER, "Unknown encoder '(?<who>.*)'"),
            rule(
                    UNKNOWN_ENCODER,
                    CONFIGURE,
                    FORMAT,
                    "Automatic encoder selection failed .*Default encoder for format (?<who>\\S+) .*"),
            rule(UNKNOWN_DECODER, OPEN, DECODER, "Unknown decoder '(?<who>.*)'"),
            rule(
                    NO_DECODER,
                    CONFIGURE,
                    DECODER,
                    "Decod(?:er \\(codec|ing requested, but no decoder found for:) "
                            + "(?<who>[^ )]+)(?:\\) not found for input stream .*)?"),
            rule(UNKNOWN_FILTER, CONFIGURE, FILTER, "No such filter: '(?<who>.*)'"),
            rule(
                    UNKNOWN_BITSTREAM_FILTER,
                    CONFIGURE,
                    FILTER,
                    "Error parsing bitstream filter sequence '(?<who>.*)': Bitstream filter not found"),
            rule(UNKNOWN_FORMAT, OPEN, FORMAT, "Unknown input format: '(?<who>.*)'"),
            rule(UNKNOWN_FORMAT, CONFIGURE, FORMAT, "Requested output format '(?<who>.*)' is not .*"),
            rule(
                    UNKNOWN_FORMAT,
                    CONFIGURE,
                    OUTPUT,
                    "Unable to (?:choose an|find a suitable) output format for '(?<who>.*?)'(?:;.*)?"),
            rule(
                    UNKNOWN_PIXEL_FORMAT,
                    CONFIGURE,
                    FORMAT,
                    "(?:Unknown pixel format requested: |Invalid (?:pixel|sample) format ')(?<who>.*?)['.]"),
            // Options.
            rule(UNKNOWN_OPTION, OPEN, OPTION, "Unrecognized option '(?<who>.*)'\\."),
            rule(UNKNOWN_OPTION, CONFIGURE, OPTION, "Option '(?<who>.*)' not found"),
            rule(UNKNOWN_OPTION, CONFIGURE, OPTION, "Error applying option '(?<who>.*)' to .*: Option not found"),
            rule(UNKNOWN_OPTION, CONFIGURE, OPTION, "Could not set non-existent option '(?<who>.*)' to value '.*'"),
            rule(MISSING_ARGUMENT, OPEN, OPTION, "Missing argument for option '(?<who>.*)'\\."),
            rule(MISPLACED_OPTION, OPEN, OPTION, "Option (?<who>\\S+) \\(.*\\) cannot be applied to .*"),
            rule(MISPLACED_OPTION, OPEN, OPTION, "Codec AVOption (?<who>\\S+) .* is not an? (?:de|en)coding option\\."),
            rule(NO_OUTPUT, OPEN, null, "At least one output file must be specified"),
            rule(BAD_OPTION_VALUE, CONFIGURE, OPTION, "Error setting option (?<who>\\S+) to value .*"),
            rule(BAD_OPTION_VALUE, CONFIGURE, OPTION, "Error setting (?<who>preset)/tune .*"),
            rule(
                    BAD_OPTION_VALUE,
                    OPEN,
                    OPTION,
                    "Invalid duration (?:specification )?for (?:option )?(?<who>\\S+): .*"),
            rule(BAD_OPTION_VALUE, OPEN, OPTION, "Expected \\S+ for (?<who>\\S+) but found: .*"),
            rule(BAD_OPTION_VALUE, OPEN, OPTION, "The value for (?<who>\\S+) was .* which is not within .*"),
            rule(BAD_OPTION_VALUE, OPEN, OPTION, "Invalid value \\S+ specified for (?<who>\\S+) of .*"),
            rule(BAD_OPTION_VALUE, OPEN, OPTION, "Invalid (?<who>loglevel) .*"),
            rule(BAD_OPTION_VALUE, OPEN, OPTION, "-(?<who>sseof) value must be negative; aborting"),
            rule(BAD_OPTION_VALUE, CONFIGURE, null, "Invalid (?:framerate value|frame size|aspect ratio): .*"),
            // Streams and graphs.
            rule(NO_SUCH_STREAM, CONFIGURE, STREAM, "Stream map '(?<who>.*)' matches no streams\\."),
            rule(NO_SUCH_STREAM, CONFIGURE, STREAM, "Stream specifier '(?<who>.*)' in .* matches no streams\\."),
            rule(NO_SUCH_STREAM, CONFIGURE, STREAM, "Invalid (?:input )?file index:? (?<who>\\d+).*"),
            rule(NO_SUCH_STREAM, CONFIGURE, STREAM, "Trailing garbage after stream specifier: (?<who>.*)"),
            rule(NO_SUCH_STREAM, CONFIGURE, STREAM, "Trailing garbage at the end of a stream specifier: (?<who>.*)"),
            rule(NO_SUCH_STREAM, CONFIGURE, STREAM, "Output with label '(?<who>.*)' does not exist in any .*"),
            rule(BAD_OPTION_VALUE, MUX, OPTION, "Unable to find mapping variant stream"),
            rule(NO_STREAMS, CONFIGURE, OUTPUT, "Output file (?:#\\d+ )?does not contain any stream"),
            rule(UNCONNECTED_PAD, CONFIGURE, FILTER, "Filter '?(?<who>[^ ']+)'? has .*unconnected.*"),
            rule(
                    UNCONNECTED_PAD,
                    CONFIGURE,
                    FILTER,
                    "Cannot find .* unlabeled input pad (?:\\d+ on filter )?(?:Parsed_)?(?<who>.+?)(?:_\\d+)?\\.?"),
            rule(UNCONNECTED_PAD, CONFIGURE, FILTER, "Simple filtergraph '(?<who>.*)' was expected to have .*"),
            rule(FILTER_CONFLICT, CONFIGURE, FILTER, "Filtergraph '(?<who>.*)' was .*(?:codec copy|complex filter).*"),
            rule(FILTER_CONFLICT, CONFIGURE, OUTPUT, "Streamcopy requested for output stream .*fed from a complex .*"),
            rule(
                    FILTER_GRAPH_SYNTAX,
                    CONFIGURE,
                    null,
                    "(?:Bad \\(empty\\?\\) label found|Mismatched '\\[' found|Unable to parse graph description|"
                            + "Trailing garbage after a filter|No output pad can be associated|"
                            + "No option name near|Error parsing a filter description).*"),
            rule(
                    FORMATS_DO_NOT_MEET,
                    CONFIGURE,
                    FILTER,
                    "Impossible to convert between the formats supported by the filter '(?:Parsed_)?(?<who>.*?)(?:_\\d+)?' and .*"),
            rule(WRONG_MEDIUM, CONFIGURE, FILTER, "Media type mismatch between the '(?<who>.*?)' filter .*"),
            rule(WRONG_MEDIUM, CONFIGURE, null, "Cannot connect (?:audio|video) filter to non .* input"),
            rule(WRONG_MEDIUM, CONFIGURE, null, "Filtergraph has an? \\S+ output, cannot connect it to .*"),
            rule(WRONG_MEDIUM, CONFIGURE, ENCODER, "Invalid encoder type '(?<who>.*)'"),
            rule(WRONG_MEDIUM, OPEN, DECODER, "Invalid decoder type '(?<who>.*)'"),
            rule(WRONG_MEDIUM, CONFIGURE, null, ".*Subtitle encoding currently only possible from text to text .*"),
            rule(WRONG_MEDIUM, CONFIGURE, FILTER, "Codec .* is not supported by the bitstream filter '(?<who>.*?)'.*"),
            // Devices.
            rule(NO_SUCH_DEVICE, CONFIGURE, ENCODER, "Cannot load (?:libcuda|nvcuda|libnvidia-encode|nvEncodeAPI)\\S*"),
            rule(NO_SUCH_DEVICE, CONFIGURE, FORMAT, "No VA display found for device (?<who>.*)\\."),
            rule(NO_SUCH_DEVICE, CONFIGURE, FORMAT, "Unrecognized hwaccel: (?<who>.*)\\."),
            rule(NO_SUCH_DEVICE, CONFIGURE, null, "No (?:capable devices found|device available for decoder: .*)"),
            rule(
                    NO_SUCH_DEVICE,
                    CONFIGURE,
                    ENCODER,
                    "Failed to create a VAAPI device\\.|OpenEncodeSessionEx failed.*"
                            + "|Error (?:initializing|creating) an? (?:internal )?MFX session.*"),
            rule(NO_SUCH_DEVICE, CONFIGURE, null, "Device creation failed: .*"),
            rule(NO_SUCH_DEVICE, OPEN, null, "(?i:Cannot open (?:video|audio) device|Cannot open display) .*"),
            // Encoders.
            rule(ODD_DIMENSIONS, CONFIGURE, ENCODER, "(?:width|height) not divisible by 2 .*"),
            rule(
                    ODD_DIMENSIONS,
                    CONFIGURE,
                    ENCODER,
                    "x265 \\[error\\]: Picture (?:width|height) must be an integer multiple of the specified chroma .*"),
            rule(ODD_DIMENSIONS, CONFIGURE, ENCODER, "Svt\\[error\\]: .*Source (?:Width|Height) must be even .*"),
            rule(EXPERIMENTAL_CODEC, CONFIGURE, ENCODER, "The (?:en|de)coder '(?<who>.*)' is experimental but .*"),
            rule(EXPERIMENTAL_CODEC, MUX, OUTPUT, "\\S+ in MP4 support is experimental, .*"),
            // Containers.
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, ".*codec not currently supported in container.*"),
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "Only .* are supported for WebM\\."),
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "No (?:bmp|wav) codec tag found for codec .*"),
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "Unsupported codec id in stream \\d+"),
            rule(
                    CODEC_NOT_IN_CONTAINER,
                    MUX,
                    OUTPUT,
                    "\\S+ codec '?\\S+'? (?:for stream \\d+ is )?not compatible with .*"),
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "\\S+ muxer (?:supports only|does not support) .*"),
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "\\S+ (?:files|muxer) (?:have|supports) exactly one stream"),
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "Invalid audio stream\\. Exactly one MP3 audio stream .*"),
            rule(CODEC_NOT_IN_CONTAINER, MUX, OUTPUT, "Only AAC streams can be muxed by the ADTS muxer"),
            rule(OUTPUT_NOT_SEEKABLE, MUX, OUTPUT, "muxer does not support non.?seekable output"),
            rule(NO_NUMBER_PATTERN, MUX, OUTPUT, "Cannot write more than one file with the same name\\..*"),
            // Protocols.
            rule(HOST_NOT_FOUND, OPEN, null, "Failed to resolve hostname .*"),
            rule(PROTOCOL_NOT_ALLOWED, OPEN, null, "Protocol '.*' (?:not )?on (?:white|black)list '.*'!"),
            rule(UNSAFE_FILE_NAME, OPEN, null, "Unsafe file name '.*'"),
            rule(UNSAFE_FILE_NAME, OPEN, null, "(?:Filename extension of|URL) .* is not .*(?:extension|security).*"),
            // What a policy forbids; a stream that nobody asked for may say so in a run that fails for another reason.
            rule(REFUSED_BY_POLICY, OPEN, INPUT, "Codec \\(.*\\) not on whitelist '.*'"),
            rule(BAD_PICTURE_SIZE, CONFIGURE, null, "Picture size \\d+x\\d+ is invalid"));

    /** These say less than an error number does, or come with runs that fail for another reason. */
    static final List<FailureRule> GENERAL = List.of(
            rule(
                    OUT_OF_MEMORY,
                    ENCODE,
                    null,
                    "(?:Failed to inject frame into filter network|Error while (?!opening decoder).*"
                            + "|Error sending frames to consumers): Cannot allocate memory"),
            rule(OUT_OF_MEMORY, ENCODE, null, "(?:x26[45] \\[error\\]: )?malloc of size \\d+ failed"),
            rule(HTTP_TOO_MANY_REQUESTS, OPEN, null, "HTTP error 429\\b.*"),
            rule(HTTP_NOT_FOUND, OPEN, null, "HTTP error 410\\b.*"),
            rule(
                    BAD_TIMESTAMPS,
                    MUX,
                    OUTPUT,
                    "Application provided invalid, non monotonically increasing dts .*|pts \\(\\S+\\) < dts \\(\\S+\\) .*"
                            + "|Can't write packet with unknown timestamp|[Ff]irst pts (?:and dts )?value must be set"),
            // FFmpeg 5.1. Of a map with a question mark it is no reason.
            rule(NO_SUCH_STREAM, CONFIGURE, STREAM, "Invalid stream specifier: (?<who>.*)\\."),
            rule(TLS_FAILED, OPEN, null, "[^']*(?:TLS packet|SSL routines|certificate|Certificate).*"),
            rule(NO_SUCH_FILE, OPEN, INPUT, "File for preset '(?<who>.*)' not found"),
            rule(IO_ERROR, MUX, OUTPUT, "Could not open file : .*"),
            rule(
                    INVALID_DATA,
                    ENCODE,
                    INPUT,
                    "Cannot determine format of input (?:stream )?\\S+ after EOF|Decode error rate .* exceeds maximum .*"
                            + "|(?:.*: )?corrupt (?:decoded frame|input packet).*"),
            rule(INVALID_DATA, OPEN, INPUT, "(?:.*: )?could not find codec parameters"),
            rule(
                    INVALID_DATA,
                    OPEN,
                    INPUT,
                    "(?:Failed to read|Invalid) frame size(?: \\(\\d+\\))?: Could not seek to .*"),
            rule(INVALID_DATA, OPEN, INPUT, "Too many channels: \\d+"),
            sum(FILTER_FAILED, CONFIGURE, FILTER, "Failed to configure \\S+ pad on (?:Parsed_)?(?<who>.+?)(?:_\\d+)?"),
            sum(FILTER_FAILED, CONFIGURE, FILTER, "Error initializing filter '(?<who>.*?)'.*"),
            sum(FILTER_FAILED, CONFIGURE, FILTER, "Error initializing filters"),
            sum(FILTER_FAILED, CONFIGURE, FILTER, "Error (?:re)initializing filters!|Error while filtering: .*"),
            sum(ENCODER_REFUSED, CONFIGURE, ENCODER, ".*Error while opening encoder.*"),
            // A decoder that does not take what the file says of its stream.
            sum(
                    INVALID_DATA,
                    CONFIGURE,
                    INPUT,
                    "Error while opening decoder.*: (?:Operation not permitted|Invalid data found when processing input)"),
            rule(BAD_OPTION_VALUE, OPEN, OPTION, "Failed to set value '.*' for option '(?<who>.*)': Invalid argument"),
            rule(TERMINATED, ENCODE, null, "Exiting normally, received signal \\d+\\."));

    /** For runs of which nothing else tells anything. */
    static final List<FailureRule> LAST = List.of(
            rule(INVALID_DATA, ENCODE, INPUT, "Error during demuxing: Invalid data found when processing input"));

    private FailureRules() {}
}
