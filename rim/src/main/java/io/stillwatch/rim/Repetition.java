package io.stillwatch.rim;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again on a thread of its own. A failure is logged once until it is
 * over, and the work is tried again: the database may be down, and comes back.
 */
public final class Repetition implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);
  private static final int PATIENCE_SECONDS = 10;

  private final String name;
  private final Runnable work;
  private final ScheduledExecutorService thread;
  private boolean failing;

  private Repetition(String name, Runnable work) {
    this.name = name;
    this.work = work;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread worker = new Thread(task, name);
              worker.setDaemon(true);
              return worker;
            });
  }

  /** Starts work whose runs begin that long after the end of the one before. */
  public static Repetition start(String name, Duration pause, Runnable work) {
    Repetition repetition = new Repetition(name, work);
    long millis = Math.max(1, pause.toMillis());
    var unused =
        repetition.thread.scheduleWithFixedDelay(
            repetition::once, millis, millis, TimeUnit.MILLISECONDS);
    return repetition;
  }

  private void once() {
    try {
      work.run();
      if (failing) {
        LOG.info("{} works again", name);
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !thread.isShutdown()) {
        LOG.warn("{} failed and is tried again: {}", name, e.toString());
      }
      failing = true;
    }
  }

  /** Waits for a run under way. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
