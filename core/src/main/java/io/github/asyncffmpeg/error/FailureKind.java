package io.github.asyncffmpeg.error;

/**
 * Why FFmpeg or ffprobe failed, as far as its log and its exit code tell. The words are those of FFmpeg 5.1 to 8.0; a
 * failure that no rule knows is {@link #UNRECOGNISED}, never something near it.
 *
 * <p>New constants may come with any version of this library: a {@code switch} needs a {@code default}.
 */
public enum FailureKind {
    /** No rule knows these words, or there were none. The log tail has them. */
    UNRECOGNISED,

    // Files.

    /** A file, or a folder of its path, is not there. Look at the path, and at the job's working directory. */
    NO_SUCH_FILE,
    /** The file may not be read or written by this user. Look at the rights of the file and of its folders. */
    PERMISSION_DENIED,
    /** The target is a folder, where a file is needed. */
    IS_A_DIRECTORY,
    /** The name or the path is longer than the file system takes: 255 bytes a name, 4,095 a path, on most of Linux. */
    NAME_TOO_LONG,
    /** The process may not open more files. Raise its limit ({@code ulimit -n}), or open fewer inputs in one run. */
    TOO_MANY_OPEN_FILES,
    /** The output lies on a file system that is mounted for reading alone. Write elsewhere. */
    READ_ONLY_FILE_SYSTEM,
    /** No space, no quota, or the file may not grow further. Make room; the output is broken. */
    DISK_FULL,
    /** The output is there already, and this library does not overwrite unless the spec says so. */
    OUTPUT_EXISTS,
    /** FFmpeg did all of its work, and not one frame is in an output. Look at {@code -ss}, {@code -t} and the mapping. */
    OUTPUT_EMPTY,
    /**
     * FFmpeg exited with 0, and an output is not whole: a playlist without its end, a segment that it names and that is
     * not there, a file without its index. Make it again; look at its disk and at its folders.
     */
    OUTPUT_INCOMPLETE,
    /** An output is one of the inputs, or would be written over one. Write to another name, and rename it afterwards. */
    SAME_FILE,
    /**
     * Reading or writing failed below FFmpeg: a disk, a mount, or a network protocol that gives no better reason. Of an input
     * it may be damage.
     */
    IO_ERROR,

    // What is in the files.

    /** The input is not media, is damaged, or is not of the format that was named. */
    INVALID_DATA,
    /**
     * An MP4 or MOV file without its index: it was cut off, never finished, or is something else. Get it again. Or its index is
     * at its end and the input is a stream: use {@code MediaSource.seekable()}.
     */
    MOOV_MISSING,
    /** The input has a codec that this FFmpeg cannot decode. Use a build that can, or leave the stream out. */
    NO_DECODER,
    /**
     * The input is what a policy forbids: a playlist or another format that is not on the list, a decoder that is not,
     * too many pixels or streams, too long. The message says which.
     */
    REFUSED_BY_POLICY,
    /** A picture has a size that no picture can have. Raw video needs the option {@code video_size}. */
    BAD_PICTURE_SIZE,

    // Networks and protocols.

    /** Nobody listens at that address and port. */
    CONNECTION_REFUSED,
    /** The other side ended the connection. */
    CONNECTION_LOST,
    /** The other side did not answer in time. */
    CONNECTION_TIMED_OUT,
    /** There is no way to that address. */
    NETWORK_UNREACHABLE,
    /** The host's name is not known to the name service. Mostly a typing error; now and then the name service. */
    HOST_NOT_FOUND,
    /** The encrypted connection could not be made: a certificate, or a server that does not speak TLS there. */
    TLS_FAILED,
    /** HTTP 401 or 403. Give credentials, or headers. */
    HTTP_DENIED,
    /** HTTP 404 or 410. */
    HTTP_NOT_FOUND,
    /** HTTP 429. Wait, and ask less often. */
    HTTP_TOO_MANY_REQUESTS,
    /** HTTP 400, or another status from 400 to 499. */
    HTTP_CLIENT_ERROR,
    /** HTTP 500 to 599. */
    HTTP_SERVER_ERROR,
    /** This FFmpeg does not know the protocol before {@code ://}; or a file name looks like one: give a {@code Path}. */
    PROTOCOL_NOT_FOUND,
    /** The protocol is not on the whitelist, for example a playlist that names a file of this machine. */
    PROTOCOL_NOT_ALLOWED,
    /** A list or playlist names a file that FFmpeg takes for unsafe. With trust in it, {@code -safe 0} allows that. */
    UNSAFE_FILE_NAME,
    /** Who read the output went away: a pipe was closed. */
    BROKEN_PIPE,

    // Options.

    /** This FFmpeg, or this filter, knows no such option. */
    UNKNOWN_OPTION,
    /** The option needs a value, and there is none. */
    MISSING_ARGUMENT,
    /** An option of inputs stands before an output, or the other way round, or a coder cannot use it. */
    MISPLACED_OPTION,
    /** The value is not of the option's kind, or out of its range. */
    BAD_OPTION_VALUE,
    /** The arguments name no output. */
    NO_OUTPUT,

    // Names.

    /** This FFmpeg has no such encoder: a typing error, or a build without it. */
    UNKNOWN_ENCODER,
    /** This FFmpeg has no such decoder: a typing error, or a build without it. */
    UNKNOWN_DECODER,
    /** This FFmpeg has no such filter: a typing error, or a build without it. */
    UNKNOWN_FILTER,
    /** This FFmpeg has no such bitstream filter. */
    UNKNOWN_BITSTREAM_FILTER,
    /** This FFmpeg has no such container format, or the output's name does not tell one. Give {@code -f}. */
    UNKNOWN_FORMAT,
    /** There is no such pixel or sample format. */
    UNKNOWN_PIXEL_FORMAT,

    // Graphs and streams.

    /** The text of a filter graph cannot be read: brackets, quotes, commas. */
    FILTER_GRAPH_SYNTAX,
    /** A pad of a filter leads nowhere: too few streams go in, or an output is not used. */
    UNCONNECTED_PAD,
    /** A filter refused its options, a file it needs, or the pictures it got. */
    FILTER_FAILED,
    /**
     * A stream was given a filter although it is copied, or comes out of a complex graph. A typed spec that does so is an
     * {@link FFmpegSpecException}.
     */
    FILTER_CONFLICT,
    /** Two filters share no pixel or sample format, mostly one of them in hardware: {@code hwupload} is missing. */
    FORMATS_DO_NOT_MEET,
    /** Sound where pictures are needed, or the like: a filter or an encoder that is for other streams. */
    WRONG_MEDIUM,
    /** A map, a label, a graph or an option names a stream that is not there, or cannot be read. */
    NO_SUCH_STREAM,
    /** Nothing is left to write into the output: its format takes no stream of these inputs, or all were turned off. */
    NO_STREAMS,

    // Encoders, muxers, devices.

    /** The encoder needs an even width and height. {@code scale=-2:720} and {@code pad=ceil(iw/2)*2} make them so. */
    ODD_DIMENSIONS,
    /** The codec is experimental. {@code -strict -2} allows it; there is mostly a better one. */
    EXPERIMENTAL_CODEC,
    /** The encoder refused its parameters, such as a sample rate or a number of channels. */
    ENCODER_REFUSED,
    /** The container cannot hold this codec, or so many streams. Choose another container or encoder. */
    CODEC_NOT_IN_CONTAINER,
    /**
     * The container is written by going back in a file, and the output is a pipe or a {@code MediaSink}. Choose another,
     * such as {@code matroska} or {@code mpegts}; MP4 has the option {@code movflags=frag_keyframe+empty_moov}.
     */
    OUTPUT_NOT_SEEKABLE,
    /** Many pictures would go into one file: a name needs {@code %03d}, or the option {@code frames:v} the value 1. */
    NO_NUMBER_PATTERN,
    /** Timestamps go backwards, or are missing, and the container does not allow that. */
    BAD_TIMESTAMPS,
    /** A camera, display, sound card or GPU is not there, or its driver is not. */
    NO_SUCH_DEVICE,

    // The process.

    /** Memory ran out. Fewer jobs at a time, fewer threads, smaller pictures, or a higher limit. */
    OUT_OF_MEMORY,
    /**
     * The run went over a limit of its own: on what it writes, or on its memory, as a probe may too. The message names it. Raise it, or ask for less.
     */
    LIMIT_EXCEEDED,
    /** A time limit of the job's own ran out. Raise it, or ask for less. What FFmpeg said is in the log tail. */
    TIMED_OUT,
    /** The run made no progress for as long as the job allows: an input or an output hangs. */
    STALLED,
    /** This library killed it: the program asked for that, or it did not end in time after it was asked to stop. */
    ABORTED,
    /** Code of this program that gives media to FFmpeg or takes it has failed. The exception's cause is what it threw. */
    MEDIA_CODE_FAILED,
    /** SIGKILL from outside: mostly the kernel or a container that ran out of memory. */
    KILLED,
    /** SIGTERM, SIGINT or SIGHUP from outside: somebody asked it to end. */
    TERMINATED,
    /** A crash of FFmpeg (SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE): a fault of its own. Another version may do. */
    CRASHED,
    /** FFmpeg itself did not start: a shared library of it is missing, too old, or found no memory. */
    LIBRARY_NOT_LOADED;

    /**
     * Whether the same command may succeed later with nothing changed: a network or a server that fails for a while, a
     * disk or a memory that others use too. {@code false} does not mean that it cannot. This is the list of all policies that
     * try again.
     *
     * @return whether trying again is worth while
     */
    public boolean isTransient() {
        return switch (this) {
            case CONNECTION_REFUSED,
                    CONNECTION_LOST,
                    CONNECTION_TIMED_OUT,
                    NETWORK_UNREACHABLE,
                    HTTP_TOO_MANY_REQUESTS,
                    HTTP_SERVER_ERROR,
                    TOO_MANY_OPEN_FILES,
                    DISK_FULL,
                    OUT_OF_MEMORY,
                    KILLED -> true;
            default -> false;
        };
    }

    /**
     * Whether the reason lies in the command or in the FFmpeg, not in the media or the network: the same command fails in the
     * same way however often it is tried. Of a kind that is neither this nor {@linkplain #isTransient transient} nobody can
     * say; a recording that shall never end is started again after it.
     *
     * @return whether trying again is useless
     */
    public boolean isPermanent() {
        return switch (this) {
            case UNKNOWN_OPTION,
                    MISSING_ARGUMENT,
                    MISPLACED_OPTION,
                    BAD_OPTION_VALUE,
                    NO_OUTPUT,
                    UNKNOWN_ENCODER,
                    UNKNOWN_DECODER,
                    UNKNOWN_FILTER,
                    UNKNOWN_BITSTREAM_FILTER,
                    UNKNOWN_FORMAT,
                    UNKNOWN_PIXEL_FORMAT,
                    FILTER_GRAPH_SYNTAX,
                    UNCONNECTED_PAD,
                    FILTER_CONFLICT,
                    EXPERIMENTAL_CODEC,
                    CODEC_NOT_IN_CONTAINER,
                    NO_NUMBER_PATTERN,
                    PROTOCOL_NOT_FOUND,
                    PROTOCOL_NOT_ALLOWED,
                    UNSAFE_FILE_NAME,
                    SAME_FILE,
                    OUTPUT_EXISTS,
                    IS_A_DIRECTORY,
                    NAME_TOO_LONG,
                    REFUSED_BY_POLICY,
                    LIBRARY_NOT_LOADED -> true;
            default -> false;
        };
    }
}
