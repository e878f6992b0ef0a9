package io.github.asyncffmpeg.frame;

import java.io.IOException;
import java.io.StreamCorruptedException;

/** What the first byte of a frame stands for: a table of the main header. Filled once, then read. */
final class NutFrameCodes {

    private static final int CODES = 256;

    final int[] flags = new int[CODES];
    final int[] stream = new int[CODES];
    final int[] sizeFactor = new int[CODES];
    final int[] sizeRest = new int[CODES];
    final long[] ptsStep = new long[CODES];
    final int[] reserved = new int[CODES];
    final int[] elision = new int[CODES];

    NutFrameCodes(NutInput in) throws IOException {
        long step = 0;
        int factor = 1;
        int streamId = 0;
        int header = 0;
        int code = 0;
        while (code < CODES) {
            int flag = in.number("the flags of a frame code", 0xffff);
            int fields = in.number("the fields of a frame code", 1024);
            step = fields > 0 ? in.signed() : step;
            factor = fields > 1 ? in.number("the size factor of a frame code", 1 << 14) : factor;
            streamId = fields > 2 ? in.number("the stream of a frame code", 1024) : streamId;
            int rest = fields > 3 ? in.number("the size of a frame code", 1 << 14) : 0;
            int words = fields > 4 ? in.number("the reserved words of a frame code", 256) : 0;
            int count = fields > 5 ? in.number("the count of a frame code", CODES) : factor - rest;
            if (fields > 6) {
                in.signed();
            }
            header = fields > 7 ? in.number("the elision header of a frame code", 127) : header;
            for (int i = 8; i < fields; i++) {
                in.number();
            }
            if (count <= 0) {
                throw new StreamCorruptedException("not FFmpeg's NUT: a frame code stands for nothing");
            }
            for (int i = 0; i < count; code++) {
                if (code >= CODES) {
                    throw new StreamCorruptedException("not FFmpeg's NUT: more than 256 frame codes");
                }
                if (code == 'N') {
                    // what begins with an N is a start code
                    flags[code] = Nut.FLAG_INVALID;
                    continue;
                }
                flags[code] = flag;
                stream[code] = streamId;
                sizeFactor[code] = factor;
                sizeRest[code] = rest + i;
                ptsStep[code] = step;
                reserved[code] = words;
                elision[code] = header;
                i++;
            }
        }
    }
}
