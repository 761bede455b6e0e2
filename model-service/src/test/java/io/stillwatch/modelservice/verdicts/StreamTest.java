package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.LearningState;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamTest {
  private PlayedVectors features;
  private RunningService service;

  @BeforeEach
  void start() {
    features = new PlayedVectors();
    features.put(People.one("early", Instant.now()));
    service =
        RunningService.start(
            RunningService.newDatabase(), features, "stillwatch.models.feature-service.silence=3s");
    awaitFresh("early");
  }

  @AfterEach
  void stop() {
    service.close();
    features.close();
  }

  @Test
  void checkAccount_beforeTheFirstChampion_isLearning() {
    Verdict verdict = service.check("early");

    assertThat(verdict.getBand()).isEqualTo(Band.BAND_UNKNOWN);
    assertThat(verdict.getLearningState()).isEqualTo(LearningState.LEARNING_STATE_LEARNING);
    assertThat(verdict.getModelVersion()).isEmpty();
    assertThat(verdict.getVectorPosition()).isEqualTo(1);
    assertThat(verdict.hasVectorAge()).isTrue();
    assertThat(service.check("nobody").getLearningState())
        .isEqualTo(LearningState.LEARNING_STATE_LEARNING);
  }

  @Test
  void checkAccount_featureServiceAway_isStaleAndResumes() {
    service.makeChampion(Models.of("v1", "early", "late"));
    Await.until("soft", () -> service.check("early").getBand() == Band.BAND_SOFT);
    features.heartbeat();

    features.stop();
    Await.until("stale", () -> service.check("early").getStale());
    Verdict stale = service.check("early");
    assertThat(stale.getBand()).isEqualTo(Band.BAND_SOFT);
    assertThat(stale.hasVectorAge()).isTrue();

    features.put(People.one("late", Instant.now()));
    features.start();
    awaitFresh("late");
    assertThat(service.check("late").getBand()).isEqualTo(Band.BAND_SOFT);
    LiveVectors resumed = features.requests().get(features.requests().size() - 1);
    assertThat(resumed.getIncarnation()).isEqualTo("first");
    assertThat(resumed.getAfterPosition()).isEqualTo(1);
  }

  @Test
  void follow_streamSilent_isOpenedAgain() {
    int before = features.requests().size();

    Await.until("another request", () -> features.requests().size() > before);
    awaitFresh("early");
  }

  @Test
  void follow_otherIncarnation_dropsAccountsThatAreGone() {
    features.put(People.one("stays", Instant.now()));
    awaitFresh("stays");
    features.stop();
    features.forget("early");
    features.start();

    Await.until("gone", () -> service.check("early").getVectorPosition() == 0);
    awaitFresh("stays");
  }

  @Test
  void follow_otherCatalogue_takesNoVectors() {
    features.stop();
    features.speak(VectorWire.schema().toBuilder().setFingerprint("other").build());
    features.put(People.one("late", Instant.now()));
    int before = features.requests().size();
    features.start();

    Await.until("two tries", () -> features.requests().size() >= before + 2);
    assertThat(service.check("late").getVectorPosition()).isZero();
    assertThat(service.check("early").getStale()).isTrue();
  }

  @Test
  void follow_unfitVector_isLeftOutAlone() {
    features.putRaw(
        VectorWire.write(People.one("early", Instant.now()), 50).toBuilder()
            .clearValues()
            .addAllValues(List.of(Double.NaN))
            .build());
    features.put(People.one("un\0storable", Instant.now()));
    features.put(People.one("late", Instant.now()));

    awaitFresh("late");
    assertThat(service.check("early").getVectorPosition()).isEqualTo(1);
    assertThat(service.check("un\0storable").getVectorPosition()).isZero();
  }

  private void awaitFresh(String accountId) {
    Await.until(
        accountId + " is there and up to date",
        () -> {
          Verdict verdict = service.check(accountId);
          return verdict.getVectorPosition() > 0 && !verdict.getStale();
        });
  }
}
