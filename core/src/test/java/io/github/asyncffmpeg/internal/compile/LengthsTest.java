package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.Medium;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic alone; whether FFmpeg does the same is asked in {@code ProgressFractionIT}. */
class LengthsTest {

    /** Inputs of 10 s and 4 s with video at 25 frames and audio at 44,100 samples a second. */
    private static final List<KnownInput> INPUTS = List.of(input(10), input(4));

    private static KnownInput input(double seconds) {
        return new KnownInput(
                Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds),
                List.of(Optional.of(Medium.VIDEO), Optional.of(Medium.AUDIO)),
                OptionalDouble.of(25),
                OptionalDouble.of(44_100));
    }

    private static Lengths lengths(String arguments) {
        return CompiledCommand.of(StreamSpec.ofArguments(Arrays.asList(arguments.split(" ", -1))))
                .lengths();
    }

    /** Every stream of every input goes to the first output, unless a graph takes it. */
    private static ExpectedEnd end(String arguments, List<KnownInput> inputs) {
        List<Lengths.Mapped> mapped = new ArrayList<>();
        for (int i = 0; i < inputs.size() && !arguments.contains("filter_complex"); i++) {
            mapped.add(new Lengths.Mapped(i, 0, 0));
            mapped.add(new Lengths.Mapped(i, 1, 0));
        }
        return lengths(arguments).end(inputs, mapped, List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "-i a o ~ 10",
                "-ss 4 -i a o ~ 6",
                "-ss 40 -i a o ~ ",
                "-ss 00:00:04.5 -t 00:01 -i a o ~ 1",
                "-ss 4000ms -to 7 -i a o ~ 3",
                "-sseof -4 -i a o ~ 4",
                "-sseof -40 -i a o ~ 10",
                "-t 3 -i a -ss 1 o ~ 2",
                "-i a -to 3 -ss 1 o ~ 2",
                "-i a -t 3 -to 9 o ~ 3",
                "-stream_loop 2 -i a o ~ 30",
                "-stream_loop -1 -i a o ~ ",
                "-stream_loop -1 -t 25 -i a o ~ 25",
                "-itsscale 2 -i a o ~ 20",
                "-itsoffset 2 -i a o ~ 12",
                "-itsoffset -2 -i a o ~ ",
                "-r 50 -i a -an -map 0:v -vf null o ~ 10",
                "-loop 1 -i a -t 8 o ~ 8",
                "-i a -vf trim=2:6 -af atrim=2:5 o ~ 6",
                "-i a -vf trim=2:6,setpts=PTS-STARTPTS -an -af atrim=0:1 o ~ 4",
                "-i a -vf trim=start_frame=50:end_frame=100,setpts=PTS-STARTPTS -af atrim=0:1 o ~ 2",
                "-i a -vf trim=duration=3 -af atrim=0:1 o ~ 3",
                "-i a -vf setpts=PTS*(1/4)+1/TB -af atempo=4 o ~ 3.5",
                "-i a -vf setpts=N/(50*TB) -af atempo=4 o ~ 5",
                "-i a -vf setpts=random(0)*PTS o ~ ",
                "-i a -af atempo=2,atempo=2 -vf setpts=0.25*PTS o ~ 2.5",
                "-i a -af rubberband=tempo=2 -vf setpts=0.5*PTS o ~ 5",
                "-i a -vf loop=2:25 o ~ 12",
                "-i a -vf loop=2:32767 o ~ 30",
                "-i a -vf loop=-1:1 o ~ ",
                "-i a -vf loop=-1:1 -t 20 o ~ 20",
                "-i a -vf tpad=stop=50 o ~ 12",
                "-i a -vf tpad=stop_mode=clone:stop_duration=2 o ~ 12",
                "-i a -vf tpad=stop=-1 -t 15 o ~ 15",
                "-i a -af apad=pad_dur=2 o ~ 12",
                "-i a -af apad o ~ ",
                "-i a -af apad -shortest o ~ 10",
                "-i a -af adelay=1500|500 o ~ 11.5",
                "-i a -af adelay=100S o ~ ",
                "-i a -af aecho o ~ 11",
                "-i a -af aecho=0.8:0.9:1000|1800:0.3|0.25 o ~ 11.8",
                "-i a -vf select=1 o ~ ",
                "-i a -vf mpdecimate o ~ ",
                "-i a -vf scale=2:2,hue=s=0 -af volume=2 o ~ 10",
                "-i a -vf movie=x[l];[in][l]overlay o ~ ",
                "-i a -f null - ~ 10",
                "-f lavfi -i testsrc=d=6 -map 0:v -an -shortest o ~ 6",
                "-f lavfi -i color=c=red:duration=1\\\\:02,hflip o ~ 62",
                "-f lavfi -i testsrc -t 7 o ~ 7",
                "-f x11grab -i :0 -t 7 o ~ 7",
                "-copyts -i a o ~ ",
                "-i a -filter_complex_script g -map [x] o ~ "
            })
    void ofOneInput(String arguments, Double seconds) {
        check(end(arguments, INPUTS.subList(0, 1)), seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "-i a -i b o ~ 10",
                "-i a -i b -shortest o ~ 4",
                "-i a -i b -shortest -noshortest o ~ 10",
                "-i a -i b -filter_complex [0:v][0:a][1:v][1:a]concat=n=2:v=1:a=1[v][a] -map [v] -map [a] o ~ 14",
                "-i a -i b -filter_complex [0][1]concat=2[v] -map [v] o ~ 14",
                "-i a -i b -filter_complex [0:v][1:v]overlay=10:10[v] -map [v] o ~ 10",
                "-i a -i b -filter_complex [1:v][0:v]overlay=shortest=1 o ~ 4",
                "-i a -i b -filter_complex [0:v][1:v]overlay=eof_action=endall o ~ 4",
                "-i a -i b -filter_complex [0:v]scale=2:2[s];[s][1:v]hstack,hflip[v] -map [v] o ~ 10",
                "-i a -i b -filter_complex [0:a][1:a]amix o ~ 10",
                "-i a -i b -filter_complex [0:a][1:a]amix=inputs=2:duration=shortest o ~ 4",
                "-i a -i b -filter_complex [1:a][0:a]amix=duration=first o ~ 4",
                "-i a -i b -filter_complex [0:a][1:a]amerge o ~ 4",
                "-i a -i b -filter_complex [0:v][1:v]xfade=duration=1:offset=9 o ~ 13",
                "-i a -i b -filter_complex [0:a][1:a]acrossfade=d=1 o ~ 13",
                "-i a -i b -filter_complex [0:a][1:a]acrossfade o ~ ",
                "-i a -i b -filter_complex [0:v]split[x][y];[x]trim=0:1[p];[1:v][p]concat[q];[y]nullsink -map [q] o ~ 5",
                "-i a -i b -filter_complex [x]hflip[x] -map [x] o ~ ",
                "-i a -i b -filter_complex [y]hflip[x];[x]vflip[y] -map [y] o ~ ",
                "-i a -i b -filter_complex [0:v]unknown_of_two[x];[x][1:v]whatever[y] -map [y] o ~ ",
                "-i a -i b -filter_complex [7:v]hflip o ~ "
            })
    void ofTwoInputs(String arguments, Double seconds) {
        check(end(arguments, INPUTS), seconds);
    }

    /** Each was told wrong once; what FFmpeg 5.1 and 8.0 really write was measured. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "-ss -3 -i a o ~ ",
                "-stream_loop 2 -ss 4 -i a o ~ ",
                "-stream_loop -1 -ss 4 -i a -t 20 o ~ 20",
                "-itsscale 2 -t 3 -i a o ~ 3",
                "-itsscale 2 -itsoffset 1 -i a o ~ 22",
                "-itsscale:a 2 -i a o ~ ",
                "-sseof -4 -to 3 -i a o ~ 3",
                "-ignore_loop 0 -i a -t 20 o ~ ",
                "-ignore_loop 1 -i a o ~ 10",
                "-i concat:a.ts|b.ts o ~ ",
                "-i a -filter:0 setpts=2*PTS o ~ ",
                "-i a -filter:v:0 setpts=2*PTS -filter:v:1 null o ~ ",
                "-i a -filter:v:0 scale=2:2 -filter:v:1 scale=4:4 -filter:a:0 volume=2 o ~ 10",
                "-i a -filter:v setpts=PTS/2 -filter:a atempo=2 o ~ 5",
                "-i a -frames 50 o ~ ",
                "-i a -frames:v:1 50 o ~ ",
                "-i a -aframes 50 o ~ ",
                "-i a -bsf:v setts=ts=TS*2 -c copy o ~ ",
                "-i a -vf loop=-1 -t 20 o ~ 10",
                "-i a -vf tpad=0:0:add:add:0:3 o ~ 13",
                "-i a -vf trim=0:4:0 -af atrim=0:1 o ~ ",
                "-i a -vf trim=0:9:x:y:3 -af atrim=0:1 o ~ ",
                "-i a -vf null -af aecho=0.8:0.9:2000:0.5 o ~ 12",
                "-i a -af aecho o ~ 11",
                "-i a -af asetpts=N/SR/TB -vf trim=0:1 o ~ 10",
                "-i a -vf setpts=N/FR/TB -af atrim=0:1 o ~ 10",
                "-i a -vf metadata=mode=select:key=x o ~ ",
                "-i a -vf metadata=print:file=x o ~ 10",
                "-f lavfi -i testsrc=2x2:25:5 -an -t 20 -map 0:v o ~ ",
                "-f lavfi -i color=red:2x2:25 -t 20 o ~ 20",
                "-f lavfi -i testsrc=d=3,setpts=PTS+2/TB o ~ 3"
            })
    void whatWasToldWrong(String arguments, Double seconds) {
        check(end(arguments, INPUTS.subList(0, 1)), seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "-i a -i b -filter_complex [1:v]concat=n=2 o ~ ",
                "-i a -i b -filter_complex [1:v]concat=n=1 o ~ 4",
                "-i a -i b -filter_complex [1:a]amix o ~ ",
                "-i a -i b -filter_complex [1:v][1:v]hstack=inputs=3 o ~ ",
                "-i a -i b -filter_complex [1:a][1:a]interleave=2 o ~ 4",
                "-i a -i b -filter_complex [0:a][1:a]acrossfade=d=1:o=0 o ~ 14",
                "-i a -i b -filter_complex [0:a][1:a]acrossfade=d=1:overlap=1 o ~ 13",
                "-i a -i b -filter_complex [0:v][1:v]overlay=0:0:endall o ~ 4",
                "-i a -i b -filter_complex [0:v][1:v]overlay=0:0:repeat:init:1 o ~ 4",
                "-i a -i b -filter_complex [0:a][1:a]ainterleave o ~ "
            })
    void whatWasToldWrongOfTwoInputs(String arguments, Double seconds) {
        check(end(arguments, INPUTS), seconds);
    }

    @Test
    void nobodyKnowsWhenSubtitlesEndTheShortest() {
        List<KnownInput> inputs = List.of(new KnownInput(
                OptionalDouble.of(10),
                List.of(Optional.of(Medium.VIDEO), Optional.of(Medium.SUBTITLE)),
                OptionalDouble.of(25),
                OptionalDouble.empty()));
        assertThat(end("-i a -shortest o", inputs)).isEqualTo(ExpectedEnd.UNKNOWN);
        assertThat(end("-i a o", inputs).seconds()).hasValue(10);
    }

    @Test
    void aFilterWithVeryManyInputsAndOpenPadsByTheThousandTakeLinearTime() {
        StringBuilder many = new StringBuilder();
        StringBuilder parts = new StringBuilder();
        StringBuilder open = new StringBuilder("null");
        for (int i = 0; i < 30_000; i++) {
            many.append("[p").append(i).append(']');
            parts.append(";[0:v]null[p").append(i).append(']');
            open.append(";null");
        }
        String joined = many + "concat=n=30000" + parts;
        ExpectedEnd end = Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> end("-i a -filter_complex " + joined + " o", INPUTS.subList(0, 1)));
        assertThat(end.seconds()).hasValue(300_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> end("-i a -filter_complex " + open + " o", INPUTS.subList(0, 1)));
    }

    private static void check(ExpectedEnd end, Double seconds) {
        if (seconds == null) {
            assertThat(end.seconds()).isEmpty();
        } else {
            assertThat(end.seconds().orElseThrow()).isCloseTo(seconds, within(0.001));
        }
    }

    @Test
    void anInputOfUnknownLengthIsUnknownEvenWhenItIsCut() {
        assertThat(end("-i a -t 3 o", List.of(input(Double.NaN)))).isEqualTo(ExpectedEnd.UNKNOWN);
        assertThat(end("-i a -frames:v 3 o", List.of(input(Double.NaN)))).isEqualTo(ExpectedEnd.UNKNOWN);
    }

    @Test
    void openPadsTakeWhatFFmpegSaysItHasPutThere() {
        List<Lengths.Fed> fed = List.of(new Lengths.Fed(0, 1, "amix"), new Lengths.Fed(1, 1, "amix"));
        assertThat(lengths("-i a -i b -filter_complex amix o").end(INPUTS, List.of(), fed, List.of()))
                .extracting(ExpectedEnd::seconds)
                .isEqualTo(OptionalDouble.of(10));
        assertThat(lengths("-i a -i b -filter_complex amix[x];amix[y] -map [x] o")
                        .end(INPUTS, List.of(), fed, List.of()))
                .isEqualTo(ExpectedEnd.UNKNOWN);
    }

    @Test
    void anInputThatIsNotAnnouncedYetIsUnknown() {
        assertThat(end("-i a -i b o", INPUTS.subList(0, 1))).isEqualTo(ExpectedEnd.UNKNOWN);
    }

    @Test
    void limitsOfFramesAndBytesCountWhereOneOutputHasThem() {
        assertThat(end("-i a -frames:v 50 o", INPUTS.subList(0, 1)).frames()).hasValue(50);
        assertThat(lengths("-i a -frames:v 50 o")
                        .end(
                                INPUTS.subList(0, 1),
                                List.of(new Lengths.Mapped(0, 0, 0)),
                                List.of(),
                                List.of(OptionalDouble.of(25))))
                .isEqualTo(new ExpectedEnd(OptionalDouble.of(10), OptionalLong.of(50), OptionalLong.empty()));
        assertThat(end("-i a -vframes 50 -t 3 -fs 4000 o", INPUTS.subList(0, 1)).bytes())
                .hasValue(4000);
        ExpectedEnd two = end("-i a -frames:v 50 o -vn p", INPUTS.subList(0, 1));
        assertThat(two).isEqualTo(ExpectedEnd.UNKNOWN);
        ExpectedEnd known = lengths("-i a -frames:v 50 o -t 1 p")
                .end(
                        INPUTS.subList(0, 1),
                        List.of(new Lengths.Mapped(0, 0, 0), new Lengths.Mapped(0, 0, 1)),
                        List.of(),
                        List.of(OptionalDouble.of(25)));
        assertThat(known.seconds().orElseThrow()).isCloseTo(2, within(0.001));
        assertThat(known.frames()).isEmpty();
        assertThat(end("-i a -frames:a 50 o", INPUTS.subList(0, 1))).isEqualTo(ExpectedEnd.UNKNOWN);
    }

    @Test
    void aLongGraphTakesLinearTime() {
        StringBuilder chain = new StringBuilder("[0:v]null");
        for (int i = 0; i < 50_000; i++) {
            chain.append(i % 2 == 0 ? ",null" : "[l" + i + "];[l" + i + "]null");
        }
        StringBuilder backwards = new StringBuilder("[x0]null");
        for (int i = 0; i < 50_000; i++) {
            backwards.append(";[x").append(i + 1).append("]null[x").append(i).append(']');
        }
        backwards.append(";[0:v]null[x50000]");
        for (CharSequence graph : List.of(chain, backwards)) {
            ExpectedEnd end = Assertions.assertTimeout(
                    Duration.ofSeconds(5), () -> end("-i a -filter_complex " + graph + " o", INPUTS.subList(0, 1)));
            assertThat(end.seconds()).hasValue(10);
        }
    }
}
