package io.stillwatch.featureservice;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.stillwatch.v1.OpenReport;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.UsageServiceGrpc;
import java.time.Duration;

/** A reporter's end of a stream. */
public final class Reporter implements ClientResponseObserver<ReportRequest, ReportResponse> {
  private ClientCallStreamObserver<ReportRequest> requests;
  private long opened = -1;
  private long durable = -1;
  private Status ended;
  private Throwable failure;

  private Reporter() {}

  public static Reporter open(UsageServiceGrpc.UsageServiceStub stub, String source, long epoch) {
    Reporter reporter = connect(stub);
    reporter.send(open(source, epoch));
    return reporter;
  }

  /** A stream on which nothing was said yet. */
  public static Reporter connect(UsageServiceGrpc.UsageServiceStub stub) {
    Reporter reporter = new Reporter();
    stub.report(reporter);
    return reporter;
  }

  public static ReportRequest open(String source, long epoch) {
    return ReportRequest.newBuilder()
        .setOpen(OpenReport.newBuilder().setSource(source).setEpoch(epoch))
        .build();
  }

  public void send(ReportRequest request) {
    requests.onNext(request);
  }

  public Reporter send(Report.Builder report, long sequence) {
    send(ReportRequest.newBuilder().setReport(report.setSequence(sequence)).build());
    return this;
  }

  public void finish() {
    requests.onCompleted();
  }

  /** The sequence that the service named when it opened the stream. */
  public long awaitOpened() {
    Await.until("the stream is opened", () -> opened() >= 0);
    return opened();
  }

  public Reporter awaitDurable(long sequence) {
    Await.until("sequence " + sequence + " is durable", () -> durable() >= sequence);
    return this;
  }

  /** How the stream ended. */
  public Status awaitEnd() {
    Await.until("the stream ends", () -> ended() != null);
    return ended();
  }

  public Throwable failure() {
    return failure;
  }

  public synchronized long durable() {
    return durable;
  }

  /** Whether the service opened the stream, or ended it. */
  public synchronized boolean isAnswered() {
    return opened >= 0 || ended != null;
  }

  private synchronized long opened() {
    return opened;
  }

  public synchronized Status ended() {
    return ended;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ReportRequest> stream) {
    requests = stream;
  }

  @Override
  public synchronized void onNext(ReportResponse response) {
    if (response.hasOpened()) {
      opened = response.getOpened().getDurableSequence();
    } else {
      durable = response.getAcknowledged().getDurableSequence();
    }
  }

  @Override
  public synchronized void onError(Throwable error) {
    failure = error;
    ended = Status.fromThrowable(error);
  }

  @Override
  public synchronized void onCompleted() {
    ended = Status.OK;
  }

  /** Waits for what must come. */
  public static final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Await() {}

    public static void until(String what, java.util.function.BooleanSupplier condition) {
      until(what, PATIENCE, condition);
    }

    /** The same for what takes longer, such as a database that recovers beside other work. */
    public static void until(
        String what, Duration patience, java.util.function.BooleanSupplier condition) {
      long end = System.nanoTime() + patience.toNanos();
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("waited " + patience + " in vain until " + what);
        }
        java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
      }
    }
  }
}
