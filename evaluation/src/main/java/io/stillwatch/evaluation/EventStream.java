package io.stillwatch.evaluation;

import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.stillwatch.v1.OpenReport;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.Reports;
import io.stillwatch.v1.UsageServiceGrpc;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reporter's stream into a service of this process. Events go out in messages of as many as one
 * may hold; sending blocks while the service takes no more. For one sending thread.
 */
final class EventStream implements ClientResponseObserver<ReportRequest, ReportResponse> {
  /** The most that the service takes. */
  private static final int REPORTS_OF_A_MESSAGE = 100;

  /** So many bytes are on their way before sending waits: several messages. */
  private static final int READY_BYTES = 1 << 20;

  /** Nor more bytes, so that a message of large events is no longer than the service takes. */
  private static final int BYTES_OF_A_MESSAGE = 1 << 20;

  private final Reports.Builder message = Reports.newBuilder();
  private int messageBytes;
  private @Nullable ClientCallStreamObserver<ReportRequest> requests;
  private @Nullable Throwable failure;
  private boolean opened;
  private boolean ended;
  private long durable;
  private long sent;

  private EventStream() {}

  /** Opens a stream and waits for the service's answer. */
  static EventStream open(Channel channel, String source) {
    EventStream stream = new EventStream();
    var unused = UsageServiceGrpc.newStub(channel).withOnReadyThreshold(READY_BYTES).report(stream);
    stream.begin(source);
    return stream;
  }

  private synchronized void begin(String source) {
    requests()
        .onNext(
            ReportRequest.newBuilder()
                .setOpen(OpenReport.newBuilder().setSource(source).setEpoch(1))
                .build());
    await(() -> opened || ended);
    refuseIfBroken();
    sent = durable;
  }

  /** The last sequence that is durable, of this run or one before. */
  synchronized long durable() {
    return durable;
  }

  /** Goes out with the events after it, or with {@link #flush}. */
  synchronized void send(Report report) {
    sent++;
    message.addReports(report.toBuilder().setSequence(sent));
    messageBytes += report.getSerializedSize();
    if (message.getReportsCount() == REPORTS_OF_A_MESSAGE || messageBytes >= BYTES_OF_A_MESSAGE) {
      flush();
    }
  }

  /** Sends what has not gone out yet. */
  synchronized void flush() {
    if (message.getReportsCount() > 0) {
      await(() -> requests().isReady() || ended);
      refuseIfBroken();
      requests().onNext(ReportRequest.newBuilder().setReports(message).build());
      message.clear();
      messageBytes = 0;
    }
  }

  /** Waits until what was sent is durable and folded as far as the service acknowledges. */
  synchronized void awaitDurable() {
    flush();
    await(() -> durable >= sent || ended);
    refuseIfBroken();
  }

  /** Waits until everything is durable; gives the last sequence. */
  synchronized long finish() {
    flush();
    requests().onCompleted();
    await(() -> ended);
    refuseIfBroken();
    if (durable != sent) {
      throw new EvaluationFailed("only " + durable + " of " + sent + " events became durable");
    }
    return durable;
  }

  private void refuseIfBroken() {
    if (failure != null) {
      throw EvaluationFailed.at("reporting events", failure);
    }
    if (!opened) {
      throw new EvaluationFailed("the service ended the stream before it opened it");
    }
  }

  private ClientCallStreamObserver<ReportRequest> requests() {
    return Objects.requireNonNull(requests, "a stream that was not begun");
  }

  private synchronized void await(BooleanSupplier reached) {
    try {
      while (!reached.getAsBoolean()) {
        wait(1000);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EvaluationFailed("interrupted while events were being reported");
    }
  }

  @Override
  public synchronized void beforeStart(ClientCallStreamObserver<ReportRequest> stream) {
    requests = stream;
    stream.setOnReadyHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  @Override
  public synchronized void onNext(ReportResponse response) {
    if (response.hasOpened()) {
      opened = true;
      durable = response.getOpened().getDurableSequence();
    } else {
      durable = response.getAcknowledged().getDurableSequence();
    }
    notifyAll();
  }

  @Override
  public synchronized void onError(Throwable broken) {
    failure = broken;
    ended = true;
    notifyAll();
  }

  @Override
  public synchronized void onCompleted() {
    ended = true;
    notifyAll();
  }
}
