package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.AssignSourceRequest;
import io.stillwatch.v1.ReportBatchRequest;
import io.stillwatch.v1.ReportBatchResponse;
import io.stillwatch.v1.UsageServiceGrpc;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whose a source is. */
class SourceOwnerTest {
  private static final String OTHER = "another-secret-of-the-tests";
  private static final String ADMIN = "admin-secret-of-the-tests";
  private static final long LAST_EPOCH = -1;

  private final String database = RunningService.newDatabase();

  @Test
  void report_sourceOfAnotherToken_isDeniedAndTheOwnerGoesOn() {
    try (RunningService service = start()) {
      Reporter owner = opened(service, RunningService.REPORTER, "gateway", 1);
      owner.send(Usage.event(1), 1).awaitDurable(1);
      assertDenied(open(service, OTHER, "gateway", LAST_EPOCH).awaitEnd());
      owner.send(Usage.event(2), 2).awaitDurable(2);
    }
    try (RunningService service = start()) {
      assertDenied(open(service, OTHER, "gateway", LAST_EPOCH).awaitEnd());
      assertThat(open(service, RunningService.REPORTER, "gateway", 1).awaitOpened()).isEqualTo(2);
      assertThat(Usage.requests(service)).isEqualTo(2);
    }
  }

  @Test
  void reportBatch_sourceOfAnotherToken_isDeniedAndNoIdIsTaken() {
    try (RunningService service = start()) {
      opened(service, RunningService.REPORTER, "stream", 1);
      assertThat(batch(service, RunningService.REPORTER, "log", 1).getAccepted()).isEqualTo(1);
      for (String source : new String[] {"stream", "log"}) {
        assertDenied(refusal(() -> batch(service, OTHER, source, 2)));
      }
      assertDenied(open(service, OTHER, "log", 1).awaitEnd());
      assertThat(batch(service, RunningService.REPORTER, "log", 2).getAccepted()).isEqualTo(1);
      assertThat(opened(service, RunningService.REPORTER, "log", 1)).isNotNull();
    }
  }

  @Test
  void assignSource_thatWasOpenedWithTheLastEpoch_isTheOwnersAgain() {
    try (RunningService service = start()) {
      Reporter thief = opened(service, OTHER, "gateway", LAST_EPOCH);
      thief.send(Usage.event(1), 1).awaitDurable(1);
      assertDenied(open(service, RunningService.REPORTER, "gateway", 1).awaitEnd());

      assign(service, request("gateway", "reporter").setEpoch(1));
      assertDenied(thief.awaitEnd());
      assertDenied(open(service, OTHER, "gateway", LAST_EPOCH).awaitEnd());
      Reporter owner = open(service, RunningService.REPORTER, "gateway", 1);
      assertThat(owner.awaitOpened()).isZero();
      owner.send(Usage.event(2), 1).awaitDurable(1);
    }
    try (RunningService service = start()) {
      assertThat(open(service, RunningService.REPORTER, "gateway", 1).awaitOpened()).isEqualTo(1);
    }
  }

  @Test
  void assignSource_withoutEpoch_goesOnAfterTheLastDurableSequence() {
    try (RunningService service = start()) {
      opened(service, RunningService.REPORTER, "gateway", 7)
          .send(Usage.event(1), 1)
          .awaitDurable(1);
      assign(service, request("gateway", "other"));
      assertThat(open(service, OTHER, "gateway", 7).awaitOpened()).isEqualTo(1);
    }
  }

  @Test
  void assignSource_ofNobody_keepsItForTheToken() {
    try (RunningService service = start()) {
      assign(service, request("to-come", "other"));
      assertDenied(open(service, RunningService.REPORTER, "to-come", 1).awaitEnd());
      assertThat(open(service, OTHER, "to-come", 1).awaitOpened()).isZero();
    }
  }

  @Test
  void assignSource_withoutScopeOrToUnknownOrWithoutName_isRefused() {
    try (RunningService service = start()) {
      assertThat(
              refusal(
                      () ->
                          UsageServiceGrpc.newBlockingStub(service.channel(RunningService.REPORTER))
                              .assignSource(request("gateway", "reporter").build()))
                  .getCode())
          .isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(refusal(() -> assign(service, request("gateway", "nobody"))).getCode())
          .isEqualTo(Status.Code.NOT_FOUND);
      assertThat(refusal(() -> assign(service, request("", "other"))).getCode())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void report_moreSourcesThanATokenMayName_isRefusedAndTheFirstStay() {
    try (RunningService service = start("stillwatch.features.sources-per-token=3")) {
      opened(service, RunningService.REPORTER, "one", 1);
      opened(service, RunningService.REPORTER, "two", 1);
      batch(service, RunningService.REPORTER, "three", 1);
      assertExhausted(open(service, RunningService.REPORTER, "four", 1).awaitEnd(), "four");
      assertExhausted(refusal(() -> batch(service, RunningService.REPORTER, "five", 2)), "five");
      opened(service, OTHER, "four", 1);
    }
    try (RunningService service = start("stillwatch.features.sources-per-token=3")) {
      assertExhausted(open(service, RunningService.REPORTER, "six", 1).awaitEnd(), "six");
      opened(service, RunningService.REPORTER, "one", 2);
    }
  }

  @Test
  void report_sourceFromBeforeSourcesHadOwners_belongsToTheFirstThatOpensIt() throws SQLException {
    try (RunningService service = start()) {
      opened(service, RunningService.REPORTER, "old", 5).send(Usage.event(1), 1).awaitDurable(1);
      try (Connection connection = service.bean(DataSource.class).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("update report_sources set owner = null");
      }
    }
    try (RunningService service = start()) {
      assertThat(open(service, OTHER, "old", 5).awaitOpened()).isEqualTo(1);
      assertDenied(open(service, RunningService.REPORTER, "old", 6).awaitEnd());
    }
  }

  private RunningService start(String... settings) {
    String[] all = new String[settings.length + 6];
    System.arraycopy(settings, 0, all, 6, settings.length);
    seed(all, 0, "other", "REPORT", OTHER);
    seed(all, 1, "admin", "ADMIN", ADMIN);
    return RunningService.start(database, all);
  }

  private static void seed(String[] all, int at, String name, String scope, String secret) {
    String seed = "stillwatch.tokens.seeds[" + (2 + at) + "].";
    all[3 * at] = seed + "name=" + name;
    all[3 * at + 1] = seed + "scopes=" + scope;
    all[3 * at + 2] = seed + "secret=" + secret;
  }

  private static Reporter open(RunningService service, String secret, String source, long epoch) {
    return Reporter.open(UsageServiceGrpc.newStub(service.channel(secret)), source, epoch);
  }

  private static Reporter opened(RunningService service, String secret, String source, long epoch) {
    Reporter reporter = open(service, secret, source, epoch);
    reporter.awaitOpened();
    return reporter;
  }

  private static ReportBatchResponse batch(
      RunningService service, String secret, String source, long number) {
    return UsageServiceGrpc.newBlockingStub(service.channel(secret))
        .reportBatch(
            ReportBatchRequest.newBuilder()
                .setSource(source)
                .addReports(Usage.event(number))
                .build());
  }

  private static AssignSourceRequest.Builder request(String source, String owner) {
    return AssignSourceRequest.newBuilder().setSource(source).setOwner(owner);
  }

  private static void assign(RunningService service, AssignSourceRequest.Builder request) {
    var unused =
        UsageServiceGrpc.newBlockingStub(service.channel(ADMIN)).assignSource(request.build());
  }

  private static Status refusal(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus();
  }

  private static void assertDenied(Status end) {
    assertThat(end.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(end.getDescription()).contains("belongs to another token");
  }

  private static void assertExhausted(Status end, String source) {
    assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(end.getDescription()).contains(source, "3 already");
  }
}
