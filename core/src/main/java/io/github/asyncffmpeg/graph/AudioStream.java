package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Audio: what comes out of a filter or of {@link Input#audio}, a free {@link AnyStream}, or an {@link Input} whose audio
 * FFmpeg picks. See "Audio Filters" of the FFmpeg documentation.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface AudioStream extends MediaStream permits AudioPad, AnyStream, Input {

    /**
     * Begins with a source filter such as {@code anullsrc} or {@code sine}, inside the graph.
     *
     * @param name FFmpeg's name of the source filter
     * @param arguments as for {@link #filter}
     * @return its audio
     */
    static AudioStream source(String name, Object... arguments) {
        return FilterNode.of(name, List.of(), arguments).audio();
    }

    /**
     * {@inheritDoc}
     *
     * @return the filter's output
     */
    @Override
    AudioStream filter(String name, Object... arguments);

    /**
     * {@inheritDoc}
     *
     * @return the output of the last filter
     */
    @Override
    AudioStream filters(String text);

    /**
     * Any filter from audio to audio.
     *
     * @param name FFmpeg's name of the filter
     * @param arguments as for {@link MediaStream#filter}
     * @return the filter's output, as audio
     */
    default AudioStream filterAudio(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).audio();
    }

    /**
     * Any filter that makes pictures of sound, such as {@code showwaves} or {@code showspectrum}.
     *
     * @param name FFmpeg's name of the filter
     * @param arguments as for {@link MediaStream#filter}
     * @return the filter's output, as video
     */
    default VideoStream visualize(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).video();
    }

    /**
     * Copies the audio, once for each output that is used: {@code asplit().audio(0)}. Rarely needed: a filter's output
     * that is used twice is split by itself.
     *
     * @return the filter, whose copies are taken by label
     */
    default FilterNode asplit() {
        return FilterNode.of("asplit", List.of(this));
    }

    /**
     * Keeps one piece.
     *
     * @param options such as {@code opt("start", 10)}
     * @return the piece; its time stamps are those of the source, see {@link #asetpts}
     */
    default AudioStream atrim(FilterOption... options) {
        return filterAudio("atrim", (Object[]) options);
    }

    /**
     * Keeps one piece.
     *
     * @param start where it begins
     * @param end where it ends, not included
     * @return the piece; its time stamps are those of the source, see {@link #asetpts}
     */
    default AudioStream atrim(Duration start, Duration end) {
        return atrim(FilterOption.opt("start", start), FilterOption.opt("end", end));
    }

    /**
     * Changes the time stamps.
     *
     * @param expression for example {@code PTS-STARTPTS}
     * @return the result
     */
    default AudioStream asetpts(String expression) {
        return filterAudio("asetpts", expression);
    }

    /**
     * Makes louder or softer.
     *
     * @param volume a factor, an expression, or decibels such as {@code -3dB}
     * @return the result
     */
    default AudioStream volume(Object volume) {
        return filterAudio("volume", volume);
    }

    /**
     * Plays other sounds after this one.
     *
     * @param others the sounds that follow
     * @return one after the other
     */
    default AudioStream aconcat(AudioStream... others) {
        List<AudioStream> all = new ArrayList<>(List.of(this));
        all.addAll(Arrays.asList(Objects.requireNonNull(others, "others")));
        return Concat.audio(all);
    }

    /**
     * The same stream, known to be audio. Changes no argument.
     *
     * @return the audio
     */
    default AudioStream asAudio() {
        return new AudioPad(
                node(), new PadLabel(outputNumber(), outputLabel()), specifier().map(StreamSpecifier::new));
    }
}
