package io.stillwatch.featureservice.intake;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.stillwatch.features.wire.PlainUsage;
import io.stillwatch.featureservice.intake.IntakeCounts.Reason;
import io.stillwatch.featureservice.log.LogRow;
import io.stillwatch.v1.OpenReport;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportAcknowledged;
import io.stillwatch.v1.ReportOpened;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reporter's stream. It reads ahead by a window of messages and gets more as the writer makes
 * them durable, so a reporter that heeds flow control is slowed, not refused. A reporter that does
 * not read its answers gets no more of either: the newest acknowledgement waits in {@code owed},
 * and covers those before. Called by gRPC and by the writer; guarded by itself.
 */
final class ReportStream implements StreamObserver<ReceivedReport> {
  private final ServerCallStreamObserver<ReportResponse> answers;
  private final IntakeQueue queue;
  private final EventBounds bounds;
  private final IntakeCounts counts;
  private final int window;
  private final String owner;
  private volatile String source = "";
  private volatile long epoch;
  private boolean opening;
  private boolean open;
  private boolean ended;
  private boolean closed;
  private long enqueued;
  private long durable;
  private int owed;

  /**
   * @param owner the name of the reporter's token
   */
  ReportStream(
      ServerCallStreamObserver<ReportResponse> answers,
      IntakeQueue queue,
      EventBounds bounds,
      IntakeCounts counts,
      int window,
      String owner) {
    this.answers = answers;
    this.queue = queue;
    this.bounds = bounds;
    this.counts = counts;
    this.window = window;
    this.owner = owner;
  }

  /** Asks for the first message. To be called while the call is being set up. */
  void begin() {
    answers.disableAutoRequest();
    answers.setOnCancelHandler(this::abandon);
    answers.setOnReadyHandler(this::settle);
    answers.request(1);
  }

  String owner() {
    return owner;
  }

  String source() {
    return source;
  }

  long epoch() {
    return epoch;
  }

  @Override
  public synchronized void onNext(ReceivedReport received) {
    if (ended) {
      return;
    }
    byte[] report = received.report();
    if (report != null) {
      report(report);
      return;
    }
    ReportRequest request = received.other();
    switch (request.getMessageCase()) {
      case OPEN -> open(request.getOpen());
      case REPORT -> report(request.getReport());
      case MESSAGE_NOT_SET -> refuse("a message that is neither open nor report");
    }
  }

  private void open(OpenReport request) {
    if (opening) {
      refuse("a second open on one stream");
      return;
    }
    try {
      EventBounds.checkSource(request.getSource());
    } catch (IllegalArgumentException broken) {
      refuse(broken.getMessage());
      return;
    }
    opening = true;
    source = request.getSource();
    epoch = request.getEpoch();
    if (!queue.databaseAnswers()) {
      counts.refused(Reason.NO_DATABASE, 1);
      end(Refusal.NO_DATABASE, false);
    } else if (!queue.offer(new Work.Opening(this))) {
      counts.refused(Reason.STOPPING, 1);
      end(Refusal.CLOSING, false);
    }
  }

  private void report(byte[] report) {
    PlainUsage plain = open ? PlainUsage.read(source, report) : null;
    if (plain == null) {
      report(ReceivedReport.parsed(report));
    } else if (isNext(plain.sequence())) {
      take(() -> bounds.read(report, plain));
    }
  }

  private void report(Report report) {
    if (isNext(report.getSequence())) {
      take(() -> report.hasSkipped() ? null : bounds.read(source, report));
    }
  }

  private boolean isNext(long sequence) {
    if (!open) {
      refuse("the first message must be open");
    } else if (Long.compareUnsigned(sequence, enqueued) <= 0) {
      repeated();
    } else if (sequence != enqueued + 1) {
      refuse(
          "sequence %s where %s was expected"
              .formatted(Long.toUnsignedString(sequence), Long.toUnsignedString(enqueued + 1)));
    } else {
      return true;
    }
    return false;
  }

  private void repeated() {
    counts.duplicates(1);
    owed++;
    settle();
  }

  private void take(Supplier<@Nullable LogRow> report) {
    LogRow row;
    try {
      row = report.get();
    } catch (IllegalArgumentException broken) {
      refuse(Reason.INVALID, "sequence " + (enqueued + 1) + ": " + broken.getMessage());
      return;
    }
    if (queue.offer(new Work.Reported(this, enqueued + 1, row))) {
      enqueued++;
    } else {
      counts.refused(Reason.QUEUE_FULL, 1);
      endAfterAll(Refusal.FULL, true);
    }
  }

  private void refuse(@Nullable String why) {
    refuse(Reason.PROTOCOL, why);
  }

  private void refuse(Reason reason, @Nullable String why) {
    counts.refused(reason, 1);
    endAfterAll(Status.INVALID_ARGUMENT.withDescription(why), false);
  }

  /** What was sent before is made durable and acknowledged first. */
  private void endAfterAll(Status status, boolean retryLater) {
    if (!queue.offer(new Work.Ending(this, status, retryLater))) {
      end(status, retryLater);
    }
    open = false;
    ended = true;
  }

  @Override
  public synchronized void onError(Throwable cancelled) {
    abandon();
  }

  @Override
  public synchronized void onCompleted() {
    if (!ended) {
      endAfterAll(Status.OK, false);
    }
  }

  private synchronized void abandon() {
    ended = true;
    open = false;
  }

  /** The writer accepted the stream. */
  synchronized void opened(long durableSequence) {
    open = !ended;
    durable = durableSequence;
    enqueued = durableSequence;
    answer(
        ReportResponse.newBuilder()
            .setOpened(ReportOpened.newBuilder().setDurableSequence(durableSequence))
            .build());
    if (open) {
      answers.request(window);
    }
  }

  /** The writer made messages durable. */
  synchronized void durable(long durableSequence, int messages) {
    durable = durableSequence;
    owed += messages;
    settle();
  }

  /** Acknowledges what was taken, and asks for as much again, once the reporter reads. */
  private synchronized void settle() {
    if (owed == 0 || !answers.isReady()) {
      return;
    }
    acknowledge();
    if (open) {
      answers.request(owed);
    }
    owed = 0;
  }

  private void acknowledge() {
    answer(
        ReportResponse.newBuilder()
            .setAcknowledged(ReportAcknowledged.newBuilder().setDurableSequence(durable))
            .build());
  }

  private void answer(ReportResponse response) {
    if (!closed && !answers.isCancelled()) {
      answers.onNext(response);
    }
  }

  /** Ends the call; whatever comes after is ignored. */
  synchronized void end(Status status, boolean retryLater) {
    ended = true;
    open = false;
    if (closed || answers.isCancelled()) {
      return;
    }
    if (owed > 0) {
      acknowledge();
    }
    closed = true;
    if (status.isOk()) {
      answers.onCompleted();
    } else {
      answers.onError(Refusal.of(status, retryLater));
    }
  }
}
