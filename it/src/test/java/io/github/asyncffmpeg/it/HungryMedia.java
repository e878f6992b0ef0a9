package io.github.asyncffmpeg.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Small files that make a demuxer take gigabytes, built byte by byte. Stateless. */
final class HungryMedia {

    private HungryMedia() {}

    /** A MOV whose tracks each announce 30,000,000 samples of one byte: 24 bytes of index for each. */
    static byte[] announcedSamples(int tracks) {
        ByteArrayOutputStream moov = new ByteArrayOutputStream();
        moov.writeBytes(movieHeader());
        for (int track = 1; track <= tracks; track++) {
            moov.writeBytes(track(track, 30_000_000));
        }
        return joined(fileType(), box("mdat", new byte[64]), box("moov", moov.toByteArray()));
    }

    /** A fragmented MP4 whose fragments each announce a million samples of one byte, without a word about each. */
    static byte[] announcedFragments(int fragments) {
        byte[] defaults = box("mvex", full("trex", 0, ints(1, 1, 1, 1, 0)));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(fileType());
        file.writeBytes(box("moov", movieHeader(), track(1, 0), defaults));
        for (int sequence = 1; sequence <= fragments; sequence++) {
            byte[] track = box("traf", full("tfhd", 0x18, ints(1, 1, 1)), full("trun", 0, ints(1_000_000)));
            file.writeBytes(box("moof", full("mfhd", 0, ints(sequence)), track));
        }
        return file.toByteArray();
    }

    /** A MOV whose index is compressed: a gigabyte of zeros in one megabyte. */
    static byte[] compressedIndex() {
        int size = 1_000_000_000;
        byte[] body = joined(ints(size), zeros(size));
        byte[] compressed = box("cmov", box("dcom", "zlib".getBytes(StandardCharsets.US_ASCII)), box("cmvd", body));
        return joined(fileType(), box("moov", compressed), box("mdat", new byte[64]));
    }

    /** An MPEG-TS without a picture whose tables announce that many streams, 79 in each programme. */
    static byte[] announcedStreams(int programmes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer table = ByteBuffer.allocate(4 * programmes);
        for (int i = 0; i < programmes; i++) {
            table.putShort((short) (i + 1)).putShort((short) (0xe020 + i));
        }
        section(all, 0, 0, 1, table.array());
        for (int i = 0; i < programmes; i++) {
            ByteBuffer map = ByteBuffer.allocate(4 + 79 * 5);
            map.putShort((short) 0xe100).putShort((short) 0xf000);
            for (int stream = 0; stream < 79; stream++) {
                map.put((byte) 0x1b)
                        .putShort((short) (0xe000 + 0x100 + i * 79 + stream))
                        .putShort((short) 0xf000);
            }
            section(all, 0x20 + i, 2, i + 1, map.array());
        }
        byte[] once = all.toByteArray();
        return joined(once, once, once);
    }

    private static void section(ByteArrayOutputStream out, int pid, int table, int id, byte[] body) {
        ByteBuffer section = ByteBuffer.allocate(8 + body.length + 4);
        section.put((byte) table).putShort((short) (0xb000 | (body.length + 9))).putShort((short) id);
        section.put((byte) 0xc1).putShort((short) 0).put(body).putInt(crc(section.array(), 8 + body.length));
        byte[] data = joined(new byte[1], section.array());
        for (int at = 0, count = 0; at < data.length; at += 184, count++) {
            byte[] packet = new byte[188];
            Arrays.fill(packet, (byte) 0xff);
            int flags = at == 0 ? 0x4000 : 0;
            ByteBuffer.wrap(packet)
                    .put((byte) 0x47)
                    .putShort((short) (flags | pid))
                    .put((byte) (0x10 | (count & 15)))
                    .put(data, at, Math.min(184, data.length - at));
            out.writeBytes(packet);
        }
    }

    /** CRC-32 as MPEG counts it. */
    private static int crc(byte[] bytes, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
            }
        }
        return crc;
    }

    private static byte[] fileType() {
        return box("ftyp", "qt  \0\0\2\0qt  ".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] movieHeader() {
        ByteBuffer body = ByteBuffer.allocate(96);
        body.putInt(8, 1000).putInt(12, 1000).putInt(16, 0x10000).putInt(92, 100);
        return full("mvhd", 0, body.array());
    }

    private static byte[] track(int number, int samples) {
        ByteBuffer header = ByteBuffer.allocate(80);
        header.putInt(8, number).putInt(16, 1000).putInt(72, 64 << 16).putInt(76, 48 << 16);
        ByteBuffer media = ByteBuffer.allocate(20).putInt(8, 1000).putInt(12, 1000);
        ByteBuffer handler = ByteBuffer.allocate(21).putInt(4, 0x76696465); // vide
        ByteBuffer entry = ByteBuffer.allocate(78).putShort(6, (short) 1);
        entry.putShort(24, (short) 64).putShort(26, (short) 48).putShort(40, (short) 1);
        entry.putShort(74, (short) 24).putShort(76, (short) -1);
        byte[] table = box(
                "stbl",
                full("stsd", 0, joined(ints(1), box("jpeg", entry.array()))),
                full("stts", 0, ints(1, samples, 1)),
                full("stsc", 0, ints(1, 1, samples, 1)),
                full("stsz", 0, ints(1, samples)),
                full("stco", 0, ints(1, 40)));
        byte[] references = box("dinf", full("dref", 0, joined(ints(1), full("url ", 1, new byte[0]))));
        byte[] information = box("minf", full("vmhd", 1, new byte[8]), references, table);
        byte[] mdia = box("mdia", full("mdhd", 0, media.array()), full("hdlr", 0, handler.array()), information);
        return box("trak", full("tkhd", 3, header.array()), mdia);
    }

    private static byte[] zeros(int count) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] some = new byte[1_000_000];
        byte[] buffer = new byte[1 << 16];
        for (int left = count; left > 0; left -= some.length) {
            deflater.setInput(some);
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

    private static byte[] full(String type, int flags, byte[] body) {
        return box(type, ints(flags), body);
    }

    private static byte[] box(String type, byte[]... parts) {
        byte[] body = joined(parts);
        return joined(ints(8 + body.length), type.getBytes(StandardCharsets.US_ASCII), body);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
