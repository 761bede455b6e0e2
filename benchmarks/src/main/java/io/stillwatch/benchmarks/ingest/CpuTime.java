package io.stillwatch.benchmarks.ingest;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Processor time spent so far, in microseconds.
 *
 * @param service by this process
 * @param postgres by the server and its workers; what the system does not tell is 0
 */
record CpuTime(double service, double postgres) {
  /** Now, with the server of that main process. */
  static CpuTime now(long postgresPid) {
    long own =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : 0;
    double postgres =
        ProcessHandle.of(postgresPid)
            .map(main -> micros(main) + main.descendants().mapToDouble(CpuTime::micros).sum())
            .orElse(0.0);
    return new CpuTime(own / 1e3, postgres);
  }

  private static double micros(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e3;
  }

  CpuTime since(CpuTime before) {
    return new CpuTime(service - before.service, postgres - before.postgres);
  }
}
