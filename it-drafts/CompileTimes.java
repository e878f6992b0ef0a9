import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.*;
import java.util.*;
class CompileTimes {
    public static void main(String[] a) {
        for (int round = 0; round < 4; round++) {
            for (int n : new int[] {1000, 10000, 20000}) {
                long t0 = System.nanoTime();
                VideoStream s = Input.of("a").video();
                for (int i = 0; i < n; i++) s = s.hflip();
                Output o = s.output("o");
                long t1 = System.nanoTime();
                int size = FFmpegCommand.of(o).arguments().size();
                long t2 = System.nanoTime();
                System.out.printf("round %d chain %d: build %.1f ms (%.2f us a node), compile %.1f ms%n", round, n, (t1-t0)/1e6, (t1-t0)/1e3/n, (t2-t1)/1e6);
            }
            long t0 = System.nanoTime();
            VideoStream f = Input.of("a").hflip();
            List<VideoEdge> b = new ArrayList<>();
            for (int i = 0; i < 2000; i++) b.add(f.vflip());
            Output o = Concat.video(b).output("o");
            long t1 = System.nanoTime();
            FFmpegCommand.of(o);
            System.out.printf("round %d 2000 branches: build %.1f ms, compile %.1f ms%n", round, (t1-t0)/1e6, (System.nanoTime()-t1)/1e6);
            t0 = System.nanoTime();
            List<Output> outs = new ArrayList<>();
            for (int i = 0; i < 2000; i++) outs.add(f.output("o" + i));
            StreamSpec spec = StreamSpec.of(outs);
            t1 = System.nanoTime();
            FFmpegCommand.of(spec);
            System.out.printf("round %d 2000 outputs of one filter: build %.1f ms, compile %.1f ms%n", round, (t1-t0)/1e6, (System.nanoTime()-t1)/1e6);
        }
    }
}
