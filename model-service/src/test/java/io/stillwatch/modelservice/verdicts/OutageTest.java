package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.Refused;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.ExplainAccountRequest;
import io.stillwatch.v1.ListModelsRequest;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutageTest {
  @Test
  void checkAccount_postgresDown_isAnsweredFromMemory() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
        PlayedVectors features = new PlayedVectors();
        RunningService service =
            RunningService.start(RunningService.database(postgres, postgres.jdbcUrl()), features)) {
      service.makeChampion(Models.of("v1", "one", "two"));
      features.put(People.one("one", Instant.now()));
      Await.until("judged", () -> service.check("one").getBand() == Band.BAND_SOFT);

      cutOff(postgres);

      Refused.with(
          Status.Code.UNAVAILABLE,
          "the database does not answer",
          () -> service.models().listModels(ListModelsRequest.getDefaultInstance()));
      features.put(People.one("two", Instant.now()));
      Await.until("judged without it", () -> service.check("two").getBand() == Band.BAND_SOFT);
      assertThat(service.check("one").getStale()).isFalse();
    }
  }

  @Test
  void start_featureServiceAway_answersWithStoredVerdicts() {
    List<String> database = RunningService.newDatabase();
    PlayedVectors features = new PlayedVectors();
    features.put(People.one("one", Instant.now()));
    features.put(People.one("gone", Instant.now()));
    try (RunningService first = RunningService.start(database, features)) {
      first.makeChampion(Models.of("v1", "one"));
      Await.until("judged", () -> first.check("one").getBand() == Band.BAND_SOFT);
      Await.until("judged", () -> first.check("gone").getModelVersion().equals("v1"));
      awaitStored(database, features);
    }
    features.stop();

    try (RunningService second = RunningService.start(database, features)) {
      Verdict stored = second.check("one");
      assertThat(stored.getBand()).isEqualTo(Band.BAND_SOFT);
      assertThat(stored.getModelVersion()).isEqualTo("v1");
      assertThat(stored.getNetworkId()).isEqualTo("net-1");
      assertThat(stored.getStale()).isTrue();
      assertThat(stored.hasVectorAge()).isTrue();
      Refused.with(
          Status.Code.NOT_FOUND,
          "no vector",
          () ->
              second
                  .verdicts()
                  .explainAccount(
                      ExplainAccountRequest.newBuilder()
                          .setSubject(RunningService.account("one"))
                          .build()));

      features.forget("gone");
      features.start();
      Await.until("fresh", () -> !second.check("one").getStale());
      assertThat(second.check("gone").getVectorPosition()).isZero();
    }
    features.close();
  }

  private static void cutOff(EmbeddedPostgres postgres) {
    postgres.close();
  }

  /** Another replica, without a stream of its own, sees what the first one stored. */
  private static void awaitStored(List<String> database, PlayedVectors features) {
    String noStream = "stillwatch.models.feature-service.target=127.0.0.1:1";
    Await.until(
        "stored",
        () -> {
          try (RunningService other = RunningService.start(database, features, noStream)) {
            return other.check("one").getBand() == Band.BAND_SOFT
                && other.check("gone").getVectorPosition() > 0;
          }
        });
  }
}
