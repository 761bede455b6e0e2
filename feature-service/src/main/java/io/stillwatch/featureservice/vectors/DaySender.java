package io.stillwatch.featureservice.vectors;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.stillwatch.featureservice.accounts.BrokenBlock;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.accounts.StoredBlock;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.ReadVectorsResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends closed days, each at its reader's pace; a few at a time, more wait their turn. */
final class DaySender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DaySender.class);
  private static final int AT_A_TIME = 3;

  /** What a reader has ahead of it, so that sender and network need not wait for each other. */
  private static final int READY_BYTES = 1 << 20;

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ClosedDays days;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, DaySender::named);

  DaySender(ClosedDays days) {
    this.days = days;
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "day-vectors");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends a day's vectors and ends the call; to be called while the call is being set up.
   *
   * @param blocks whether many vectors may come in a message
   * @param begin the first message, by the schema of the vectors
   */
  void send(
      LocalDate day,
      boolean blocks,
      Function<FeatureSchema, ReadVectorsResponse> begin,
      ServerCallStreamObserver<ReadVectorsResponse> answers) {
    Semaphore room = new Semaphore(0);
    answers.setOnReadyThreshold(READY_BYTES);
    answers.setOnReadyHandler(room::release);
    answers.setOnCancelHandler(room::release);
    threads.execute(() -> read(day, new Reader(blocks, begin, answers, room), answers));
  }

  private void read(
      LocalDate day, Reader reader, ServerCallStreamObserver<ReadVectorsResponse> answers) {
    try {
      boolean there = days.read(day, reader);
      if (answers.isCancelled()) {
        return;
      }
      if (there) {
        answers.onCompleted();
      } else {
        answers.onError(
            Status.NOT_FOUND.withDescription(day + " is no longer kept").asRuntimeException());
      }
    } catch (SQLException failed) {
      LOG.warn("Reading the vectors of {} failed: {}", day, failed.getMessage());
      answers.onError(
          Status.UNAVAILABLE
              .withDescription("the database does not answer; try again")
              .asRuntimeException());
    } catch (BrokenBlock broken) {
      LOG.error("Stopped sending the vectors of {}: {}", day, broken.getMessage());
      answers.onError(Status.DATA_LOSS.withDescription(broken.getMessage()).asRuntimeException());
    } catch (RuntimeException broken) {
      LOG.error("Reading the vectors of {} failed", day, broken);
      answers.onError(Status.INTERNAL.withDescription("internal error").asRuntimeException());
    }
  }

  /** Hands on what it is given once the caller has room for it. */
  private record Reader(
      boolean blocks,
      Function<FeatureSchema, ReadVectorsResponse> begin,
      ServerCallStreamObserver<ReadVectorsResponse> answers,
      Semaphore room)
      implements ClosedDays.DayReader {
    @Override
    public boolean begin(FeatureSchema schema) {
      return sent(begin.apply(schema));
    }

    @Override
    public boolean take(StoredBlock block) {
      return blocks
          ? sent(StoredAnswer.block(block.bytes()))
          : block.vectors().stream().allMatch(vector -> sent(StoredAnswer.vector(vector)));
    }

    private boolean sent(ReadVectorsResponse answer) {
      try {
        while (!answers.isReady() && !answers.isCancelled()) {
          if (room.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            room.drainPermits();
          }
        }
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the service is stopping", closing);
      }
      if (answers.isCancelled()) {
        return false;
      }
      answers.onNext(answer);
      return true;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
