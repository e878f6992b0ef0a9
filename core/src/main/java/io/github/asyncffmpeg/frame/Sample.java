package io.github.asyncffmpeg.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One sample of any format as a number from -1 to 1. Stateless. */
final class Sample {

    private Sample() {}

    static double read(SampleFormat format, ByteBuffer data, int at) {
        if (format.floating()) {
            return format.bytes() == Float.BYTES ? data.getFloat(at) : data.getDouble(at);
        }
        long bits = switch (format.bytes()) {
            case 1 -> data.get(at);
            case 2 -> data.getShort(at);
            case 3 -> threeBytes(format.order(), data, at);
            case 4 -> data.getInt(at);
            default -> data.getLong(at);
        };
        int width = format.bytes() * 8;
        if (format.unsigned()) {
            // silence is in the middle of an unsigned range: turning the highest bit over makes it 0
            bits = ((bits ^ (1L << (width - 1))) << (64 - width)) >> (64 - width);
        }
        return bits / Math.scalb(1.0, width - 1);
    }

    private static int threeBytes(ByteOrder order, ByteBuffer data, int at) {
        return order == ByteOrder.BIG_ENDIAN
                ? (data.get(at) << 16) | ((data.get(at + 1) & 0xff) << 8) | (data.get(at + 2) & 0xff)
                : (data.get(at + 2) << 16) | ((data.get(at + 1) & 0xff) << 8) | (data.get(at) & 0xff);
    }
}
