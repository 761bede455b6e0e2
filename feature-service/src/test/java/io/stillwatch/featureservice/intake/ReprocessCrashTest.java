package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.reprocess.Reprocessing;
import io.stillwatch.featureservice.reprocess.Story;
import io.stillwatch.featureservice.reprocess.Tables;
import io.stillwatch.v1.Reprocess;
import io.stillwatch.v1.ReprocessState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReprocessCrashTest {
  private static final String STAGED = "select count(*) from rebuilt_vectors";

  private final Story story = new Story(12);
  private final String database = RunningService.newDatabase();

  @Test
  void reprocess_serviceDiesInTheMiddle_leavesTheOldOnesAndCanBeginAgain() throws Exception {
    int before = story.until(8);
    Map<String, String> spoilt;
    try (RunningService service = start(database)) {
      story.report(service, 0, before);
    }
    try (Tables tables = new Tables(database)) {
      tables.spoil();
      spoilt = tables.days();
    }
    try (RunningService service = start(database);
        Tables tables = new Tables(database)) {
      Reprocessing reprocessing = service.bean(Reprocessing.class);
      reprocessing.start(false);
      Await.until("the third pass", () -> last(reprocessing).getPass() >= 3);
      tables.hold("rebuilt_vectors");
      service.bean(Intake.class).abandon();
      tables.letGo();
      Await.until("it ends", () -> last(reprocessing).hasEndedAt());
      assertThat(last(reprocessing).getState()).isEqualTo(ReprocessState.REPROCESS_STATE_FAILED);
      assertThat(tables.days()).isEqualTo(spoilt);
      assertThat(tables.number(STAGED)).as("vectors that it had staged").isZero();
      tables.execute("insert into rebuilt_vectors values ('2026-03-02', 'account-1', '')");
    }
    try (RunningService service = start(database);
        Tables tables = new Tables(database)) {
      assertThat(tables.number(STAGED)).as("what a killed one would leave").isZero();
      Reprocessing reprocessing = service.bean(Reprocessing.class);
      story.report(service, before, story.until(10));
      reprocessing.start(false);
      story.report(service, story.until(10), story.size());
      Await.until("it ends", () -> last(reprocessing).hasEndedAt());
      assertThat(last(reprocessing).getState()).isEqualTo(ReprocessState.REPROCESS_STATE_DONE);
    }
    String calm = RunningService.newDatabase();
    try (RunningService service = start(calm)) {
      story.report(service, 0, story.size());
    }
    try (Tables rebuilt = new Tables(database);
        Tables calmly = new Tables(calm)) {
      assertThat(rebuilt.states()).isEqualTo(calmly.states());
      assertThat(rebuilt.days()).isEqualTo(calmly.days());
    }
  }

  private static RunningService start(String jdbcUrl) {
    return RunningService.start(
        jdbcUrl,
        "stillwatch.features.reprocess-accounts=2",
        "stillwatch.features.checkpoint-every=20ms");
  }

  private static Reprocess last(Reprocessing reprocessing) {
    return reprocessing.last().orElseThrow();
  }
}
