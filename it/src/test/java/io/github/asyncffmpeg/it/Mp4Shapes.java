package io.github.asyncffmpeg.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes many MP4 files of one: the same media in other arrangements of boxes (ISO/IEC 14496-12). Stateless. */
final class Mp4Shapes {

    private static final Set<String> CONTAINERS = Set.of("trak", "mdia", "minf", "stbl");

    private Mp4Shapes() {}

    private record Box(String type, byte[] content) {
        byte[] bytes(boolean wide) {
            int header = wide ? 16 : 8;
            ByteBuffer all = ByteBuffer.allocate(header + content.length);
            all.putInt(wide ? 1 : all.capacity()).put(type.getBytes(StandardCharsets.ISO_8859_1));
            if (wide) {
                all.putLong(all.capacity());
            }
            return all.put(content).array();
        }
    }

    private static List<Box> boxes(byte[] file) {
        List<Box> boxes = new ArrayList<>();
        for (int at = 0; at < file.length; ) {
            ByteBuffer box = ByteBuffer.wrap(file, at, file.length - at).slice();
            int length = box.getInt(0);
            byte[] content = new byte[length - 8];
            box.get(8, content);
            boxes.add(new Box(new String(file, at + 4, 4, StandardCharsets.ISO_8859_1), content));
            at += length;
        }
        return boxes;
    }

    /**
     * The same media with boxes between its own, and perhaps with a length of 64 bits or of "to the end" for the media.
     *
     * @param file an MP4 without fragments, as FFmpeg writes it
     * @param seed says which arrangement
     * @param room how large the boxes between may be
     */
    static byte[] arranged(byte[] file, long seed, int room) {
        Random random = new Random(seed);
        List<Box> given = boxes(file);
        boolean wide = random.nextBoolean();
        boolean toTheEnd =
                random.nextInt(4) == 0 && given.get(given.size() - 1).type().equals("mdat");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long moovAt = -1;
        long oldMedia = -1;
        long newMedia = -1;
        long oldAt = 0;
        for (Box box : given) {
            if (!box.type().equals("ftyp") && random.nextInt(3) > 0) {
                all.writeBytes(filler(random, room).bytes(random.nextInt(5) == 0));
            }
            boolean media = box.type().equals("mdat");
            if (box.type().equals("moov")) {
                moovAt = all.size();
            } else if (media) {
                oldMedia = oldAt + 8;
                newMedia = all.size() + (wide ? 16 : 8);
            }
            byte[] bytes = box.bytes(media && wide);
            all.writeBytes(media && toTheEnd && !wide ? toTheEnd(bytes) : bytes);
            oldAt += 8 + box.content().length;
        }
        if (!toTheEnd && random.nextBoolean()) {
            all.writeBytes(filler(random, room).bytes(false));
        }
        byte[] arranged = all.toByteArray();
        shift(ByteBuffer.wrap(arranged), (int) moovAt + 8, newMedia - oldMedia);
        return arranged;
    }

    private static byte[] toTheEnd(byte[] box) {
        ByteBuffer.wrap(box).putInt(0, 0);
        return box;
    }

    private static Box filler(Random random, int room) {
        byte[] content = new byte[16 + random.nextInt(room)];
        random.nextBytes(content);
        return new Box(List.of("free", "skip", "uuid", "wide", "zzzz").get(random.nextInt(5)), content);
    }

    /** Moves the offsets of the media, in the boxes from a place to the end of the box around it. */
    private static void shift(ByteBuffer file, int from, long by) {
        int end = from - 8 + file.getInt(from - 8);
        for (int at = from; at < end; at += file.getInt(at)) {
            byte[] name = new byte[4];
            file.get(at + 4, name);
            String type = new String(name, StandardCharsets.ISO_8859_1);
            if (CONTAINERS.contains(type)) {
                shift(file, at + 8, by);
            } else if (type.equals("stco")) {
                for (int i = 0; i < file.getInt(at + 12); i++) {
                    int entry = at + 16 + 4 * i;
                    file.putInt(entry, file.getInt(entry) + (int) by);
                }
            }
        }
    }
}
