package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Optional;

/**
 * One thing that an FFmpeg can do: a line of one of its listings. What the listing says beyond the columns known here is
 * in {@link #line}, and flags that are not known here are in {@code flags}.
 *
 * <p>Immutable and safe for any thread. A long file for the words alone: one record for each listing.
 */
public sealed interface Capability {

    /**
     * The name, as options take it.
     *
     * @return the name; of several the first
     */
    String name();

    /**
     * All its names: some formats have more than one ({@code mov,mp4,m4a,3gp,3g2,mj2}).
     *
     * @return the names, at least one
     */
    default List<String> names() {
        return List.of(name());
    }

    /**
     * The line that says so.
     *
     * @return the line as FFmpeg printed it
     */
    String line();

    /**
     * A codec: a way to encode, whatever encodes or decodes it. Of {@code ffmpeg -codecs}.
     *
     * @param name for example {@code h264}
     * @param medium what it codes; empty when FFmpeg says something unknown
     * @param decoders those of this FFmpeg; empty when it cannot be decoded
     * @param encoders those of this FFmpeg; empty when it cannot be encoded
     * @param flags the flags, as FFmpeg writes them: {@code DEV.LS}
     * @param description in words
     * @param line the line
     */
    record Codec(
            String name,
            Optional<Medium> medium,
            List<String> decoders,
            List<String> encoders,
            String flags,
            String description,
            String line)
            implements Capability {

        /**
         * Whether every frame stands alone.
         *
         * @return whether the flag {@code I} is there
         */
        public boolean intraOnly() {
            return Flag.isAt(flags, 3, 'I');
        }

        /**
         * Whether something may be lost.
         *
         * @return whether the flag {@code L} is there; a codec may be both lossy and lossless
         */
        public boolean lossy() {
            return Flag.isAt(flags, 4, 'L');
        }

        /**
         * Whether nothing need be lost.
         *
         * @return whether the flag {@code S} is there
         */
        public boolean lossless() {
            return Flag.isAt(flags, 5, 'S');
        }
    }

    /**
     * An encoder or a decoder. Of {@code ffmpeg -encoders} and {@code -decoders}.
     *
     * @param name for example {@code libx264}
     * @param medium what it codes; empty when FFmpeg says something unknown
     * @param codec the codec; the name itself where FFmpeg names no other
     * @param flags the flags, as FFmpeg writes them: {@code VFS..D}
     * @param description in words
     * @param line the line
     */
    record Coder(String name, Optional<Medium> medium, String codec, String flags, String description, String line)
            implements Capability {

        /**
         * Whether it needs {@code -strict -2}.
         *
         * @return whether the flag {@code X} is there
         */
        public boolean experimental() {
            return Flag.isAt(flags, 3, 'X');
        }
    }

    /**
     * A filter. Of {@code ffmpeg -filters}.
     *
     * @param name for example {@code scale}
     * @param inputs what goes in
     * @param outputs what comes out
     * @param timeline whether it has the option {@code enable}
     * @param sliceThreads whether it works on slices in parallel
     * @param commands whether it takes commands while it runs; empty where the listing does not say so, as that of FFmpeg 8.0
     * @param flags the flags, as FFmpeg writes them: {@code TSC}, in FFmpeg 8.0 {@code TS}
     * @param description in words
     * @param line the line
     */
    record Filter(
            String name,
            Pads inputs,
            Pads outputs,
            boolean timeline,
            boolean sliceThreads,
            Optional<Boolean> commands,
            String flags,
            String description,
            String line)
            implements Capability {}

    /**
     * The inputs or outputs of a filter.
     *
     * @param text as FFmpeg writes them: a letter for each ({@code VV}), {@code N} where their number depends on options,
     *     {@code |} for none
     */
    record Pads(String text) {

        /**
         * Whether there are none: a source has no inputs, a sink no outputs.
         *
         * @return whether it is {@code |}
         */
        public boolean isNone() {
            return text.equals("|");
        }

        /**
         * Whether their number or kind depends on the options.
         *
         * @return whether there is an {@code N}
         */
        public boolean isDynamic() {
            return text.indexOf('N') >= 0;
        }

        /**
         * The kinds, in their order.
         *
         * @return one for each pad whose kind is known; a dynamic one has no entry
         */
        public List<Medium> media() {
            return text.chars()
                    .mapToObj(letter -> Flag.medium((char) letter))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /**
     * A container format or a device. Of {@code ffmpeg -formats}, {@code -muxers}, {@code -demuxers}.
     *
     * @param names all names, for {@code -f}
     * @param demuxes whether it can be read
     * @param muxes whether it can be written
     * @param device whether it is a device rather than a file format
     * @param description in words
     * @param line the line
     */
    record Format(List<String> names, boolean demuxes, boolean muxes, boolean device, String description, String line)
            implements Capability {

        /** Copies its names. */
        public Format {
            names = List.copyOf(names);
        }

        @Override
        public String name() {
            return names.get(0);
        }
    }

    /**
     * A pixel format. Of {@code ffmpeg -pix_fmts}.
     *
     * @param name for example {@code yuv420p}
     * @param components how many components a pixel has; 0 for a hardware format
     * @param bitsPerPixel how many bits, on average; 0 for a hardware format
     * @param bitDepths the bits of each component; empty where FFmpeg does not say
     * @param flags the flags, as FFmpeg writes them: {@code IO...}
     * @param line the line
     */
    record PixelFormat(
            String name, int components, int bitsPerPixel, List<Integer> bitDepths, String flags, String line)
            implements Capability {

        /** Copies its depths. */
        public PixelFormat {
            bitDepths = List.copyOf(bitDepths);
        }

        /**
         * Whether its pixels are in a device's memory.
         *
         * @return whether the flag {@code H} is there
         */
        public boolean hardware() {
            return Flag.isAt(flags, 2, 'H');
        }

        /**
         * Whether pixels are indices of a palette.
         *
         * @return whether the flag {@code P} is there
         */
        public boolean paletted() {
            return Flag.isAt(flags, 3, 'P');
        }
    }

    /**
     * A sample format. Of {@code ffmpeg -sample_fmts}.
     *
     * @param name for example {@code fltp}
     * @param bits bits a sample; 0 where FFmpeg does not say
     * @param line the line
     */
    record SampleFormat(String name, int bits, String line) implements Capability {

        /**
         * Whether each channel has a plane of its own.
         *
         * @return whether the name ends with {@code p}
         */
        public boolean planar() {
            return name.endsWith("p");
        }
    }

    /**
     * A protocol. Of {@code ffmpeg -protocols}.
     *
     * @param name for example {@code https}
     * @param input whether it can be read
     * @param output whether it can be written
     * @param line the first line that names it
     */
    record Protocol(String name, boolean input, boolean output, String line) implements Capability {}

    /**
     * A channel layout. Of {@code ffmpeg -layouts}.
     *
     * @param name for example {@code 5.1}
     * @param channels for example {@code FL}, {@code FR}, {@code FC}, {@code LFE}, {@code BL}, {@code BR}
     * @param line the line
     */
    record ChannelLayout(String name, List<String> channels, String line) implements Capability {

        /** Copies its channels. */
        public ChannelLayout {
            channels = List.copyOf(channels);
        }
    }

    /**
     * A bitstream filter or a hardware acceleration: something of which FFmpeg lists nothing but the name.
     *
     * @param name for example {@code h264_mp4toannexb}, {@code vaapi}
     * @param line the line
     */
    record Plain(String name, String line) implements Capability {}
}
