package io.github.asyncffmpeg.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;

/**
 * What some work cost this JVM. What its children cost is not in it.
 *
 * @param wallMillis time on the clock
 * @param cpuMillis CPU time of all threads, see {@link Machine#cpuMillis}
 * @param compilerMillis how much of that was the just-in-time compiler's, see {@link Machine#compilerMillis}
 * @param peakThreads the most Java threads there were at a time
 */
record Cost(double wallMillis, double cpuMillis, double compilerMillis, int peakThreads) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    static Cost of(Work work) throws Exception {
        THREADS.resetPeakThreadCount();
        double compiler = Machine.compilerMillis();
        double cpu = Machine.cpuMillis();
        long begun = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - begun) / 1e6;
        double cpuSpent = Machine.cpuMillis() - cpu;
        return new Cost(wall, cpuSpent, Machine.compilerMillis() - compiler, THREADS.getPeakThreadCount());
    }

    Map<String, Double> perJob(int jobs) {
        return Map.of(
                "wall_ms_per_job", wallMillis / jobs,
                "cpu_ms_per_job", cpuMillis / jobs,
                "cpu_ms_per_job_without_compiler", (cpuMillis - compilerMillis) / jobs,
                "peak_threads", (double) peakThreads);
    }
}
