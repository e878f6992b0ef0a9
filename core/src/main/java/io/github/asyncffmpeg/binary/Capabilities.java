package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.binary.Capability.ChannelLayout;
import io.github.asyncffmpeg.binary.Capability.Codec;
import io.github.asyncffmpeg.binary.Capability.Coder;
import io.github.asyncffmpeg.binary.Capability.Filter;
import io.github.asyncffmpeg.binary.Capability.Format;
import io.github.asyncffmpeg.binary.Capability.PixelFormat;
import io.github.asyncffmpeg.binary.Capability.Plain;
import io.github.asyncffmpeg.binary.Capability.Protocol;
import io.github.asyncffmpeg.binary.Capability.SampleFormat;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one FFmpeg can do: its codecs, filters, formats, protocols and options, and whether an encoder works on this
 * machine.
 *
 * <p>FFmpeg is asked when something is first wanted, once for each listing, and the answers are kept for the life of the
 * JVM as long as the program file does not change. A question costs one start of the program (bundled build 10 ms, a
 * distribution's build 100 ms); callers that ask at the same time share it.
 *
 * <p>FFmpeg's listings are made for people. What is not understood in them is passed over; and when FFmpeg cannot be
 * asked at all, nothing is thrown: the {@link Listing} is empty, says why, and claims of nothing that it is lacking. Such
 * a failure is kept for ten seconds only. So no job ever depends on a listing.
 *
 * <p>A long file for the words alone: a method for each listing.
 *
 * <p>Immutable to its users and safe for any thread. What asks FFmpeg blocks its thread, and throws an
 * {@link FFmpegInterruptedException} when that is interrupted. The processes end with the JVM, and after 20 seconds at
 * most.
 */
public final class Capabilities {

    private final Questions questions;
    private final Asked<CollectedRun> build;
    private final Asked<Listing<Codec>> codecs;
    private final Asked<Listing<Coder>> encoders;
    private final Asked<Listing<Coder>> decoders;
    private final Asked<Listing<Filter>> filters;
    private final Asked<Listing<Format>> formats;
    private final Asked<Listing<Format>> devices;
    private final Asked<Listing<PixelFormat>> pixelFormats;
    private final Asked<Listing<SampleFormat>> sampleFormats;
    private final Asked<Listing<Protocol>> protocols;
    private final Asked<Listing<Plain>> bitstreamFilters;
    private final Asked<Listing<Plain>> hardwareAccelerations;
    private final Asked<Listing<ChannelLayout>> channelLayouts;
    private final Asked<Map<String, String>> options;
    private final Map<String, Asked<ComponentHelp>> helps = new ConcurrentHashMap<>();
    private final EncoderTrials trials = new EncoderTrials(this);

    Capabilities(Questions questions) {
        this.questions = questions;
        build = questions.run("-version");
        codecs = questions.listing("-codecs", ListingParser::codecs);
        encoders = questions.listing("-encoders", ListingParser::coders);
        decoders = questions.listing("-decoders", ListingParser::coders);
        filters = questions.listing("-filters", ListingParser::filters);
        formats = questions.formats();
        devices = questions.listing("-devices", FormatParser::formats);
        pixelFormats = questions.listing("-pix_fmts", ListingParser::pixelFormats);
        sampleFormats = questions.listing("-sample_fmts", ListingParser::sampleFormats);
        protocols = questions.listing("-protocols", ListingParser::protocols);
        bitstreamFilters = questions.listing("-bsfs", ListingParser::plain);
        hardwareAccelerations = questions.listing("-hwaccels", ListingParser::plain);
        channelLayouts = questions.listing("-layouts", ListingParser::channelLayouts);
        options = questions.options();
    }

    /**
     * The capabilities of an FFmpeg that runs with more variables than this JVM has.
     *
     * @param binary the FFmpeg
     * @param environment variables for its processes, in addition
     * @return its capabilities: the same object as long as its file and these variables are the same
     */
    public static Capabilities of(FFmpegBinary binary, Map<String, String> environment) {
        Objects.requireNonNull(binary, "binary");
        return CapabilityCache.of(binary, Map.copyOf(Objects.requireNonNull(environment, "environment")));
    }

    /**
     * The FFmpeg.
     *
     * @return where it is
     */
    public FFmpegBinary binary() {
        return questions.binary();
    }

    /**
     * Its version.
     *
     * @return the version; asks nothing
     */
    public FFmpegVersion version() {
        return binary().version();
    }

    /**
     * How it was built: configuration, licence, versions of libraries.
     *
     * @return the build; empty lists when FFmpeg could not be asked
     */
    public Build build() {
        return Build.parse(build.get().output());
    }

    /**
     * Its codecs, each with its encoders and decoders.
     *
     * @return of {@code -codecs}
     */
    public Listing<Codec> codecs() {
        return codecs.get();
    }

    /**
     * Its encoders: those it was built with. Whether one works on this machine, {@link #canEncode} tells.
     *
     * @return of {@code -encoders}
     */
    public Listing<Coder> encoders() {
        return encoders.get();
    }

    /**
     * Its decoders.
     *
     * @return of {@code -decoders}
     */
    public Listing<Coder> decoders() {
        return decoders.get();
    }

    /**
     * Its filters.
     *
     * @return of {@code -filters}
     */
    public Listing<Filter> filters() {
        return filters.get();
    }

    /**
     * Its container formats and devices, to read and to write.
     *
     * @return of {@code -formats}
     */
    public Listing<Format> formats() {
        return formats.get();
    }

    /**
     * What it writes.
     *
     * @return those of {@link #formats} that are muxed
     */
    public Listing<Format> muxers() {
        return formats().only(Format::muxes);
    }

    /**
     * What it reads.
     *
     * @return those of {@link #formats} that are demuxed
     */
    public Listing<Format> demuxers() {
        return formats().only(Format::demuxes);
    }

    /**
     * Its devices, such as {@code lavfi} and {@code x11grab}.
     *
     * @return of {@code -devices}
     */
    public Listing<Format> devices() {
        return devices.get();
    }

    /**
     * Its pixel formats.
     *
     * @return of {@code -pix_fmts}
     */
    public Listing<PixelFormat> pixelFormats() {
        return pixelFormats.get();
    }

    /**
     * Its sample formats.
     *
     * @return of {@code -sample_fmts}
     */
    public Listing<SampleFormat> sampleFormats() {
        return sampleFormats.get();
    }

    /**
     * Its protocols.
     *
     * @return of {@code -protocols}
     */
    public Listing<Protocol> protocols() {
        return protocols.get();
    }

    /**
     * Its bitstream filters.
     *
     * @return of {@code -bsfs}
     */
    public Listing<Plain> bitstreamFilters() {
        return bitstreamFilters.get();
    }

    /**
     * The hardware accelerations it was built with; this machine may have none of them.
     *
     * @return of {@code -hwaccels}
     */
    public Listing<Plain> hardwareAccelerations() {
        return hardwareAccelerations.get();
    }

    /**
     * The channel layouts that have a name.
     *
     * @return of {@code -layouts}
     */
    public Listing<ChannelLayout> channelLayouts() {
        return channelLayouts.get();
    }

    /**
     * The names of all options of the command line: FFmpeg's own and those of codecs, formats, protocols, scaler and
     * resampler, without dash and stream specifier. About 1,400; the page they are read from has 1.1 MB.
     *
     * @return of {@code -h full}; empty when FFmpeg could not be asked
     */
    public Set<String> optionNames() {
        return options.get().keySet();
    }

    /**
     * Whether an option may be on the command line: one of {@link #optionNames}, the {@code no} form of one, or one
     * with a letter for its medium in front ({@code vprofile}).
     *
     * @param option as it is written, without its dash, with or without a stream specifier
     * @return {@code true} also when FFmpeg could not be asked
     */
    public boolean takesOption(String option) {
        Objects.requireNonNull(option, "option");
        Map<String, String> known = options.get();
        return known.isEmpty() || OptionNames.isKnown(option, known.keySet());
    }

    /**
     * What FFmpeg says of an option.
     *
     * @param option the option without its dash
     * @return a sentence, such as {@code deprecated, use -/filter}; empty when there is none
     */
    public Optional<String> optionDescription(String option) {
        Objects.requireNonNull(option, "option");
        return Optional.ofNullable(options.get().get(OptionNames.withoutSpecifier(option)))
                .filter(text -> !text.isEmpty());
    }

    /**
     * What FFmpeg says of one encoder, filter, muxer or the like: its options above all.
     *
     * @param component what kind of thing it is
     * @param name its name
     * @return of {@code -h KIND=NAME}; without options, and with the reason, when FFmpeg has no such thing. (Of a
     *     protocol without options, FFmpeg itself says that it knows none of that name.)
     */
    public ComponentHelp help(Component component, String name) {
        Objects.requireNonNull(component, "component");
        return askedHelp(component, Objects.requireNonNull(name, "name")).get();
    }

    /**
     * The names of one kind of component, for "did you mean".
     *
     * @param component the kind
     * @return their names; empty when FFmpeg could not be asked
     */
    public Set<String> names(Component component) {
        Objects.requireNonNull(component, "component");
        return switch (component) {
            case ENCODER -> encoders().names();
            case DECODER -> decoders().names();
            case MUXER -> muxers().names();
            case DEMUXER -> demuxers().names();
            case FILTER -> filters().names();
            case BITSTREAM_FILTER -> bitstreamFilters().names();
            case PROTOCOL -> protocols().names();
        };
    }

    /**
     * The option names of one component, for "did you mean".
     *
     * @param component its kind
     * @param name its name
     * @return the names; empty when FFmpeg has no such thing or could not be asked
     */
    public Set<String> optionNamesOf(Component component, String name) {
        return help(component, name).optionNames();
    }

    /**
     * The options that are near to one that does not exist.
     *
     * @param option as it is written, without its dash
     * @return at most three, the nearest first
     */
    public List<String> nearOptions(String option) {
        Objects.requireNonNull(option, "option");
        return NearNames.nearest(OptionNames.withoutSpecifier(option), optionNames());
    }

    /**
     * Whether an encoder works on this machine: a frame, a moment of sound or a subtitle is really encoded with it. Many
     * builds have encoders of hardware ({@code h264_nvenc}) that the machine lacks.
     *
     * @param encoder its name
     * @return whether it worked; {@link #tryEncoder} has the reason too
     */
    public boolean canEncode(String encoder) {
        return tryEncoder(encoder).works();
    }

    /**
     * Encodes a frame, a moment of sound or a subtitle, and says how that went. The answer is kept, a failure for ten
     * seconds. It takes a few starts of FFmpeg where an encoder wants an uncommon size or rate, and 10 seconds at most.
     *
     * @param encoder its name; of a codec's name ({@code h264}), FFmpeg takes the codec's first encoder
     * @return how it went
     */
    public EncoderTrial tryEncoder(String encoder) {
        return trials.of(Objects.requireNonNull(encoder, "encoder"));
    }

    Asked<ComponentHelp> askedHelp(Component component, String name) {
        if (helps.size() > 2000) {
            helps.clear(); // names come from users; FFmpeg 8.0 has 1,600 components
        }
        return helps.computeIfAbsent(component.word() + '=' + name, key -> questions.help(component, name));
    }

    Asked<Listing<PixelFormat>> askedPixelFormats() {
        return pixelFormats;
    }

    Questions questions() {
        return questions;
    }

    @Override
    public String toString() {
        return "Capabilities of " + binary().ffmpeg() + " (" + version() + ')';
    }
}
