package io.stillwatch.evaluation;

import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.stillwatch.v1.OpenReport;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.UsageServiceGrpc;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A reporter's stream into a service of this process. Sending blocks while the service takes no
 * more. For one sending thread.
 */
final class EventStream implements ClientResponseObserver<ReportRequest, ReportResponse> {
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
    var unused = UsageServiceGrpc.newStub(channel).report(stream);
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

  synchronized void send(Report report) {
    await(() -> requests().isReady() || ended);
    refuseIfBroken();
    sent++;
    requests()
        .onNext(ReportRequest.newBuilder().setReport(report.toBuilder().setSequence(sent)).build());
  }

  /** Waits until what was sent is durable and folded as far as the service acknowledges. */
  synchronized void awaitDurable() {
    await(() -> durable >= sent || ended);
    refuseIfBroken();
  }

  /** Waits until everything is durable; gives the last sequence. */
  synchronized long finish() {
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
