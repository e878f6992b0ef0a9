package io.github.asyncffmpeg.binary;

/** A kind of thing that {@code ffmpeg -h KIND=NAME} describes. */
public enum Component {
    /** An encoder. */
    ENCODER("encoder"),
    /** A decoder. */
    DECODER("decoder"),
    /** A muxer. */
    MUXER("muxer"),
    /** A demuxer. */
    DEMUXER("demuxer"),
    /** A filter. */
    FILTER("filter"),
    /** A bitstream filter. */
    BITSTREAM_FILTER("bsf"),
    /** A protocol. */
    PROTOCOL("protocol");

    private final String word;

    Component(String word) {
        this.word = word;
    }

    /** FFmpeg's word for it. */
    String word() {
        return word;
    }
}
