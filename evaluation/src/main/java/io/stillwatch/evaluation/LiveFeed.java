package io.stillwatch.evaluation;

import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.v1.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Reports events at the pace of their times, so many times faster, on a thread of its own. */
public final class LiveFeed implements AutoCloseable {
  private final Thread thread;

  private LiveFeed(Platform platform, List<Report> reports, int times) {
    this.thread = new Thread(() -> play(platform, reports, times), "live-feed");
    thread.setDaemon(true);
  }

  /**
   * Starts at once.
   *
   * @param reports in time order
   * @param times how many times faster than they happened
   */
  public static LiveFeed start(Platform platform, List<Report> reports, int times) {
    LiveFeed feed = new LiveFeed(platform, reports, times);
    feed.thread.start();
    return feed;
  }

  private static void play(Platform platform, List<Report> reports, int times) {
    if (reports.isEmpty()) {
      return;
    }
    EventStream stream = EventStream.open(platform.ingest(), "live");
    Instant first = EventWire.eventTime(reports.get(0));
    long begun = System.nanoTime();
    for (Report report : reports) {
      long due = Duration.between(first, EventWire.eventTime(report)).toNanos() / times;
      while (System.nanoTime() - begun < due && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Math.max(1, due - (System.nanoTime() - begun)));
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      stream.send(report);
      stream.flush();
    }
    stream.finish();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
