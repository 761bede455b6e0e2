package io.stillwatch.benchmarks.ingest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Processor time spent so far, in microseconds.
 *
 * @param service by this process, without the reporters
 * @param reporters by the threads of the reporters, which belong to gateways elsewhere
 * @param postgres by the server and its workers; what the system does not tell is 0
 */
public record CpuTime(double service, double reporters, double postgres) {
  /** Now, with the server of that main process. */
  public static CpuTime now(long postgresPid) {
    long own =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : 0;
    double postgres =
        ProcessHandle.of(postgresPid)
            .map(main -> micros(main) + main.descendants().mapToDouble(CpuTime::micros).sum())
            .orElse(0.0);
    double reporters = ofReporters();
    return new CpuTime(own / 1e3 - reporters, reporters, postgres);
  }

  private static double ofReporters() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(LoadedService.REPORTERS)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos / 1e3;
  }

  private static double micros(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e3;
  }

  public CpuTime since(CpuTime before) {
    return new CpuTime(
        service - before.service, reporters - before.reporters, postgres - before.postgres);
  }
}
