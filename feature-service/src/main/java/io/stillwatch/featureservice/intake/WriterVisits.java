package io.stillwatch.featureservice.intake;

import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Lets others do something on the thread that folds the log, between two batches: every durable
 * event is in the states then, and no day is being closed. Intake waits meanwhile. Thread-safe.
 */
public final class WriterVisits {
  private final IntakeQueue queue;

  WriterVisits(IntakeQueue queue) {
    this.queue = queue;
  }

  /**
   * Returns once it is done.
   *
   * @throws SQLException that the visit threw
   * @throws IllegalStateException when the visit threw something else, or the service is stopping
   */
  public void make(Visit visit) throws SQLException, InterruptedException {
    Work.Visit work = new Work.Visit(visit, new CompletableFuture<>());
    if (!queue.offer(work)) {
      work.refuseClosing();
    }
    try {
      work.done().get();
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
      if (cause instanceof SQLException database) {
        throw new SQLException(database.getMessage(), database);
      }
      throw new IllegalStateException(cause.getMessage(), cause);
    }
  }

  /** What is done there. */
  public interface Visit {
    void make() throws SQLException;
  }
}
