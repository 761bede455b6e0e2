package io.stillwatch.benchmarks.networks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Adds up what work of this thread takes, on the wall and of the processor. */
final class Stopwatch {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private double seconds;
  private double cpuSeconds;

  void time(Runnable work) {
    long cpu = threads.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    work.run();
    seconds += (System.nanoTime() - begin) / 1e9;
    cpuSeconds += (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
  }

  double seconds() {
    return seconds;
  }

  /** Without the garbage collector's, which has threads of its own. */
  double cpuSeconds() {
    return cpuSeconds;
  }
}
