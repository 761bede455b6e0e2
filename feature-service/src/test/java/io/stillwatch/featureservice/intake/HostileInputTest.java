package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.AccountEvent;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class HostileInputTest {
  private static final String WORD = "Kingfisher";
  private static final String PROMPT = "Tell me of the Kingfisher, please";

  /** The changes of an account whose texts have a bound. */
  private static final Set<String> BOUNDED =
      Set.of("signed_up", "plan_changed", "instrument_added", "enforcement_applied");

  private static final AtomicLong EPOCHS = new AtomicLong();

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

  /** Words of a prompt in every text field, while another field breaks its bound. */
  @ParameterizedTest
  @MethodSource("breaks")
  void reportBatch_prompt_isInNoStatusLogOrHeader(
      String field, Consumer<UsageEvent.Builder> change) {
    UsageEvent.Builder event = Usage.usage("account", 1, Instant.now());
    fill(event, PROMPT);
    change.accept(event);
    assertNoEcho(Report.newBuilder().setUsage(event), field);
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
        breaks("input_tokens", event -> event.setInputTokens(-1)),
        breaks("operation", event -> event.setOperationValue(4711)),
        breaks("foreign_history_share", event -> event.setForeignHistoryShare(Double.NaN)),
        breaks("event_time", UsageEvent.Builder::clearEventTime),
        breaks("model", event -> event.setModel(PROMPT.repeat(10))),
        breaks("model", event -> event.setModel(PROMPT + '\0')),
        breaks("event_id", event -> event.setEventId(PROMPT.repeat(10))),
        breaks("account_id", event -> event.setAccountId(PROMPT + '\0')),
        breaks("ja4", event -> event.getClientBuilder().setJa4(PROMPT.repeat(10))),
        breaks("artefact", event -> event.addIssuedArtefactTokens(PROMPT.repeat(10))));
  }

  private static Arguments breaks(String field, Consumer<UsageEvent.Builder> change) {
    return Arguments.of(field, change);
  }

  @Test
  void reportBatch_promptInAnyChangeOfAnAccount_isInNoStatusLogOrHeader() {
    for (FieldDescriptor change : AccountEvent.getDescriptor().getOneofs().get(0).getFields()) {
      AccountEvent.Builder event =
          AccountEvent.newBuilder()
              .setEventId("1")
              .setEventTime(Usage.usage("a", 1, Instant.now()).getEventTime());
      fill(event.getFieldBuilder(change), PROMPT);
      assertNoEcho(Report.newBuilder().setAccount(event), "account_id");
      if (BOUNDED.contains(change.getName())) {
        event.setAccountId("a");
        fill(event.getFieldBuilder(change), PROMPT.repeat(10));
        assertNoEcho(Report.newBuilder().setAccount(event), change.getName());
      }
    }
  }

  private static boolean hasText(Descriptor message) {
    return message.getFields().stream().anyMatch(field -> field.getJavaType() == JavaType.STRING);
  }

  private static void fill(Message.Builder message, String text) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getJavaType() == JavaType.STRING && field.isRepeated()) {
        message.addRepeatedField(field, text);
      } else if (field.getJavaType() == JavaType.STRING) {
        message.setField(field, text);
      } else if (field.getJavaType() == JavaType.MESSAGE
          && !field.isRepeated()
          && hasText(field.getMessageType())) {
        fill(message.getFieldBuilder(field), text);
      }
    }
  }

  /** By either door. */
  private static void assertNoEcho(Report.Builder report, String field) {
    assertThat(report.build().getSerializedSize()).isLessThan(EventWire.MAX_EVENT_BYTES);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      List<String> said = new ArrayList<>();
      said.add(byBatch(report.build(), said));
      said.add(byStream(report));
      assertThat(said.get(said.size() - 1)).contains(field);
      assertThat(said.get(said.size() - 2)).contains(field);
      assertThat(said).noneMatch(text -> text.contains(WORD));
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list).extracting(HostileInputTest::text).noneMatch(text -> text.contains(WORD));
  }

  private static String byBatch(Report report, List<String> headers) {
    AtomicReference<Metadata> first = new AtomicReference<>(new Metadata());
    AtomicReference<Metadata> last = new AtomicReference<>(new Metadata());
    ReportBatchRequest batch =
        ReportBatchRequest.newBuilder().setSource("hostile").addReports(report).build();
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                service
                    .usage()
                    .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(first, last))
                    .reportBatch(batch));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    headers.add(String.valueOf(first.get()));
    headers.add(String.valueOf(last.get()));
    return String.valueOf(refusal.getStatus().getDescription());
  }

  private static String byStream(Report.Builder report) {
    Reporter reporter = service.report("hostile-stream", EPOCHS.incrementAndGet());
    reporter.awaitOpened();
    reporter.send(report, 1);
    Status end = reporter.awaitEnd();
    assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    Metadata trailers = Status.trailersFromThrowable(reporter.failure());
    return end.getDescription() + trailers;
  }

  private static String text(ILoggingEvent event) {
    IThrowableProxy failure = event.getThrowableProxy();
    return event.getFormattedMessage()
        + (failure == null ? "" : ThrowableProxyUtil.asString(failure));
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
