package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import java.nio.file.Path;
import java.util.List;

/** The JVM of one contender of {@link FramesBenchmark}. */
final class FramesHost {

    /** Moves pictures. */
    private interface Move {
        void of(Pictures pictures) throws Exception;
    }

    private FramesHost() {}

    /**
     * Moves a few pictures, and then measures.
     *
     * @param arguments the contender, the pictures, and the rest: for ours as for {@link ColdJob}, for the others FFmpeg
     *     and what makes its pipe wide
     * @throws Exception if FFmpeg fails, or not all arrived
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // it would say that nobody has asked for logs
        String contender = arguments[0];
        Pictures pictures = Pictures.parse(arguments[1]);
        List<String> rest = List.of(arguments).subList(2, arguments.length);
        Move move = contender.contains(".ours") ? ours(contender, rest) : other(contender, rest);
        move.of(pictures.times(Math.max(1, pictures.count() / 10))); // loads and compiles most of what there is
        Cost cost = Cost.of(() -> move.of(pictures));
        Pictures moved = contender.contains("jaffree.frames") ? pictures.in("bgr24") : pictures;
        double gigabytes = moved.allBytes() / 1e9;
        ChildJvm.tell("mb_per_s", gigabytes * 1e6 / cost.wallMillis());
        ChildJvm.tell("frames_per_s", pictures.count() / cost.wallMillis() * 1000);
        ChildJvm.tell("jvm_cpu_s_per_gb", cost.cpuMillis() / 1000 / gigabytes);
        ChildJvm.tell(
                "jvm_cpu_s_per_gb_without_compiler", (cost.cpuMillis() - cost.compilerMillis()) / 1000 / gigabytes);
        ChildJvm.tell("peak_rss_mb", Machine.peakResidentMegabytes());
    }

    private static Move ours(String contender, List<String> rest) {
        FFmpeg library = Settings.of(rest).library();
        boolean watched = !contender.endsWith(".unwatched");
        FFmpeg ffmpeg = library.toBuilder().watchdog(watched).build();
        ffmpeg.binary();
        OurMedia ours = new OurMedia(ffmpeg);
        return switch (contender.replace(".unwatched", "")) {
            case "read.ours.bytes" -> ours::readBytes;
            case "read.ours.stream" -> ours::readStream;
            case "read.ours.frames" -> ours::readFrames;
            case "write.ours.bytes" -> ours::writeBytes;
            case "write.ours.stream" -> ours::writeStream;
            case "write.ours.frames" -> ours::writeFrames;
            default -> throw new IllegalArgumentException(contender);
        };
    }

    private static Move other(String contender, List<String> rest) {
        Path executable = Path.of(rest.get(0));
        BareMedia bare = new BareMedia(executable);
        PeerMedia peers = new PeerMedia(executable);
        return switch (contender) {
            case "read.bare.stdout" -> bare::readStdout;
            case "read.bare.wide" -> pictures -> bare.readWideStdout(pictures, rest.subList(1, rest.size()));
            case "read.bare.tcp" -> bare::readTcp;
            case "read.bare.unix" -> bare::readUnix;
            case "read.jaffree.pipe" -> peers::readPipe;
            case "read.jaffree.frames" -> peers::readFrames;
            case "read.cli-wrapper.nut" -> pictures -> bare.readNut(pictures, PeerMedia::readNut);
            case "write.bare.stdin" -> bare::writeStdin;
            case "write.bare.tcp" -> bare::writeTcp;
            case "write.bare.unix" -> bare::writeUnix;
            case "write.jaffree.pipe" -> peers::writePipe;
            case "write.jaffree.frames" -> peers::writeFrames;
            default -> throw new IllegalArgumentException(contender);
        };
    }
}
