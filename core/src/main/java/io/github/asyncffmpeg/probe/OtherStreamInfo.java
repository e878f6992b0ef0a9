package io.github.asyncffmpeg.probe;

/** A stream of data, an attachment, or one whose kind FFmpeg does not know: it has what all streams have. */
record OtherStreamInfo(ProbeSection section) implements StreamInfo {}
