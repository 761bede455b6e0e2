package io.stillwatch.detector.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Threads that share numbered tasks: each takes the next one that nobody has. What a task does must
 * depend on its number alone, then the number of threads changes nothing but the time.
 */
public final class Crew {
  private final int tasks;
  private final Progress progress;
  private final AtomicInteger next = new AtomicInteger();
  private int done;

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
    Crew crew = new Crew(tasks, progress);
    if (threads == 1 || tasks == 1) {
      crew.shift(workers.get());
    } else {
      crew.work(Math.min(threads, tasks), workers);
    }
  }

  private void work(int threads, Supplier<IntConsumer> workers) {
    ExecutorService helpers = Executors.newFixedThreadPool(threads - 1, Crew::thread);
    List<Future<?>> shifts = new ArrayList<>();
    try {
      for (int helper = 1; helper < threads; helper++) {
        shifts.add(helpers.submit(() -> shift(workers.get())));
      }
      shift(workers.get());
      for (Future<?> shift : shifts) {
        shift.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException failed) {
      throw unchecked(failed);
    } finally {
      next.set(tasks);
      helpers.shutdownNow();
    }
  }

  private void shift(IntConsumer worker) {
    try {
      for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted");
        }
        worker.accept(task);
        report();
      }
    } catch (RuntimeException | Error failed) {
      next.set(tasks);
      throw failed;
    }
  }

  private synchronized void report() {
    progress.done(++done, tasks);
  }

  /** Tasks throw no checked exceptions. */
  private static RuntimeException unchecked(ExecutionException failed) {
    if (failed.getCause() instanceof Error error) {
      throw error;
    }
    if (failed.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    return new IllegalStateException(failed);
  }

  private static Thread thread(Runnable shift) {
    Thread thread = new Thread(shift, "crew");
    thread.setDaemon(true);
    return thread;
  }
}
