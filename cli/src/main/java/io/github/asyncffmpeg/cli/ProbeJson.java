package io.github.asyncffmpeg.cli;

import com.google.gson.stream.JsonWriter;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.media.Rational;
import io.github.asyncffmpeg.probe.AudioStreamInfo;
import io.github.asyncffmpeg.probe.ChapterInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.StreamInfo;
import io.github.asyncffmpeg.probe.SubtitleStreamInfo;
import io.github.asyncffmpeg.probe.VideoStreamInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is in a file as one line of JSON; {@code docs/cli.md} has the fields. What is not known is not there. Times are
 * seconds, sizes bytes, rates bits a second.
 */
final class ProbeJson {

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    private ProbeJson() {
        json.setSerializeNulls(false);
    }

    static String line(ProbedFile file) {
        ProbeJson line = new ProbeJson();
        try {
            line.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has none
        }
        return line.text.toString();
    }

    private void write(ProbedFile file) throws IOException {
        json.beginObject().name("file").value(file.name());
        MediaInfo info = file.info();
        if (info == null) {
            error(file);
        } else {
            format(info);
            json.name("streams").beginArray();
            for (StreamInfo stream : info.streams()) {
                stream(stream);
            }
            json.endArray().name("chapters").beginArray();
            for (ChapterInfo chapter : info.chapters()) {
                json.beginObject();
                seconds("start", chapter.start());
                seconds("end", chapter.end());
                text("title", chapter.title());
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void error(ProbedFile file) throws IOException {
        RuntimeException error = file.error();
        json.name("error").beginObject().name("message").value(file.reason());
        if (error instanceof FFmpegProcessException process) {
            json.name("kind").value(process.failure().kind().name());
            json.name("exitCode").value(process.exitCode());
        }
        json.endObject();
    }

    private void format(MediaInfo info) throws IOException {
        json.name("format").value(String.join(",", info.formats()));
        text("formatName", info.formatName());
        seconds("start", info.start());
        seconds("duration", info.duration());
        number("size", info.size());
        number("bitRate", info.bitRate());
        tags(info.tags());
    }

    private void stream(StreamInfo stream) throws IOException {
        json.beginObject()
                .name("index")
                .value(stream.index())
                .name("type")
                .value(stream.codecType().orElse("unknown"));
        text("codec", stream.codecName());
        text("profile", stream.profile());
        if (stream instanceof VideoStreamInfo video) {
            video(video);
        } else if (stream instanceof AudioStreamInfo audio) {
            number("sampleRate", audio.sampleRate());
            number("channels", audio.channels());
            text("channelLayout", audio.channelLayout());
            text("sampleFormat", audio.sampleFormat());
        } else if (!(stream instanceof SubtitleStreamInfo)) {
            text("attachment", stream.attachmentName());
        }
        text("language", stream.language());
        seconds("start", stream.start());
        seconds("duration", stream.duration());
        number("bitRate", stream.bitRate());
        number("frames", stream.declaredFrames());
        json.name("dispositions").beginArray();
        for (String disposition : stream.dispositions()) {
            json.value(disposition);
        }
        json.endArray();
        tags(stream.tags());
        json.endObject();
    }

    private void video(VideoStreamInfo video) throws IOException {
        if (video.size().isPresent()) {
            json.name("width").value(video.size().get().width());
            json.name("height").value(video.size().get().height());
        }
        if (video.displaySize().isPresent()) {
            json.name("displayWidth").value(video.displaySize().get().width());
            json.name("displayHeight").value(video.displaySize().get().height());
        }
        if (video.sampleAspectRatio().isPresent()) {
            Rational pixel = video.sampleAspectRatio().get();
            json.name("sampleAspectRatio").value(pixel.numerator() + ":" + pixel.denominator());
        }
        text("fieldOrder", video.fieldOrder());
        json.name("rotation").value(video.rotation());
        Optional<Rational> rate = video.averageFrameRate().or(video::baseFrameRate);
        if (rate.isPresent()) {
            json.name("frameRate").value(decimal(BigDecimal.valueOf(rate.get().toDouble())));
            json.name("frameRateExact").value(rate.get().toString());
        }
        text("pixelFormat", video.pixelFormat());
        text("colorRange", video.colorRange());
        text("colorSpace", video.colorSpace());
        text("colorTransfer", video.colorTransfer());
        text("colorPrimaries", video.colorPrimaries());
        json.name("hdr").value(video.isHdr() || MediaWords.hdr(video).isPresent());
        json.name("cover").value(video.isCover());
    }

    private void tags(Map<String, String> tags) throws IOException {
        json.name("tags").beginObject();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            json.name(tag.getKey()).value(tag.getValue());
        }
        json.endObject();
    }

    private void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.name(name).value(value.get());
        }
    }

    private void number(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.name(name).value(value.getAsLong());
        }
    }

    private void number(String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            json.name(name).value(value.getAsInt());
        }
    }

    private void seconds(String name, Optional<Duration> time) throws IOException {
        if (time.isPresent()) {
            BigDecimal whole = BigDecimal.valueOf(time.get().toSeconds());
            json.name(name)
                    .value(decimal(whole.add(BigDecimal.valueOf(time.get().toNanosPart(), 9))));
        }
    }

    /** To the microsecond, without zeros at the end and without an exponent. */
    private static BigDecimal decimal(BigDecimal value) {
        BigDecimal short6 = value.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        return short6.scale() < 0 ? short6.setScale(0) : short6;
    }
}
