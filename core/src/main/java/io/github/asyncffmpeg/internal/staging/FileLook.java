package io.github.asyncffmpeg.internal.staging;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a few small reads whether a file that FFmpeg calls finished holds pictures or sound, and whether its end is
 * there. It reads what FFmpeg 5.1 and 8.0 write; of what it does not know it says so. Stateless; it blocks.
 */
final class FileLook {

    /** What can be told of a file. */
    enum Seen {
        /** It holds something, and as far as was read nothing of it is missing. */
        WHOLE,
        /** Nothing but the headers of its format, or not even those. */
        EMPTY,
        /** Some of its streams hold nothing. */
        PARTLY_EMPTY,
        /** Its end is missing, or its index. */
        CUT,
        /** It is of another format. */
        UNKNOWN
    }

    /** A fragmented film has thousands of boxes; who reads so many knows what it is. */
    private static final int MOST_PARTS = 256;

    private static final int FOURCC = 4;
    private static final long TS_PACKET = 188;

    private final FileBytes file;
    private final int streams;

    private FileLook(FileBytes file, int streams) {
        this.file = file;
        this.streams = streams;
    }

    /**
     * Looks.
     *
     * @param path the file
     * @param streams how many streams of pictures and sound it must hold at least
     */
    static Seen at(Path path, int streams) throws IOException {
        try (FileBytes file = new FileBytes(path)) {
            return file.size() == 0 ? Seen.EMPTY : new FileLook(file, streams).look();
        } catch (EOFException shorterThanItSays) {
            return Seen.CUT;
        }
    }

    private Seen look() throws IOException {
        switch (file.code(0)) {
            case "RIFF", "RF64" -> {
                return riff();
            }
            case "FORM" -> {
                return aiff();
            }
            case "fLaC" -> {
                return flac();
            }
            case "OggS" -> {
                return ogg();
            }
            default -> {}
        }
        if (file.size() > 2 * FOURCC
                && switch (file.code(FOURCC)) {
                    case "ftyp", "styp", "moov", "moof", "wide", "sidx" -> true;
                    default -> false;
                }) {
            return boxes();
        }
        if (file.size() > FOURCC && file.number(0, FOURCC) == 0x1A45DFA3L) {
            return matroska();
        }
        return xing().orElse(isCutTransportStream() ? Seen.CUT : Seen.UNKNOWN);
    }

    /** MP4, MOV and what is made like them. An empty track is left out of the index by FFmpeg. */
    private Seen boxes() throws IOException {
        boolean index = false;
        boolean fragments = false;
        boolean pictures = false;
        long moov = -1;
        long moovEnd = -1;
        long position = 0;
        for (int i = 0; position < file.size() && i < MOST_PARTS; i++) {
            Box box = box(position, file.size());
            if (box == null) {
                return Seen.CUT;
            }
            switch (box.type) {
                case "moov" -> {
                    index = true;
                    moov = box.body;
                    moovEnd = box.end;
                }
                case "moof" -> fragments = true;
                case "meta" -> pictures = true; // HEIF
                default -> {}
            }
            position = box.end;
        }
        if (fragments || pictures) {
            return Seen.WHOLE;
        }
        if (!index) {
            return moovlessSegment() ? Seen.EMPTY : Seen.CUT;
        }
        return tracks(moov, moovEnd);
    }

    /** The first box of a segment that has nothing else in it. */
    private boolean moovlessSegment() throws IOException {
        return file.code(FOURCC).equals("styp");
    }

    /** What an index tells, of a film without fragments. A cover is no track. */
    private Seen tracks(long from, long end) throws IOException {
        int tracks = 0;
        boolean media = false;
        boolean cover = false;
        for (Box box = box(from, end); box != null; box = box(box.end, end)) {
            switch (box.type) {
                case "mvex" -> {
                    return Seen.EMPTY; // the samples would be in fragments
                }
                case "trak" -> {
                    tracks++;
                    media = media || isMedia(box);
                }
                case "udta" -> cover = hasCover(box);
                default -> {}
            }
        }
        if (!media) {
            return Seen.EMPTY;
        }
        return tracks < streams && !cover ? Seen.PARTLY_EMPTY : Seen.WHOLE;
    }

    private boolean hasCover(Box tags) throws IOException {
        for (Box meta = box(tags.body, tags.end); meta != null; meta = box(meta.end, tags.end)) {
            for (Box list = box(meta.body + FOURCC, meta.end); list != null; list = box(list.end, meta.end)) {
                for (Box tag = box(list.body, list.end); tag != null; tag = box(tag.end, list.end)) {
                    if (tag.type.equals("covr")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isMedia(Box track) throws IOException {
        for (Box box = box(track.body, track.end); box != null; box = box(box.end, track.end)) {
            if (!box.type.equals("mdia")) {
                continue;
            }
            for (Box inner = box(box.body, box.end); inner != null; inner = box(inner.end, box.end)) {
                if (inner.type.equals("hdlr")) {
                    String handler = file.code(inner.body + 2 * FOURCC);
                    return handler.equals("vide") || handler.equals("soun");
                }
            }
        }
        return false;
    }

    private record Box(String type, long body, long end) {}

    /** The box at a position, or {@code null} where there is none, or not all of it. */
    private @Nullable Box box(long position, long limit) throws IOException {
        if (position + 2 * FOURCC > limit) {
            return null;
        }
        long size = file.number(position, FOURCC);
        long body = position + 2 * FOURCC;
        if (size == 1) {
            if (body + 2 * FOURCC > limit) {
                return null;
            }
            size = file.number(body, 2 * FOURCC);
            body += 2 * FOURCC;
        } else if (size == 0) {
            size = limit - position;
        }
        boolean fits = size >= body - position && size <= limit - position;
        return fits ? new Box(file.code(position + FOURCC), body, position + size) : null;
    }

    /** Matroska and WebM: FFmpeg begins a cluster with the first packet. */
    private Seen matroska() throws IOException {
        Element head = element(0);
        Element segment = element(head.end);
        if (segment.id != 0x18538067L) {
            return Seen.UNKNOWN;
        }
        if (segment.end > file.size()) {
            return Seen.CUT;
        }
        long position = segment.body;
        for (int i = 0; position < segment.end && i < MOST_PARTS; i++) {
            Element part = element(position);
            if (part.id == 0x1F43B675L) {
                return Seen.WHOLE;
            }
            if (part.end > file.size()) {
                return Seen.CUT;
            }
            position = part.end;
        }
        return position < segment.end ? Seen.WHOLE : Seen.EMPTY;
    }

    private record Element(long id, long body, long end) {}

    private Element element(long position) throws IOException {
        int idBytes = Integer.numberOfLeadingZeros(file.at(position)) - 23;
        int sizeBytes = Integer.numberOfLeadingZeros(file.at(position + idBytes)) - 23;
        if (idBytes > 4 || sizeBytes > 8) {
            throw new EOFException(); // zeros, where an element should be
        }
        long size = file.number(position + idBytes, sizeBytes) & ((1L << (7 * sizeBytes)) - 1);
        long body = position + idBytes + sizeBytes;
        boolean unknown = size == (1L << (7 * sizeBytes)) - 1; // of what is sent live
        return new Element(file.number(position, idBytes), body, unknown ? file.size() : body + size);
    }

    /** WAV and AVI. Sizes over 4 GiB do not fit, so an end that is missing cannot be told. */
    private Seen riff() throws IOException {
        long position = 3 * FOURCC;
        for (int i = 0; position + 2 * FOURCC <= file.size() && i < MOST_PARTS; i++) {
            String type = file.code(position);
            long size = file.littleEndian(position + FOURCC);
            boolean movie =
                    type.equals("LIST") && file.code(position + 2 * FOURCC).equals("movi");
            if (movie || type.equals("data")) {
                return size <= (movie ? FOURCC : 0) ? Seen.EMPTY : Seen.WHOLE;
            }
            position += 2 * FOURCC + size + (size & 1);
        }
        return Seen.UNKNOWN;
    }

    private Seen aiff() throws IOException {
        long position = 3 * FOURCC;
        for (int i = 0; position + 2 * FOURCC <= file.size() && i < MOST_PARTS; i++) {
            long size = file.number(position + FOURCC, FOURCC);
            if (file.code(position).equals("SSND")) {
                return size <= 2 * FOURCC ? Seen.EMPTY : Seen.WHOLE;
            }
            position += 2 * FOURCC + size + (size & 1);
        }
        return Seen.UNKNOWN;
    }

    private Seen flac() throws IOException {
        long position = FOURCC;
        while (position + FOURCC <= file.size()) {
            boolean last = file.at(position) >= 0x80;
            position += FOURCC + file.number(position + 1, 3);
            if (last) {
                return position < file.size() ? Seen.WHOLE : Seen.EMPTY;
            }
        }
        return Seen.CUT;
    }

    /** A page of headers has the time 0, or none. */
    private Seen ogg() throws IOException {
        long position = 0;
        for (int i = 0; position < file.size() && i < MOST_PARTS; i++) {
            if (position + 27 > file.size() || !file.code(position).equals("OggS")) {
                return Seen.CUT;
            }
            if (file.number(position + 6, 2 * FOURCC) != 0 && file.number(position + 6, 2 * FOURCC) != -1) {
                return Seen.WHOLE;
            }
            int segments = file.at(position + 26);
            position += 27;
            int body = 0;
            for (int segment = 0; segment < segments; segment++) {
                body += file.at(position + segment);
            }
            position += segments + body;
        }
        return position < file.size() ? Seen.WHOLE : Seen.EMPTY;
    }

    /** An MP3 with a frame of its own for the number of the others. */
    private Optional<Seen> xing() throws IOException {
        if (!file.code(0).startsWith("ID3")) {
            return Optional.empty();
        }
        long frame = 10;
        for (int i = 0; i < 4; i++) {
            frame += (long) file.at(6 + i) << (7 * (3 - i));
        }
        for (long position = frame + 12; position < Math.min(frame + 40, file.size() - 12); position++) {
            String code = file.code(position);
            if (code.equals("Xing") || code.equals("Info")) {
                boolean counted = (file.at(position + 7) & 1) == 1;
                return Optional.of(counted && file.number(position + 8, FOURCC) == 0 ? Seen.EMPTY : Seen.WHOLE);
            }
        }
        return Optional.empty();
    }

    /** Three packets that begin as they should leave no doubt of what it is: other formats begin with a G as well. */
    private boolean isCutTransportStream() throws IOException {
        if (file.size() < 3 * TS_PACKET || file.size() % TS_PACKET == 0) {
            return false;
        }
        for (int packet = 0; packet < 3; packet++) {
            if (file.at(packet * TS_PACKET) != 'G') {
                return false;
            }
        }
        return true;
    }
}
