package io.stillwatch.detector.work;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share numbered tasks: each takes the next one that nobody has. What a task does must
 * depend on its number alone, then the number of threads changes nothing but the time.
 */
public final class Crew {
  private static final int STRETCH = 4096;

  private final int tasks;
  private final Progress progress;
  private final AtomicInteger next = new AtomicInteger();
  private int done;
  private @Nullable Throwable failure;

  private Crew(int tasks, Progress progress) {
    this.tasks = tasks;
    this.progress = progress;
  }

  /**
   * Does all tasks and comes back when the last one is done. The caller works too. What a task
   * throws stops all and is thrown; interrupting the caller cancels.
   *
   * @param workers makes what one thread works with, from 0 to {@code tasks - 1}
   */
  public static void share(
      int threads, int tasks, Progress progress, Supplier<IntConsumer> workers) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; it must be at least 1");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    Crew crew = new Crew(tasks, progress);
    if (threads == 1 || tasks == 1) {
      crew.shift(workers);
    } else {
      crew.work(Math.min(threads, tasks), workers);
    }
    crew.throwFailure();
  }

  /**
   * Shares a long row of things in stretches of 4,096.
   *
   * @param stretch works on the things from one place to before another
   */
  public static void shareStretches(int threads, int size, Progress progress, Stretch stretch) {
    int tasks = (size + STRETCH - 1) / STRETCH;
    if (tasks > 0) {
      share(
          threads,
          tasks,
          progress,
          () -> task -> stretch.work(task * STRETCH, Math.min(size, (task + 1) * STRETCH)));
    }
  }

  /** Work on the things from one place to before another. */
  @FunctionalInterface
  public interface Stretch {
    void work(int first, int end);
  }

  private void work(int threads, Supplier<IntConsumer> workers) {
    ExecutorService helpers = Executors.newFixedThreadPool(threads - 1, Crew::thread);
    for (int helper = 1; helper < threads; helper++) {
      helpers.execute(() -> shift(workers));
    }
    shift(workers);
    helpers.shutdown();
    boolean wasInterrupted = false;
    while (!helpers.isTerminated()) {
      try {
        helpers.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException interrupted) {
        wasInterrupted = true;
        fail(new CancellationException("interrupted"));
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void shift(Supplier<IntConsumer> workers) {
    try {
      IntConsumer worker = workers.get();
      for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted");
        }
        worker.accept(task);
        report();
      }
    } catch (RuntimeException | Error thrown) {
      fail(thrown);
    }
  }

  /** Nobody is told of work that goes for nothing. */
  private synchronized void report() {
    if (failure == null) {
      try {
        progress.done(++done, tasks);
      } catch (RuntimeException | Error thrown) {
        fail(thrown);
      }
    }
  }

  /** The first failure counts, and no new task is begun. */
  private synchronized void fail(Throwable thrown) {
    next.set(tasks);
    if (failure == null) {
      failure = thrown;
    }
  }

  private synchronized void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static Thread thread(Runnable shift) {
    Thread thread = new Thread(shift, "crew");
    thread.setDaemon(true);
    return thread;
  }
}
