package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stillwatch.featureservice.IdleReader;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.ReportResponse;
import io.stillwatch.v1.Reports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reporter that does not read what it is answered. */
class ReportStreamTest {
  private static final int WINDOW = 4;

  private final Answers answers = new Answers();
  private final ReportStream stream =
      new ReportStream(
          answers,
          new IntakeQueue(100, 1 << 20),
          new EventBounds(new ServiceClock(ServiceClock.Source.EVENTS)),
          new IntakeCounts(new SimpleMeterRegistry()),
          WINDOW,
          "reporter");

  @Test
  void repeated_whileNobodyReads_isNeitherAnsweredNorAskedForMore() {
    open(1);
    answers.ready = false;
    for (int time = 0; time < WINDOW; time++) {
      stream.onNext(report(1));
    }
    assertThat(answers.requested).isEqualTo(1 + WINDOW);
    assertThat(answers.sequences).isEmpty();
    answers.read();
    assertThat(answers.requested).isEqualTo(1 + 2 * WINDOW);
    assertThat(answers.sequences).containsExactly(1L);
  }

  @Test
  void durable_whileNobodyReads_isAcknowledgedOnceAndInFull() {
    open(0);
    answers.ready = false;
    for (long sequence = 1; sequence <= WINDOW; sequence++) {
      stream.onNext(report(sequence));
      stream.durable(sequence, 1);
    }
    assertThat(answers.requested).isEqualTo(1 + WINDOW);
    assertThat(answers.sequences).isEmpty();
    answers.read();
    assertThat(answers.requested).isEqualTo(1 + 2 * WINDOW);
    assertThat(answers.sequences).containsExactly((long) WINDOW);
  }

  @Test
  void reports_severalInAMessage_areAskedForAsTheirMessages() {
    open(0);
    assertThat(answers.requested).isEqualTo(1 + 1);
    stream.onNext(reports(1, 2));
    assertThat(answers.requested).isEqualTo(1 + WINDOW / 2);
    stream.durable(1, 0);
    assertThat(answers.sequences).containsExactly(1L);
    assertThat(answers.requested).isEqualTo(1 + WINDOW / 2);
    stream.durable(2, 1);
    assertThat(answers.sequences).containsExactly(1L, 2L);
    assertThat(answers.requested).isEqualTo(1 + WINDOW / 2 + 1);
  }

  @Test
  void reports_largerThanBefore_areAskedForLessOften() {
    open(0);
    stream.onNext(report(1));
    stream.onNext(reports(2, 3, 4, 5));
    assertThat(answers.requested).isEqualTo(1 + WINDOW);
    stream.durable(5, 2);
    assertThat(answers.requested).isEqualTo(1 + WINDOW);
    stream.onNext(reports(6, 7, 8, 9));
    stream.onNext(reports(10, 11, 12, 13));
    stream.durable(13, 2);
    assertThat(answers.requested).isEqualTo(1 + WINDOW + 1);
  }

  @Test
  void reports_brokenInTheMiddle_keepThoseBefore() {
    try (RunningService service = RunningService.start(RunningService.newDatabase())) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(message(Usage.event(1), Usage.event(2)));
      reporter.awaitDurable(2);
      reporter.send(message(Usage.event(1), Usage.event(2), Usage.event(3)));
      reporter.awaitDurable(3);
      Report.Builder broken = Usage.event(5);
      broken.getUsageBuilder().setStatus(1);
      reporter.send(message(Usage.event(4).setSequence(4), broken.setSequence(5), Usage.event(6)));
      assertThat(reporter.awaitEnd().getDescription()).contains("sequence 5").contains("status");
      assertThat(reporter.durable()).isEqualTo(4);
      assertThat(Usage.requests(service)).isEqualTo(4);
    }
  }

  private static ReportRequest message(Report.Builder... reports) {
    Reports.Builder several = Reports.newBuilder();
    for (Report.Builder report : reports) {
      several.addReports(
          report.getSequence() > 0 ? report : report.setSequence(several.getReportsCount() + 1));
    }
    return ReportRequest.newBuilder().setReports(several).build();
  }

  private static ReceivedReports reports(long... sequences) {
    Reports.Builder reports = Reports.newBuilder();
    for (long sequence : sequences) {
      reports.addReports(Usage.event(sequence).setSequence(sequence));
    }
    return received(ReportRequest.newBuilder().setReports(reports).build());
  }

  @Test
  void end_whileNobodyReads_acknowledgesFirst() {
    open(0);
    answers.ready = false;
    stream.onNext(report(1));
    stream.durable(1, 1);
    stream.end(Status.OK, false);
    assertThat(answers.sequences).containsExactly(1L);
    assertThat(answers.completed).isTrue();
  }

  @Test
  void repeated_byAReporterThatNeverReads_isSlowedToAStandstill() {
    try (RunningService service = RunningService.start(RunningService.newDatabase())) {
      Reporter before = service.report("gateway", 1);
      before.awaitOpened();
      before.send(Usage.event(1), 1).awaitDurable(1);
      NettyChannelBuilder narrow =
          NettyChannelBuilder.forAddress("127.0.0.1", service.port()).flowControlWindow(65_535);
      try (IdleReader reporter = IdleReader.open(narrow, RunningService.REPORTER, "gateway", 1)) {
        int most = 300_000;
        assertThat(reporter.repeat(Usage.event(1).setSequence(1), most)).isLessThan(most);
        reporter.readAll();
        reporter.send(Usage.event(2).setSequence(2)).awaitDurable(2);
      }
      assertThat(Usage.requests(service)).isEqualTo(2);
    }
  }

  private void open(long durable) {
    stream.begin();
    stream.onNext(received(Reporter.open("gateway", 1)));
    stream.opened(durable);
  }

  private static ReceivedReports report(long sequence) {
    Report.Builder report = Usage.event(sequence).setSequence(sequence);
    return received(ReportRequest.newBuilder().setReport(report).build());
  }

  private static ReceivedReports received(ReportRequest request) {
    return ReceivedReports.MARSHALLER.parse(request.toByteString().newInput());
  }

  /** The service's end of a call, whose other end reads or does not. */
  private static final class Answers extends ServerCallStreamObserver<ReportResponse> {
    private final List<Long> sequences = new ArrayList<>();
    private Runnable onReady = () -> {};
    private boolean ready = true;
    private boolean completed;
    private int requested;

    void read() {
      ready = true;
      onReady.run();
    }

    @Override
    public void onNext(ReportResponse response) {
      if (response.hasAcknowledged()) {
        sequences.add(response.getAcknowledged().getDurableSequence());
      }
    }

    @Override
    public void onError(Throwable refusal) {
      completed = true;
    }

    @Override
    public void onCompleted() {
      completed = true;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void request(int count) {
      requested += count;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void disableAutoRequest() {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void setCompression(String compression) {}
  }
}
