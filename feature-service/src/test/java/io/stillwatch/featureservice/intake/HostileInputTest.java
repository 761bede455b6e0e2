package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.GetVectorRequest;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.ReportBatchRequest;
import io.stillwatch.v1.ReportRequest;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.UsageEvent;
import io.stillwatch.v1.UsageServiceGrpc;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HostileInputTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(RunningService.newDatabase(), "stillwatch.clock=system");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void report_brokenEvent_isRefusedAndEarlierOnesAreDurable() {
    Reporter reporter = service.report("broken-event", 1);
    reporter.awaitOpened();
    reporter.send(now(1), 1).send(now(2), 2);
    reporter.send(broken(event -> event.setInputTokens(-1)), 3);
    Status end = reporter.awaitEnd();
    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(end.getDescription()).contains("sequence 3").contains("input_tokens");
    assertThat(reporter.durable()).isEqualTo(2);
  }

  @Test
  void reportBatch_oversizedEvent_isRefused() {
    refused(event -> event.setModel("m".repeat(70_000)), "bytes");
  }

  @Test
  void reportBatch_notANumber_isRefused() {
    refused(event -> event.setForeignHistoryShare(Double.NaN), "foreign_history_share");
  }

  @Test
  void reportBatch_negativeTemperature_isRefused() {
    refused(
        event -> event.setSampling(SamplingParameters.newBuilder().setTemperature(-1)),
        "temperature");
  }

  @Test
  void reportBatch_future_isRefused() {
    refused(
        event ->
            event.setEventTime(Usage.usage("a", 1, Instant.now().plusSeconds(600)).getEventTime()),
        "event_time");
  }

  @Test
  void reportBatch_unknownEnum_isRefused() {
    refused(event -> event.setOperationValue(4711), "operation");
  }

  @Test
  void reportBatch_noEvent_isRefused() {
    assertInvalid(Report.newBuilder().build(), "report 0");
  }

  @Test
  void reportBatch_nulInAccount_isRefused() {
    refused(event -> event.setAccountId("a\0b"), "account_id");
  }

  @Test
  void reportBatch_prompt_isNeverInTheMessage() {
    StatusRuntimeException refusal =
        refusal(
            broken(event -> event.setModel("SECRET-WORDS".repeat(8_000)).setInputTokens(-1))
                .build());
    assertThat(refusal.getMessage()).doesNotContain("SECRET-WORDS");
  }

  @Test
  void reportBatch_emptyOrTooLarge_isRefused() {
    ReportBatchRequest.Builder batch = ReportBatchRequest.newBuilder().setSource("s");
    assertThatThrownBy(() -> service.usage().reportBatch(batch.build()))
        .hasMessageContaining("not 0");
    for (int number = 0; number <= 1000; number++) {
      batch.addReports(now(number));
    }
    assertThatThrownBy(() -> service.usage().reportBatch(batch.build()))
        .hasMessageContaining("not 1001");
  }

  @Test
  void report_secondOpen_isRefused() {
    Reporter reporter = service.report("second-open", 1);
    reporter.awaitOpened();
    reporter.send(Reporter.open("second-open", 1));
    assertThat(reporter.awaitEnd().getDescription()).contains("second open");
  }

  @Test
  void report_eventBeforeOpen_isRefused() {
    Reporter reporter =
        Reporter.connect(UsageServiceGrpc.newStub(service.channel(RunningService.REPORTER)));
    reporter.send(now(1), 1);
    assertThat(reporter.awaitEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void report_emptyMessageOrSource_isRefused() {
    Reporter nothing =
        Reporter.connect(UsageServiceGrpc.newStub(service.channel(RunningService.REPORTER)));
    nothing.send(ReportRequest.getDefaultInstance());
    assertThat(nothing.awaitEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(service.report("", 1).awaitEnd().getDescription()).contains("source has 0 bytes");
    assertThat(service.report("s".repeat(129), 1).awaitEnd().getDescription()).contains("129");
  }

  @Test
  void anyCall_withoutToken_isUnauthenticated() {
    assertCode(
        () ->
            FeatureServiceGrpc.newBlockingStub(service.strangersChannel())
                .listDays(ListDaysRequest.getDefaultInstance()),
        Status.Code.UNAUTHENTICATED);
    assertThat(
            Reporter.open(UsageServiceGrpc.newStub(service.strangersChannel()), "s", 1)
                .awaitEnd()
                .getCode())
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void anyCall_withTheWrongScope_isDenied() {
    assertCode(
        () ->
            FeatureServiceGrpc.newBlockingStub(service.channel(RunningService.REPORTER))
                .getVector(GetVectorRequest.newBuilder().setAccountId("a").build()),
        Status.Code.PERMISSION_DENIED);
  }

  @Test
  void getVector_strangerOrNobody_isRefused() {
    assertCode(
        () -> service.features().getVector(GetVectorRequest.newBuilder().setAccountId("?").build()),
        Status.Code.NOT_FOUND);
    assertCode(
        () -> service.features().getVector(GetVectorRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT);
  }

  private static Report.Builder now(long number) {
    return Usage.event("account", number, Instant.now());
  }

  private static Report.Builder broken(Consumer<UsageEvent.Builder> change) {
    UsageEvent.Builder event = Usage.usage("account", 1, Instant.now());
    change.accept(event);
    return Report.newBuilder().setUsage(event);
  }

  private static void refused(Consumer<UsageEvent.Builder> change, String word) {
    assertInvalid(broken(change).build(), word);
  }

  private static void assertInvalid(Report report, String word) {
    StatusRuntimeException refusal = refusal(report);
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.getStatus().getDescription()).contains(word);
  }

  private static StatusRuntimeException refusal(Report report) {
    ReportBatchRequest batch =
        ReportBatchRequest.newBuilder().setSource("hostile").addReports(report).build();
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> service.usage().reportBatch(batch));
  }

  private static void assertCode(Runnable call, Status.Code code) {
    StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(refusal.getStatus().getCode()).isEqualTo(code);
  }
}
