package io.github.asyncffmpeg.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where an MP4 or MOV has its index: a file of boxes (ISO/IEC 14496-12, 4.2), each with its length and a type. A box {@code
 * mdat} before the {@code moov} means that the index comes after the media. Stateless.
 */
final class IndexPosition {

    private static final int HEADER = 16;

    /** Of a file that is no MP4 the first box is; of one that is, {@code moov} or {@code mdat} come soon. */
    private static final int MOST_BOXES = 64;

    /** Gives bytes of the media. */
    interface Bytes {
        /** Reads from a position as many bytes as the buffer has room for, or fewer at the end. */
        void read(ByteBuffer to, long from) throws IOException;
    }

    private IndexPosition() {}

    /**
     * Whether media begins as an MP4 does whose index is behind the media.
     *
     * @param media its bytes
     * @param size how many there are
     */
    static boolean isAtEnd(Bytes media, long size) throws IOException {
        long at = 0;
        for (int i = 0; i < MOST_BOXES && size - at >= HEADER; i++) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            media.read(header, at);
            if (header.flip().remaining() < HEADER) {
                return false;
            }
            long length = Integer.toUnsignedLong(header.getInt(0));
            String type = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
            if (i == 0 && !type.equals("ftyp") && !type.equals("wide") && !type.equals("mdat")) {
                return false;
            }
            if (type.equals("mdat") || type.equals("moov")) {
                return type.equals("mdat");
            }
            length = length == 1 ? header.getLong(8) : length;
            if (length < 8 || at + length < at) {
                return false;
            }
            at += length;
        }
        return false;
    }
}
