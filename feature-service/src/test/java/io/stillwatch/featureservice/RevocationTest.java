package io.stillwatch.featureservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.v1.CreateTokenRequest;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.RevokeTokenRequest;
import io.stillwatch.v1.TokenServiceGrpc;
import io.stillwatch.v1.UsageServiceGrpc;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the streams that a token opened before it was revoked. */
class RevocationTest {
  private static final String ADMIN = "admin-secret-of-the-tests";
  private static final Duration STATED = Duration.ofSeconds(10);
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            RunningService.newDatabase(),
            "stillwatch.tokens.seeds[2].name=admin",
            "stillwatch.tokens.seeds[2].scopes=ADMIN",
            "stillwatch.tokens.seeds[2].secret=" + ADMIN);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void report_tokenRevoked_endsAndNothingMoreIsTaken() throws Exception {
    Leaver leaver = Leaver.come();
    Reporter staying = service.report("staying", 1);
    staying.awaitOpened();
    leaver.reporter.send(Usage.event(1), 1).awaitDurable(1);

    long revoked = System.nanoTime();
    tokens().revokeToken(RevokeTokenRequest.newBuilder().setName(leaver.name).build());
    assertUnauthenticated(leaver.reporter.awaitEnd());
    assertUnauthenticated(leaver.following.get(20, TimeUnit.SECONDS));
    assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(STATED);
    leaver.reporter.send(Usage.event(2), 2);

    staying.send(Usage.event(3), 1).awaitDurable(1);
    assertThat(leaver.reporter.durable()).isEqualTo(1);
  }

  @Test
  void streams_tokenRevokedElsewhere_end() throws Exception {
    Leaver leaver = Leaver.come();
    long revoked = System.nanoTime();
    sql("delete from tokens where name = '" + leaver.name + "'");
    assertUnauthenticated(leaver.reporter.awaitEnd());
    assertUnauthenticated(leaver.following.get(20, TimeUnit.SECONDS));
    assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(STATED);
  }

  @Test
  void streams_scopeTakenAway_endWhereItIsNeeded() throws Exception {
    Leaver leaver = Leaver.come();
    sql("update tokens set scopes = '{report}' where name = '" + leaver.name + "'");
    assertUnauthenticated(leaver.following.get(20, TimeUnit.SECONDS));
    leaver.reporter.send(Usage.event(1), 1).awaitDurable(1);
  }

  private static TokenServiceGrpc.TokenServiceBlockingStub tokens() {
    return TokenServiceGrpc.newBlockingStub(service.channel(ADMIN));
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    }
  }

  private static void assertUnauthenticated(Status end) {
    assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(end.getDescription()).contains("revoked");
  }

  /** A token with two streams, one each way. */
  private static final class Leaver {
    private final String name = "leaver-" + NAMES.incrementAndGet();
    private final CompletableFuture<Status> following = new CompletableFuture<>();
    private final Reporter reporter;

    private Leaver() {
      String secret =
          tokens()
              .createToken(
                  CreateTokenRequest.newBuilder()
                      .setName(name)
                      .addScopes("report")
                      .addScopes("read")
                      .build())
              .getSecret();
      Channel channel = service.channel(secret);
      reporter = Reporter.open(UsageServiceGrpc.newStub(channel), name, 1);
      reporter.awaitOpened();
      follow(channel);
    }

    static Leaver come() {
      return new Leaver();
    }

    private void follow(Channel channel) {
      CompletableFuture<Boolean> begun = new CompletableFuture<>();
      FeatureServiceGrpc.newStub(channel)
          .readVectors(
              ReadVectorsRequest.newBuilder().setLive(LiveVectors.getDefaultInstance()).build(),
              new StreamObserver<>() {
                @Override
                public void onNext(ReadVectorsResponse answer) {
                  begun.complete(true);
                }

                @Override
                public void onError(Throwable ended) {
                  following.complete(Status.fromThrowable(ended));
                }

                @Override
                public void onCompleted() {
                  following.complete(Status.OK);
                }
              });
      assertThat(begun.join()).isTrue();
    }
  }
}
