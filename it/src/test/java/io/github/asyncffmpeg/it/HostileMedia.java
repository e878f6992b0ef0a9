package io.github.asyncffmpeg.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files as an attacker uploads them, built byte by byte. Stateless. */
final class HostileMedia {

    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "dinf");

    private HostileMedia() {}

    /** An HLS playlist of one segment. */
    static String playlist(String segment) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + segment + "\n#EXT-X-ENDLIST\n";
    }

    static String manifest(String address) {
        return "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\""
                + " mediaPresentationDuration=\"PT3S\" minBufferTime=\"PT1S\""
                + " profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period><AdaptationSet mimeType=\"video/mp4\">"
                + "<Representation id=\"0\" bandwidth=\"1000\" width=\"64\" height=\"48\"><BaseURL>" + address
                + "</BaseURL></Representation></AdaptationSet></Period></MPD>";
    }

    static String session(int port) {
        return "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video " + port
                + " RTP/AVP 96\na=rtpmap:96 H264/90000\n";
    }

    /** A gray PNG; of a bomb a kilobyte holds a million pixels. */
    static byte[] png(int width, int height, boolean withPixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(withPixels ? (width + 1L) * height : 1000));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] body = joined(type.getBytes(StandardCharsets.US_ASCII), data);
        CRC32 crc = new CRC32();
        crc.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] deflated(long zeros) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] some = new byte[1 << 16];
        byte[] buffer = new byte[1 << 16];
        for (long left = zeros; left > 0; left -= some.length) {
            deflater.setInput(some, 0, (int) Math.min(left, some.length));
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] gif(int width, int height) {
        ByteBuffer gif = little(64).put("GIF89a".getBytes(StandardCharsets.US_ASCII));
        gif.putShort((short) width).putShort((short) height).put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
        gif.put((byte) 0x2c)
                .putInt(0)
                .putShort((short) width)
                .putShort((short) height)
                .put((byte) 0);
        return gif.put(new byte[] {2, 2, 0x4c, 1, 0, 0x3b}).array();
    }

    static byte[] bmp(int width, int height) {
        ByteBuffer bmp = little(2054)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(2054)
                .putInt(0)
                .putInt(54);
        bmp.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
        return bmp.array();
    }

    static byte[] webp(int width, int height) {
        ByteBuffer webp =
                little(120).put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(112);
        webp.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(100).put((byte) 0x2f);
        return webp.putInt((width - 1) | (height - 1) << 14).array();
    }

    /** A JPEG that says it is of another size; FFmpeg believes it where there is a bit at least for each block. */
    static byte[] jpeg(byte[] real, int width, int height) {
        for (int i = 0; i + 9 < real.length; i++) {
            if (real[i] == -1 && real[i + 1] == (byte) 0xc0) { // the frame header
                byte[] changed = Arrays.copyOf(real, width / 8 * (height / 8) / 4 + real.length);
                ByteBuffer.wrap(changed).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return changed;
            }
        }
        throw new AssertionError("no frame header in that file");
    }

    static byte[] tiff(int width, int height) {
        ByteBuffer tiff =
                little(400).put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        int[][] tags = {
            {256, 4, width},
            {257, 4, height},
            {258, 3, 8},
            {259, 3, 1},
            {262, 3, 1},
            {273, 4, 200},
            {277, 3, 1},
            {278, 4, height},
            {279, 4, 100}
        };
        tiff.putShort((short) tags.length);
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
        }
        return tiff.array();
    }

    /**
     * A QuickTime file whose samples are those of another one with the same layout; its own are wiped out.
     *
     * @param whole a file with one track and its index at the end
     * @param alias the path of the other, absolute
     * @param relative whether it is to be looked for in the folder of this one
     */
    static byte[] withDataOf(byte[] whole, String alias, boolean relative) {
        return boxes(whole, 0, whole.length, dref(alias, relative));
    }

    private static byte[] boxes(byte[] bytes, int from, int to, byte[] dref) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = from; at + 8 <= to; ) {
            int size = ByteBuffer.wrap(bytes, at, 4).getInt();
            String type = new String(bytes, at + 4, 4, StandardCharsets.US_ASCII);
            byte[] body = Arrays.copyOfRange(bytes, at + 8, at + size);
            if (CONTAINERS.contains(type)) {
                body = boxes(bytes, at + 8, at + size, dref);
            } else if (type.equals("dref")) {
                body = dref;
            } else if (type.equals("mdat")) {
                body = new byte[body.length];
            }
            out.writeBytes(box(type, body));
            at += size;
        }
        return out.toByteArray();
    }

    /** One alias of the old Macintosh, as FFmpeg reads it. */
    private static byte[] dref(String alias, boolean relative) {
        byte[] path = alias.getBytes(StandardCharsets.UTF_8);
        path = Arrays.copyOf(path, path.length + path.length % 2);
        short level = (short) (relative ? 1 : 0);
        ByteBuffer record = ByteBuffer.allocate(158 + path.length + 200);
        record.position(4 + 10 + 28 + 12 + 64 + 16); // flags, and parts that are empty
        record.putShort(level).putShort(level).position(record.position() + 16);
        record.putShort((short) 2).putShort((short) path.length).put(path);
        record.putShort((short) -1).putShort((short) 0);
        byte[] entry = box("alis", record.array());
        return joined(ByteBuffer.allocate(8).putInt(0).putInt(1).array(), entry);
    }

    private static byte[] box(String type, byte[] body) {
        byte[] head = ByteBuffer.allocate(8)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .array();
        return joined(head, body);
    }

    /**
     * An AVI whose sound has become subtitles ("GAB2"), which are a playlist: read by a demuxer of their own, once HLS.
     *
     * @param avi a file with a video and PCM sound
     */
    static byte[] withSubtitles(byte[] avi, String playlist) {
        String text = new String(avi, StandardCharsets.ISO_8859_1);
        byte[] changed = avi.clone();
        put(changed, text.indexOf("auds"), "txts".getBytes(StandardCharsets.US_ASCII));
        int chunk = text.indexOf("01wb", text.indexOf("movi"));
        int size = ByteBuffer.wrap(avi).order(ByteOrder.LITTLE_ENDIAN).getInt(chunk + 4);
        ByteBuffer body =
                little(size).put("GAB2\0".getBytes(StandardCharsets.US_ASCII)).putShort((short) 2);
        body.putInt(2).putShort((short) 'a').putShort((short) 4).putInt(playlist.length());
        body.put(playlist.getBytes(StandardCharsets.US_ASCII));
        put(changed, chunk + 2, "tx".getBytes(StandardCharsets.US_ASCII));
        put(changed, chunk + 8, body.array());
        return changed;
    }

    private static void put(byte[] bytes, int at, byte[] some) {
        if (at < 0) {
            throw new AssertionError("that file is not as expected");
        }
        System.arraycopy(some, 0, bytes, at, some.length);
    }

    /** A Matroska file that says it plays that long. */
    static byte[] lasting(byte[] mkv, double millis) {
        byte[] key = {0x44, (byte) 0x89, (byte) 0x88};
        for (int i = 0; i + 11 < mkv.length; i++) {
            if (Arrays.equals(mkv, i, i + 3, key, 0, 3)) {
                byte[] changed = mkv.clone();
                ByteBuffer.wrap(changed).putDouble(i + 3, millis);
                return changed;
            }
        }
        throw new AssertionError("no duration in that file");
    }

    /** A FLAC with a cover whose MIME type is a text of the file's. */
    static byte[] withCover(byte[] flac, String mime) {
        byte[] type = mime.getBytes(StandardCharsets.UTF_8);
        ByteBuffer block = ByteBuffer.allocate(4 + 32 + type.length + 8);
        block.putInt(0x06000000 | (32 + type.length + 8)); // a picture, and not the last block
        block.putInt(3).putInt(type.length).put(type).putInt(0);
        block.putInt(1).putInt(1).putInt(24).putInt(0).putInt(8).putLong(0);
        int first = 4 + 4 + 34; // the marker and the stream's information
        byte[] head = Arrays.copyOf(flac, first);
        return joined(joined(head, block.array()), Arrays.copyOfRange(flac, first, flac.length));
    }

    /** An MP3 with an ID3 tag whose picture has a MIME type of the file's. */
    static byte[] withPicture(byte[] mp3, String mime) {
        byte[] text = (mime + "\0\3\0picture").getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(11 + text.length).put("APIC".getBytes(StandardCharsets.US_ASCII));
        frame.putInt(text.length + 1).putShort((short) 0).put((byte) 3).put(text);
        int size = frame.capacity();
        ByteBuffer head = ByteBuffer.allocate(10).put(new byte[] {'I', 'D', '3', 3, 0, 0});
        for (int shift = 21; shift >= 0; shift -= 7) {
            head.put((byte) (size >> shift & 127));
        }
        return joined(joined(head.array(), frame.array()), mp3);
    }

    /** A Matroska file of another type. */
    static byte[] ofType(byte[] mkv, String type) {
        byte[] text = type.getBytes(StandardCharsets.UTF_8);
        int at = new String(mkv, StandardCharsets.ISO_8859_1).indexOf("matroska") - 3;
        byte[] before = Arrays.copyOfRange(mkv, 5, at);
        byte[] after = Arrays.copyOfRange(mkv, at + 11, 5 + (mkv[4] & 127));
        int size = before.length + 4 + text.length + after.length;
        ByteBuffer head = ByteBuffer.allocate(6 + size).putInt(0x1a45dfa3).putShort((short) (0x4000 | size));
        head.put(before).putShort((short) 0x4282).putShort((short) (0x4000 | text.length));
        head.put(text).put(after);
        return joined(head.array(), Arrays.copyOfRange(mkv, 5 + (mkv[4] & 127), mkv.length));
    }

    /** An AVI that shows each frame for so many seconds. */
    static byte[] atOneFrameIn(byte[] avi, int seconds) {
        String text = new String(avi, StandardCharsets.ISO_8859_1);
        byte[] changed = avi.clone();
        put(
                changed,
                text.indexOf("strh") + 28,
                little(8).putInt(seconds).putInt(1).array());
        return changed;
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
