package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What goes beside a stream, a packet or a frame: how to turn it, what its colours mean. The usual kinds have a type of
 * their own; all have {@link #section} with every field.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface SideData {

    /**
     * All that ffprobe said of it.
     *
     * @return every field, by ffprobe's names
     */
    ProbeSection section();

    /**
     * Its kind, in FFmpeg's words: {@code Display Matrix}, {@code Skip Samples}.
     *
     * @return the field {@code side_data_type}
     */
    default String type() {
        return section().text("side_data_type").orElse("");
    }

    /**
     * How the picture is to be turned and mirrored.
     *
     * @param section every field
     */
    record DisplayMatrix(ProbeSection section) implements SideData {
        /**
         * The rotation as ffprobe says it.
         *
         * @return degrees, counterclockwise, -180 to 180; 0 where it is not said
         */
        public int rotation() {
            return section.integer("rotation").orElse(0);
        }

        /**
         * The matrix, row by row, in fixed point: 16.16, the last column 2.30.
         *
         * @return nine numbers; none where they cannot be read
         */
        public List<Integer> matrix() {
            List<Integer> numbers = new ArrayList<>();
            try {
                for (String line :
                        section.text("displaymatrix").orElse("").strip().split("\n", -1)) {
                    for (String number :
                            line.substring(line.indexOf(':') + 1).strip().split(" +", -1)) {
                        numbers.add(Integer.valueOf(number));
                    }
                }
            } catch (NumberFormatException notAMatrix) {
                return List.of();
            }
            return numbers.size() == 9 ? List.copyOf(numbers) : List.of();
        }
    }

    /**
     * The display on which HDR video was graded (SMPTE ST 2086).
     *
     * @param section every field: {@code red_x}, {@code red_y}, {@code green_x} …
     */
    record MasteringDisplay(ProbeSection section) implements SideData {
        /**
         * The darkest it can show.
         *
         * @return candela per square metre
         */
        public Optional<Rational> minLuminance() {
            return section.signedFraction("min_luminance");
        }

        /**
         * The brightest it can show.
         *
         * @return candela per square metre
         */
        public Optional<Rational> maxLuminance() {
            return section.signedFraction("max_luminance");
        }

        /**
         * A chromaticity of the display.
         *
         * @param name one of {@code red_x red_y green_x green_y blue_x blue_y white_point_x white_point_y}
         * @return the coordinate
         */
        public Optional<Rational> chromaticity(String name) {
            return section.signedFraction(name);
        }
    }

    /**
     * How bright HDR video gets (CTA-861.3).
     *
     * @param section every field
     */
    record ContentLight(ProbeSection section) implements SideData {
        /**
         * MaxCLL, of the brightest pixel.
         *
         * @return candela per square metre
         */
        public OptionalInt maxContent() {
            return section.integer("max_content");
        }

        /**
         * MaxFALL, of the brightest picture on average.
         *
         * @return candela per square metre
         */
        public OptionalInt maxAverage() {
            return section.integer("max_average");
        }
    }

    /**
     * The Dolby Vision configuration.
     *
     * @param section every field
     */
    record DolbyVision(ProbeSection section) implements SideData {
        /**
         * The profile.
         *
         * @return 5, 7, 8 …
         */
        public OptionalInt profile() {
            return section.integer("dv_profile");
        }

        /**
         * The level.
         *
         * @return 1 to 13
         */
        public OptionalInt level() {
            return section.integer("dv_level");
        }

        /**
         * With what its base layer is compatible.
         *
         * @return 0 nothing, 1 HDR10, 2 SDR, 4 HLG, 6 Blu-ray
         */
        public OptionalInt compatibilityId() {
            return section.integer("dv_bl_signal_compatibility_id");
        }
    }

    /**
     * Two pictures in one.
     *
     * @param section every field
     */
    record Stereo3D(ProbeSection section) implements SideData {
        /**
         * How they are packed, in FFmpeg's words: {@code side by side}, {@code top and bottom}.
         *
         * @return the field whose name is {@code type}
         */
        public Optional<String> packing() {
            return section.text("type");
        }

        /**
         * Whether the right eye comes first.
         *
         * @return the field {@code inverted}
         */
        public boolean isInverted() {
            return section.integer("inverted").orElse(0) == 1;
        }
    }

    /**
     * A picture of all directions.
     *
     * @param section every field
     */
    record Spherical(ProbeSection section) implements SideData {
        /**
         * How the sphere is laid flat, in FFmpeg's words: {@code equirectangular}, {@code cubemap}.
         *
         * @return the field {@code projection}
         */
        public Optional<String> projection() {
            return section.text("projection");
        }
    }

    /**
     * A kind that has no type of its own here.
     *
     * @param section every field
     */
    record Other(ProbeSection section) implements SideData {}
}
