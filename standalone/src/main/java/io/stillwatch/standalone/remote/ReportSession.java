package io.stillwatch.standalone.remote;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.stillwatch.v1.OpenReport;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream of reports. One thread sends; gRPC's threads bring answers. Every method that waits
 * throws the stream's StatusRuntimeException when that ends early.
 */
final class ReportSession implements ClientResponseObserver<ReportRequest, ReportResponse> {
  private static final long TICK_MILLIS = 200;
  private static final long OPEN_TICKS = 150;
  private static final long END_TICKS = 25;

  private final LongConsumer acknowledged;
  private @Nullable ClientCallStreamObserver<ReportRequest> call;
  private long durable = -1;
  private boolean over;
  private boolean complete;
  private @Nullable Throwable failure;

  /**
   * @param acknowledged told each durable sequence
   */
  ReportSession(LongConsumer acknowledged) {
    this.acknowledged = acknowledged;
  }

  @Override
  public synchronized void beforeStart(ClientCallStreamObserver<ReportRequest> starting) {
    call = starting;
    starting.setOnReadyHandler(this::wake);
  }

  /** Opens the stream; gives the last durable sequence. */
  synchronized long open(String source, long epoch) {
    call()
        .onNext(
            ReportRequest.newBuilder()
                .setOpen(OpenReport.newBuilder().setSource(source).setEpoch(epoch))
                .build());
    for (long ticks = 0; durable < 0; ticks++) {
      if (ticks == OPEN_TICKS) {
        throw Status.UNAVAILABLE.withDescription("the stream is not opened").asRuntimeException();
      }
      pause();
    }
    return durable;
  }

  /** Sends as soon as the stream has room. */
  synchronized void send(Report report) {
    while (over || !call().isReady()) {
      pause();
    }
    call().onNext(ReportRequest.newBuilder().setReport(report).build());
  }

  /** Waits until everything up to the sequence is durable, then ends the stream. */
  synchronized void finish(long sequence, Runnable meanwhile) {
    while (durable < sequence) {
      pause();
      meanwhile.run();
    }
    complete = true;
    call().onCompleted();
    for (long ticks = 0; !over && ticks < END_TICKS; ticks++) {
      pause();
    }
  }

  /** Gives the stream up, unless it is at its end. */
  synchronized void cancel() {
    if (!over && !complete) {
      call().cancel("given up", null);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // Every caller loops over its own condition.
  private void pause() {
    if (over) {
      throw ended();
    }
    try {
      wait(TICK_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reporting", interrupted);
    }
    if (over && failure != null) {
      throw ended();
    }
  }

  private StatusRuntimeException ended() {
    return failure == null
        ? Status.UNAVAILABLE.withDescription("the service ended the stream").asRuntimeException()
        : new StatusRuntimeException(
            Status.fromThrowable(failure), Status.trailersFromThrowable(failure));
  }

  private ClientCallStreamObserver<ReportRequest> call() {
    if (call == null) {
      throw new IllegalStateException("a session that was not started");
    }
    return call;
  }

  private synchronized void wake() {
    notifyAll();
  }

  @Override
  public synchronized void onNext(ReportResponse response) {
    switch (response.getMessageCase()) {
      case OPENED -> durable = response.getOpened().getDurableSequence();
      case ACKNOWLEDGED -> durable = response.getAcknowledged().getDurableSequence();
      case MESSAGE_NOT_SET -> {}
    }
    acknowledged.accept(durable);
    notifyAll();
  }

  @Override
  public synchronized void onError(Throwable refusal) {
    over = true;
    failure = refusal;
    notifyAll();
  }

  @Override
  public synchronized void onCompleted() {
    over = true;
    notifyAll();
  }
}
