package io.github.asyncffmpeg.it.chaos;

/** Raw media in memory: as much as the longest case takes, and the same array for all of a JVM. */
final class Media {

    private static final int SECONDS = 31;

    private static final class Video {
        static final byte[] BYTES = new byte[SECONDS * 25 * Source.FRAME_BYTES];
    }

    private static final class Audio {
        static final byte[] BYTES = new byte[SECONDS * Source.AUDIO_BYTES_A_SECOND];
    }

    private Media() {}

    static byte[] raw(boolean audio) {
        return audio ? Audio.BYTES : Video.BYTES;
    }
}
