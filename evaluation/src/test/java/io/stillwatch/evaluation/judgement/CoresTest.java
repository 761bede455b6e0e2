package io.stillwatch.evaluation.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.simulator.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Campaign c1 has a1 to a4, c2 has b1 to b3; h is honest. */
class CoresTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-10");

  private final List<JudgedNight> nights = new ArrayList<>();

  @Test
  void figures_splitAndMergedCores_areCountedByHand() {
    night(core("net-1", "a1", "a2", "a3", "h"), core("net-2", "b1", "b2", "a4"));
    night(core("net-1", "a1", "a2"), core("net-3", "a3", "a4"));
    night(core("net-4", "a1", "a2", "b1", "b2"));

    CoreFigures figures = new Cores(nights, population()).figures(1);
    assertThat(figures.completeness().value()).isCloseTo(5.0 / 7, within(1e-12));
    assertThat(figures.purity().value()).isCloseTo(9.0 / 13, within(1e-12));
    // c1 lies in net-1 and net-3; one account of c1 in net-2 is no merger.
    assertThat(figures.split().value()).isEqualTo(0.5);
    assertThat(figures.networksPerCampaign()).isEqualTo(1.5);
    assertThat(figures.merged().value()).isEqualTo(0.25);
    assertThat(figures.campaignsPerNetwork()).isEqualTo(1.25);
  }

  @Test
  void figures_fringeAndExplained_countForNothing() {
    night(
        new SeenNetwork("net-1", "new", Map.of("a1", 0.7, "a2", 0.5), false),
        new SeenNetwork("net-2", "new", Map.of("a1", 1.0, "a2", 1.0), true));

    CoreFigures figures = new Cores(nights, population()).figures(1);
    assertThat(figures.completeness().value()).isZero();
    assertThat(figures.purity().value()).isNaN();
    assertThat(figures.networksPerCampaign()).isNaN();
  }

  @Test
  void queues_unchangedNetwork_isShownOnce() {
    night(core("net-1", "a1"), core("net-2", "h"));
    night(core("net-1", "a1"), core("net-2", "h", "b1"));

    List<List<SeenNetwork>> queues = Queues.of(nights);
    assertThat(queues.get(0)).hasSize(2);
    assertThat(queues.get(1)).extracting(SeenNetwork::id).containsExactly("net-2");
  }

  @Test
  void units_oneAccountOfAnOrganisation_isAHit() {
    List<Truth> rows =
        List.of(honest("h1", "school"), honest("h2", "school"), honest("h3", ""), honest("h4", ""));
    UnitShare share = UnitShare.of(rows, row -> row.accountId().equals("h2"));
    assertThat(share).isEqualTo(new UnitShare(1, 3));
    assertThat(share.interval().value()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(new UnitShare(0, 59).interval().high()).isCloseTo(0.0495, within(1e-4));
    assertThat(new UnitShare(0, 0).interval().value()).isNaN();
  }

  private void night(SeenNetwork... networks) {
    nights.add(new JudgedNight(FIRST.plusDays(nights.size()), Map.of(), List.of(networks)));
  }

  private static SeenNetwork core(String id, String... accounts) {
    Map<String, Double> members = new HashMap<>();
    for (String account : accounts) {
      members.put(account, 0.75);
    }
    return new SeenNetwork(id, "new", members, false);
  }

  private static List<Truth> population() {
    List<Truth> rows = new ArrayList<>();
    for (String id : List.of("a1", "a2", "a3", "a4", "b1", "b2", "b3")) {
      String campaign = id.startsWith("a") ? "c1" : "c2";
      rows.add(new Truth(id, true, "S02", campaign, "slow_spread", ""));
    }
    rows.add(honest("h", ""));
    return rows;
  }

  private static Truth honest(String id, String organisation) {
    return new Truth(id, false, "L0", "", "chat", organisation);
  }
}
