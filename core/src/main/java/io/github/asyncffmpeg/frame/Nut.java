package io.github.asyncffmpeg.frame;

import java.nio.charset.StandardCharsets;

/** Words of NUT, FFmpeg's own container: what its description calls them. Stateless. */
final class Nut {

    /** What a file begins with. */
    static final byte[] ID = "nut/multimedia container\0".getBytes(StandardCharsets.US_ASCII);

    static final long MAIN = 0x4E4D_7A56_1F5F_04ADL;
    static final long STREAM = 0x4E53_1140_5BF2_F9DBL;
    static final long SYNCPOINT = 0x4E4B_E4AD_EECA_4569L;
    static final long INDEX = 0x4E58_DD67_2F23_E64EL;
    static final long INFO = 0x4E49_AB68_B596_BA78L;

    /** The name of the fact that says how many pictures a second a stream has. FFmpeg writes it and reads it. */
    static final String FRAME_RATE = "r_frame_rate";

    static final int VIDEO = 0;
    static final int AUDIO = 1;

    static final int FLAG_KEY = 1;
    static final int FLAG_END_OF_RELEVANCE = 1 << 1;
    static final int FLAG_CODED_PTS = 1 << 3;
    static final int FLAG_STREAM_ID = 1 << 4;
    static final int FLAG_SIZE_MSB = 1 << 5;
    static final int FLAG_CHECKSUM = 1 << 6;
    static final int FLAG_RESERVED = 1 << 7;
    static final int FLAG_SIDE_DATA = 1 << 8;
    static final int FLAG_HEADER_INDEX = 1 << 10;
    static final int FLAG_MATCH_TIME = 1 << 11;
    static final int FLAG_CODED = 1 << 12;
    static final int FLAG_INVALID = 1 << 13;

    /** From this many bytes on, a packet's header has a checksum of its own; and no frame header of NUT elides bytes. */
    static final int LONG_PACKET = 4096;

    private static final int[] CRC = crcTable();

    private Nut() {}

    /** CRC-32 with the polynomial 04C11DB7, highest bit first, from 0, not inverted. Over data and its checksum it is 0. */
    static int crc(int crc, int octet) {
        return (crc << 8) ^ CRC[((crc >>> 24) ^ octet) & 0xff];
    }

    static int crc(byte[] data, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc = crc(crc, data[i]);
        }
        return crc;
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int c = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                c = (c << 1) ^ (c < 0 ? 0x04C11DB7 : 0);
            }
            table[i] = c;
        }
        return table;
    }
}
