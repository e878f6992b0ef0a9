package io.github.asyncffmpeg.internal.compile;

import java.util.Set;

/**
 * What a command names of FFmpeg's own things: plain words, as they are written, for a check against what an FFmpeg has.
 * What stands in files ({@code -filter_complex_script}) is not seen.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param encoders of {@code -c} and its kin before outputs, without {@code copy}
 * @param decoders of {@code -c} and its kin before inputs
 * @param muxers of {@code -f} before outputs
 * @param demuxers of {@code -f} before inputs
 * @param filters of all graphs, without the names of their instances ({@code scale@big})
 * @param bitstreamFilters of {@code -bsf} and its kin
 * @param inputProtocols what inputs begin with: {@code https}
 * @param outputProtocols what outputs begin with
 * @param hardwareAccelerations of {@code -hwaccel}, without {@code auto} and {@code none}
 * @param pixelFormats of {@code -pix_fmt}
 * @param sampleFormats of {@code -sample_fmt}
 * @param options all options, without dash and stream specifier
 */
public record CommandNames(
        Set<String> encoders,
        Set<String> decoders,
        Set<String> muxers,
        Set<String> demuxers,
        Set<String> filters,
        Set<String> bitstreamFilters,
        Set<String> inputProtocols,
        Set<String> outputProtocols,
        Set<String> hardwareAccelerations,
        Set<String> pixelFormats,
        Set<String> sampleFormats,
        Set<String> options) {}
