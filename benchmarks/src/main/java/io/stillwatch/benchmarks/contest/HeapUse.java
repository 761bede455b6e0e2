package io.stillwatch.benchmarks.contest;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** What the heap holds, and the most it ever held. */
public final class HeapUse {
  private HeapUse() {}

  /** After a collection. */
  @SuppressWarnings("SystemGc") // Nothing else says what is alive.
  public static long usedMib() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
  }

  /** From now on {@link #peakMib} counts anew. */
  public static void forgetPeaks() {
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The pools' peaks together, garbage included: an upper bound. */
  public static long peakMib() {
    return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
