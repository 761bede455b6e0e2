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
import io.stillwatch.v1.ReportResponse;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reporter's stream. It reads ahead by a window of reports, as many messages as hold them, and
 * gets more as the writer makes them durable, so a reporter that heeds flow control is slowed, not
 * refused. A reporter that does not read its answers gets no more of either: the newest
 * acknowledgement waits in {@code owed}, and covers those before. Called by gRPC and by the writer;
 * guarded by itself.
 */
final class ReportStream implements StreamObserver<ReceivedReports> {
  /** The most reports of one message. */
  static final int MAX_REPORTS = 100;

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
  private int granted;
  private int largest;
  private boolean news;

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
  public synchronized void onNext(ReceivedReports received) {
    if (ended) {
      return;
    }
    List<byte[]> reports = received.reports();
    if (!reports.isEmpty()) {
      take(reports);
    } else if (received.other().hasOpen()) {
      open(received.other().getOpen());
    } else {
      refuse("a message that is neither open nor report");
    }
  }

  private void take(List<byte[]> reports) {
    if (reports.size() > MAX_REPORTS) {
      refuse(reports.size() + " reports in a message, at most " + MAX_REPORTS);
      return;
    }
    if (reports.size() > largest) {
      largest = reports.size();
      widen();
    }
    for (int at = 0; at < reports.size() && !ended; at++) {
      report(reports.get(at), at == reports.size() - 1 ? 1 : 0);
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

  /** As long as the reporter's messages fit the window, more of them may come. */
  private void widen() {
    int more = fitting() - granted;
    if (more > 0) {
      granted += more;
      answers.request(more);
    }
  }

  private int fitting() {
    return Math.max(1, window / Math.max(1, largest));
  }

  /**
   * @param messages 1 for the last report of its message, 0 for those before
   */
  private void report(byte[] report, int messages) {
    PlainUsage plain = open ? PlainUsage.read(source, report) : null;
    if (plain == null) {
      report(ReceivedReports.parsed(report), messages);
    } else if (isNext(plain.sequence(), messages)) {
      take(() -> bounds.read(report, plain), messages);
    }
  }

  private void report(Report report, int messages) {
    if (isNext(report.getSequence(), messages)) {
      take(() -> report.hasSkipped() ? null : bounds.read(source, report), messages);
    }
  }

  private boolean isNext(long sequence, int messages) {
    if (!open) {
      refuse("the first message must be open");
    } else if (Long.compareUnsigned(sequence, enqueued) <= 0) {
      repeated(messages);
    } else if (sequence != enqueued + 1) {
      refuse(
          "sequence %s where %s was expected"
              .formatted(Long.toUnsignedString(sequence), Long.toUnsignedString(enqueued + 1)));
    } else {
      return true;
    }
    return false;
  }

  private void repeated(int messages) {
    counts.duplicates(1);
    if (messages > 0) {
      news = true;
      owed += messages;
      settle();
    }
  }

  private void take(Supplier<@Nullable LogRow> report, int messages) {
    LogRow row;
    try {
      row = report.get();
    } catch (IllegalArgumentException broken) {
      refuse(Reason.INVALID, "sequence " + (enqueued + 1) + ": " + broken.getMessage());
      return;
    }
    if (queue.offer(new Work.Reported(this, enqueued + 1, row, messages))) {
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
      granted = Math.max(1, window / MAX_REPORTS);
      answers.request(granted);
    }
  }

  /** The writer made reports durable, and with them the last ones of so many messages. */
  synchronized void durable(long durableSequence, int messages) {
    durable = durableSequence;
    news = true;
    owed += messages;
    settle();
  }

  /** Acknowledges what was taken, and asks for as much again, once the reporter reads. */
  private synchronized void settle() {
    if (!news || !answers.isReady()) {
      return;
    }
    acknowledge();
    news = false;
    int kept = Math.min(owed, Math.max(0, granted - fitting()));
    granted -= kept;
    if (open && owed > kept) {
      answers.request(owed - kept);
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
    if (news) {
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
