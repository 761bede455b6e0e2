package io.stillwatch.modelservice.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.network.Corrections;
import io.stillwatch.detector.network.Decision;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.NetworkCaseState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class DecisionStoreTest {
  private PlayedVectors features;
  private RunningService service;
  private DecisionStore store;

  @BeforeEach
  void start() {
    features = new PlayedVectors();
    service = RunningService.start(RunningService.newDatabase(), features);
    store = service.part(DecisionStore.class);
    add(new Decision.Handled("net-1", NetworkCaseState.NETWORK_CASE_STATE_OPEN, "ada"));
    add(new Decision.Split("net-1", "net-2", Set.of("a", "b")));
    add(new Decision.Merged("net-1", List.of("net-2")));
  }

  @AfterEach
  void stop() {
    service.close();
    features.close();
  }

  private void add(Decision decision) {
    store.add(decision, new DecisionStore.Ground("ada", Instant.now(), "v1", ""));
  }

  @Test
  void corrections_someKnown_readsOnlyTheNewer() {
    Corrections forgotten = new Corrections(List.of(), store.last() - 1);

    assertThat(read(Corrections.NONE)).isEqualTo(3);
    assertThat(read(forgotten)).isEqualTo(1);
    assertThat(read(store.corrections(Corrections.NONE, store.last() - 1))).isEqualTo(3);
    assertThat(store.corrections(Corrections.NONE, store.last()).last()).isEqualTo(store.last());
  }

  @Test
  void corrections_fewerThanKnown_readsAll() {
    assertThat(read(new Corrections(List.of(), store.last() + 9))).isEqualTo(3);
  }

  @Test
  void corrections_afterAnErasureByAnotherReplica_readsAllOnce() {
    Corrections forgotten = new Corrections(List.of(), store.last() - 1);
    read(Corrections.NONE);
    service
        .part(JdbcClient.class)
        .sql("delete from network_decision_accounts where account_id = 'a'")
        .update();

    assertThat(read(forgotten)).isEqualTo(3);
    assertThat(read(forgotten)).isEqualTo(1);
  }

  private int read(Corrections known) {
    return store.corrections(known, store.last()).size();
  }
}
