package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.process.Ask;
import io.github.asyncffmpeg.internal.process.InputFeeder;
import io.github.asyncffmpeg.internal.process.InternalThreads;

/** The ways to ask an FFmpeg to finish. Stateless. */
final class Asks {

    /** It cannot be asked. */
    private static final class Deaf implements Ask {

        @Override
        public Readiness readiness() {
            return Readiness.DEAF;
        }

        @Override
        public void send() {}
    }

    private Asks() {}

    /**
     * How a process that has just been started will be asked; begins to feed its standard input, if that is fed.
     *
     * @param log tells the key when it can be pressed
     * @param ports end with it
     */
    static Ask of(Process process, LaunchPlan plan, RunLog log, MediaPorts ports) {
        Ask ask = onStdin(process, plan, log);
        return plan.ports().isEmpty() ? ask : withPorts(ask, ports);
    }

    private static Ask onStdin(Process process, LaunchPlan plan, RunLog log) {
        byte[] media = plan.job().stdin().orElse(null);
        if (media != null) {
            InputFeeder feeder = new InputFeeder(process.getOutputStream(), media);
            InternalThreads.start("asyncffmpeg-stdin-" + process.pid(), feeder);
            return feeder;
        }
        if (plan.streams().deafToKeys()) {
            return new Deaf();
        }
        QuitKey key = new QuitKey(process.getOutputStream());
        log.use(key);
        return key;
    }

    private static Ask withPorts(Ask ask, MediaPorts ports) {
        return new Ask() {
            @Override
            public Readiness readiness() {
                return ask.readiness();
            }

            @Override
            public void send() {
                ask.send();
                ports.finishing();
            }

            @Override
            public void signalled() {
                ports.finishing();
            }
        };
    }
}
