package io.stillwatch.featureservice.intake;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.stillwatch.featureservice.accounts.Erasure;
import io.stillwatch.featureservice.log.LogRow;
import io.stillwatch.v1.AssignSourceResponse;
import io.stillwatch.v1.ReportBatchResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What waits for the writer, in the order of arrival. */
sealed interface Work {
  /** Events that it brings. */
  default int events() {
    return 0;
  }

  /** Encoded bytes that it holds. */
  default long bytes() {
    return 0;
  }

  /** Tells whoever waits for it that the service is stopping. */
  default void refuseClosing() {}

  /** Whether nothing else may be in its batch. */
  default boolean isAlone() {
    return false;
  }

  /** A stream wants to begin. */
  record Opening(ReportStream stream) implements Work {
    @Override
    public void refuseClosing() {
      stream.end(Refusal.CLOSING, false);
    }
  }

  /**
   * A report of an open stream.
   *
   * @param row null: the sequence is given up
   * @param messages 1: it is the last of its message; 0: others come behind it
   */
  record Reported(ReportStream stream, long sequence, @Nullable LogRow row, int messages)
      implements Work {
    @Override
    public int events() {
      return 1;
    }

    @Override
    public long bytes() {
      return row == null ? 0 : row.payload().length;
    }
  }

  /** A stream ends; what it sent before is made durable and acknowledged first. */
  record Ending(ReportStream stream, Status status, boolean retryLater) implements Work {
    void end() {
      stream.end(status, retryLater);
    }

    @Override
    public void refuseClosing() {
      end();
    }
  }

  /**
   * A source is given to a token.
   *
   * @param epoch null: the source stays where it is
   */
  record Assigning(
      String source,
      String owner,
      @Nullable Long epoch,
      ServerCallStreamObserver<AssignSourceResponse> caller)
      implements Work {
    void done() {
      caller.onNext(AssignSourceResponse.getDefaultInstance());
      caller.onCompleted();
    }

    void refuse(StatusRuntimeException refusal) {
      caller.onError(refusal);
    }

    @Override
    public void refuseClosing() {
      refuse(Refusal.of(Refusal.CLOSING, false));
    }
  }

  /**
   * An account is erased; by itself, between what came before and what comes after.
   *
   * @param done the log position that it took
   */
  record Erasing(Erasure erasure, CompletableFuture<Long> done) implements Work {
    @Override
    public boolean isAlone() {
      return true;
    }

    @Override
    public void refuseClosing() {
      done.completeExceptionally(Refusal.of(Refusal.CLOSING, false));
    }
  }

  /** Somebody wants to do something while nothing is being folded. */
  record Visit(WriterVisits.Visit visit, CompletableFuture<Boolean> done) implements Work {
    void make() {
      try {
        visit.make();
        done.complete(true);
      } catch (SQLException | RuntimeException failed) {
        done.completeExceptionally(failed);
      }
    }

    @Override
    public boolean isAlone() {
      return true;
    }

    @Override
    public void refuseClosing() {
      done.completeExceptionally(new IllegalStateException("the service is stopping"));
    }
  }

  /**
   * Events of a source without sequences.
   *
   * @param owner the name of the token that reports them
   */
  record Batch(
      String source,
      String owner,
      List<LogRow> rows,
      ServerCallStreamObserver<ReportBatchResponse> caller)
      implements Work {
    void answer(ReportBatchResponse response) {
      caller.onNext(response);
      caller.onCompleted();
    }

    void refuse(StatusRuntimeException refusal) {
      caller.onError(refusal);
    }

    @Override
    public void refuseClosing() {
      refuse(Refusal.of(Refusal.CLOSING, false));
    }

    @Override
    public int events() {
      return rows.size();
    }

    @Override
    public long bytes() {
      return rows.stream().mapToLong(row -> row.payload().length).sum();
    }
  }
}
