package io.stillwatch.evaluation.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-10");
  private static final int SEED = 11;
  private static final int CAMPAIGNS = 20;
  private static final int DETECTORS = 40;

  private final Map<String, Truth> truth = new LinkedHashMap<>();
  private final Activity calls = new Activity();
  private final List<Harvest> harvest = new ArrayList<>();

  @Test
  void judgement_oracle_getsOneEverywhere() {
    town();
    Judgement oracle = judged(row -> row.attack() ? 1 : 0);
    assertThat(oracle.ranking().get("pr_auc").value()).isEqualTo(1);
    assertThat(oracle.ranking().get("roc_auc").value()).isEqualTo(1);
    assertThat(oracle.recall(Band.BAND_SOFT).value()).isEqualTo(1);
    assertThat(oracle.precision(Band.BAND_SOFT, Double.NaN).value()).isEqualTo(1);
    assertThat(oracle.falsePositives(Band.BAND_WATCH).value()).isZero();
    assertThat(oracle.falsePositives(Band.BAND_WATCH).high()).isPositive();
    ScenarioFigures scenario = oracle.scenarios().get(0);
    assertThat(scenario.recall().value()).isEqualTo(1);
    assertThat(scenario.detected().value()).isEqualTo(1);
    assertThat(scenario.detected().low()).isCloseTo(0.861, within(0.001));
    assertThat(scenario.medianDays().value()).isZero();
    assertThat(oracle.networks().purity().value()).isEqualTo(1);
    assertThat(oracle.networks().completeness().value()).isEqualTo(1);
    assertThat(oracle.networks().queuePrecision().value()).isEqualTo(1);
  }

  @Test
  void judgement_randomDetector_scoresChanceWithinItsIntervals() {
    town();
    SplittableRandom random = new SplittableRandom(SEED);
    int covered = 0;
    for (int detector = 0; detector < DETECTORS; detector++) {
      Judgement judgement = judged(row -> random.nextDouble());
      Interval roc = judgement.ranking().getOrDefault("roc_auc", Interval.UNDEFINED);
      covered += roc.low() <= 0.5 && 0.5 <= roc.high() ? 1 : 0;
      assertThat(judgement.ranking().get("pr_auc").value()).isLessThan(0.4);
    }
    // 95 % of 40 are 38; fewer than 34 happen once in some hundred times.
    assertThat(covered).as("seed %d", SEED).isBetween(34, DETECTORS);
  }

  @Test
  void judgement_shuffledTruth_givesChance() {
    town();
    Map<String, Boolean> before = new HashMap<>();
    truth.forEach((id, row) -> before.put(id, row.attack()));
    List<Truth> rows = new ArrayList<>(truth.values());
    java.util.Collections.shuffle(rows, new java.util.Random(SEED));
    List<String> ids = new ArrayList<>(truth.keySet());
    for (int i = 0; i < ids.size(); i++) {
      Truth row = rows.get(i);
      truth.put(
          ids.get(i),
          new Truth(
              ids.get(i),
              row.attack(),
              row.scenario(),
              row.campaignId(),
              row.persona(),
              row.organisation()));
    }
    assertChance(judged(row -> before.getOrDefault(row.accountId(), false) ? 1 : 0));
  }

  private static void assertChance(Judgement judgement) {
    Interval roc = judgement.ranking().get("roc_auc");
    assertThat(roc.low()).as("%s, seed %d", roc, SEED).isLessThan(0.5);
    assertThat(roc.high()).as("%s, seed %d", roc, SEED).isGreaterThan(0.5);
    assertThat(roc.high() - roc.low()).isBetween(0.01, 0.3);
    Interval pr = judgement.ranking().get("pr_auc");
    Interval prevalence = judgement.prevalence();
    assertThat(pr.value()).as("%s", pr).isLessThan(2 * prevalence.value());
  }

  @Test
  void personas_detectorOfOneHonestPersona_standsOutAlone() {
    town();
    Judgement judgement = judged(row -> row.persona().equals("classroom") ? 1 : 0);
    Map<String, Interval> rates = new HashMap<>();
    judgement
        .honestPersonas()
        .forEach((name, rows) -> rates.put(name, judgement.falsePositives(rows, Band.BAND_SOFT)));
    assertThat(rates.get("classroom").value()).isEqualTo(1);
    assertThat(rates.get("chat").value()).isZero();
    assertThat(rates.get("chat").high()).isLessThan(0.01);
    assertThat(judgement.recall(Band.BAND_SOFT).value()).isZero();
  }

  @Test
  void personas_oneOrganisation_isOneUnit() {
    for (int i = 0; i < 50; i++) {
      honest("h" + i, "classroom", "school");
    }
    Judgement judgement = judged(row -> 0);
    assertThat(judgement.falsePositives(Band.BAND_SOFT).high()).isCloseTo(0.95, within(1e-6));
  }

  @Test
  void ranking_oneLargeOrganisation_isBoundedByWhatItLeaves() {
    for (int i = 0; i < 300; i++) {
      honest("chat" + i, "chat", "");
      honest("school" + i, "classroom", "one-school");
    }
    for (int i = 0; i < 20; i++) {
      attacker("a" + i, "c" + i);
    }
    Interval roc = judged(row -> row.attack() ? 1 : 0).ranking().get("roc_auc");
    // 600 squared / (300 squared + 300): no more than three honest units tell.
    assertThat(roc.low()).isCloseTo(Math.cbrt(0.05), within(1e-9));
  }

  @Test
  void ranking_rateOfLessThanOneHonestAccount_hasNoRecall() {
    attacker("a", "c1");
    attacker("b", "c2");
    for (int i = 0; i < 1_999; i++) {
      honest("chat" + i, "chat", "");
    }
    Map<String, Interval> fewer = judged(row -> row.attack() ? 1 : 0).ranking();
    assertThat(fewer.get("recall_at_fpr_0_001").value()).isEqualTo(1);
    assertThat(fewer.get("recall_at_fpr_0_0005"))
        .isEqualTo(new Interval(Double.NaN, Double.NaN, Double.NaN));
    honest("one-more", "chat", "");
    Map<String, Interval> enough = judged(row -> row.attack() ? 1 : 0).ranking();
    assertThat(enough.get("recall_at_fpr_0_0005").value()).isEqualTo(1);
    assertThat(enough.get("recall_at_fpr_0_0001").value()).isNaN();
  }

  @Test
  void prevalence_byHand_weighsAttackersAgainstHonest() {
    attacker("a", "c1");
    attacker("b", "c2");
    for (int i = 0; i < 8; i++) {
      honest("h" + i, "chat", "");
    }
    Judgement judgement = judged(row -> row.accountId().equals("b") ? 0 : row.attack() ? 1 : 0);
    // One of two attackers and none of eight honest ones first; then all the others at once.
    assertThat(judgement.ranking().get("pr_auc").value()).isCloseTo(0.5 + 0.5 * 0.2, within(1e-12));
    assertThat(judgement.prAucAt(0.5).value()).isCloseTo(0.5 + 0.5 * 0.5, within(1e-12));
    Judgement oneFalse =
        judged(row -> row.accountId().equals("h0") || row.accountId().equals("a") ? 1 : 0);
    assertThat(oneFalse.precision(Band.BAND_SOFT, Double.NaN).value()).isEqualTo(0.5);
    // At 50 % each attacker weighs as four honest accounts: 4 of 4 + 1.
    assertThat(oneFalse.precision(Band.BAND_SOFT, 0.5).value()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void precision_noFalseAlarm_leavesOpenWhatAsManyHonestAccountsDo() {
    town();
    Judgement judgement = judged(row -> row.attack() ? 1 : 0);
    Interval none = judgement.precision(Band.BAND_SOFT, 1e-4);
    assertThat(none.value()).isEqualTo(1);
    double recall = judgement.recall(Band.BAND_SOFT).low();
    double alarms = judgement.falsePositives(Band.BAND_SOFT).high();
    double worst = 1e-4 * recall / (1e-4 * recall + (1 - 1e-4) * alarms);
    assertThat(none.low()).isCloseTo(worst, within(1e-12)).isLessThan(0.01);
    // One false alarm among them would make it 0.074.
    Judgement one = judged(row -> row.attack() || row.accountId().equals("chat0") ? 1 : 0);
    assertThat(one.precision(Band.BAND_SOFT, 1e-4).value()).isBetween(none.low(), 0.08);
    assertThat(judgement.prAucAt(1e-4).value()).isEqualTo(1);
    // 800 squared / (400 + 40 × 10 squared) are 145 honest units.
    double unseen = 1 - Math.pow(0.05, 1 / 145.0);
    assertThat(judgement.prAucAt(1e-4).low())
        .isCloseTo(1e-4 / (1e-4 + (1 - 1e-4) * unseen), within(1e-9));
    assertThat(judged(row -> 0).precision(Band.BAND_SOFT, 1e-4).value()).isNaN();
  }

  @Test
  void precision_withoutAttackersOrHonestAccounts_isOfWhatIsThere() {
    attacker("a", "c1");
    Judgement attackers = judged(row -> 1);
    assertThat(attackers.precision(Band.BAND_SOFT, Double.NaN).value()).isEqualTo(1);
    assertThat(attackers.precision(Band.BAND_SOFT, Double.NaN).low()).isCloseTo(0.05, within(1e-9));
    truth.clear();
    honest("h", "chat", "");
    assertThat(judged(row -> 1).precision(Band.BAND_SOFT, Double.NaN))
        .isEqualTo(new Interval(0, 0, 0.95));
  }

  @Test
  void scenarios_detectedOnNightThree_countsTheHarvestUntilThen() {
    for (String id : List.of("a", "b")) {
      truth.put(id, new Truth(id, true, "S05", "c1", "pipeline", ""));
      for (int day = 0; day < 4; day++) {
        harvest.add(new Harvest("c1", id, FIRST.plusDays(day), day < 3 ? 10 : 20, 100));
      }
    }
    List<JudgedNight> nights = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      Map<String, JudgedAccount> accounts = new HashMap<>();
      accounts.put("a", new JudgedAccount(0.5, day == 2 ? Band.BAND_SOFT : Band.BAND_WATCH, ""));
      accounts.put("b", new JudgedAccount(0.5, Band.BAND_NONE, ""));
      nights.add(new JudgedNight(FIRST.plusDays(day), accounts, List.of()));
    }
    Judgement judgement = new Judgement(nights, truth, harvest, calls, SEED);
    ScenarioFigures scenario = judgement.scenarios().get(0);
    assertThat(judgement.detections())
        .containsExactly(new Detection("c1", "S05", 2, 2, FIRST, FIRST.plusDays(2)));
    assertThat(scenario.medianDays()).isEqualTo(new Interval(2, 0, Double.POSITIVE_INFINITY));
    // 60 of 100 requests were taken on the first three days.
    assertThat(scenario.lost()).isEqualTo(new Interval(0.6, 0, 1));
    assertThat(scenario.recall().value()).isEqualTo(0.5);
    assertThat(scenario.detected().low()).isCloseTo(0.05, within(1e-6));
  }

  @Test
  void scenarios_caughtWhileIdle_isNotCaught() {
    truth.put("a", new Truth("a", true, "S05", "c1", "pipeline", ""));
    harvest.add(new Harvest("c1", "a", FIRST, 10, 10));
    Map<String, JudgedAccount> none = Map.of("a", new JudgedAccount(0.1, Band.BAND_NONE, ""));
    Map<String, JudgedAccount> soft = Map.of("a", new JudgedAccount(0.9, Band.BAND_SOFT, ""));
    Judgement judgement =
        new Judgement(
            List.of(
                new JudgedNight(FIRST, none, List.of()),
                new JudgedNight(FIRST.plusDays(1), soft, List.of())),
            truth,
            harvest,
            calls,
            SEED);
    ScenarioFigures scenario = judgement.scenarios().get(0);
    assertThat(scenario.recall().value()).isZero();
    assertThat(scenario.medianDays().value()).isInfinite();
    assertThat(scenario.lost().value()).isEqualTo(1);
  }

  @Test
  void accounts_activeWithoutAVerdict_areMissed() {
    attacker("a", "c1");
    attacker("b", "c1");
    honest("h", "chat", "");
    honest("i", "chat", "");
    Map<String, JudgedAccount> accounts =
        Map.of(
            "a", new JudgedAccount(0.9, Band.BAND_SOFT, ""),
            "h", new JudgedAccount(0.1, Band.BAND_NONE, ""));
    Judgement judgement =
        new Judgement(
            List.of(new JudgedNight(FIRST, accounts, List.of())), truth, harvest, calls, SEED);
    assertThat(judgement.accounts()).isEqualTo(4);
    assertThat(judgement.attackers()).isEqualTo(2);
    assertThat(judgement.recall(Band.BAND_SOFT).value()).isEqualTo(0.5);
    assertThat(judgement.falsePositives(Band.BAND_WATCH).value()).isZero();
    // a above both honest accounts; b below h and beside i: (2 + 0.5) / 4.
    assertThat(judgement.ranking().get("roc_auc").value()).isEqualTo(0.625);
  }

  @Test
  void networks_threeNightsByHand_countWhatIsNewOrChanged() {
    for (String id : List.of("a", "b", "c")) {
      attacker(id, "c1");
    }
    honest("h", "chat", "");
    honest("i", "chat", "");
    SeenNetwork first =
        new SeenNetwork("net-1", "new", Map.of("a", 1.0, "b", 1.0, "h", 1.0), false);
    SeenNetwork grown =
        new SeenNetwork("net-1", "growing", Map.of("a", 1.0, "b", 1.0, "c", 1.0, "h", 1.0), false);
    SeenNetwork explained =
        new SeenNetwork(
            "net-2", "new", Map.of("a", 1.0, "c", 1.0, "h", 1.0, "i", 1.0, "x", 1.0), true);
    List<JudgedNight> nights = new ArrayList<>();
    for (SeenNetwork network : List.of(first, first, grown)) {
      nights.add(
          new JudgedNight(FIRST.plusDays(nights.size()), Map.of(), List.of(network, explained)));
    }
    NetworkFigures of = new Judgement(nights, truth, harvest, calls, SEED).networks();
    assertThat(of.found()).isEqualTo(1);
    // New on the first night, the same on the second, one member more on the third.
    assertThat(of.queuePerNight().value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(of.queuePrecision().value()).isEqualTo(1);
    assertThat(of.purity().value()).isEqualTo(0.75);
    assertThat(of.completeness().value()).isEqualTo(1);
    assertThat(of.largest()).isEqualTo(4);
  }

  @Test
  void nights_threeByHand_takeTheHighestRiskOfActiveOnes() {
    // Of the attacker the third night is idle; honest h and i call on the first day alone.
    truth.put("a", new Truth("a", true, "S05", "c1", "pipeline", ""));
    harvest.add(new Harvest("c1", "a", FIRST, 10, 10));
    harvest.add(new Harvest("c1", "a", FIRST.plusDays(1), 10, 10));
    for (String id : List.of("h", "i")) {
      truth.put(id, new Truth(id, false, "L0", "", "chat", ""));
      calls.add(id, FIRST, 1);
    }
    Judgement judgement =
        new Judgement(
            List.of(
                night(0, 0.9, Band.BAND_WATCH, 0.95, Band.BAND_NONE),
                night(1, 0.2, Band.BAND_NONE, 0.1, Band.BAND_NONE),
                night(2, 1.0, Band.BAND_HARD, 1.0, Band.BAND_SOFT)),
            truth,
            harvest,
            calls,
            SEED);
    // Between h with 0.95 and i with 0.85 stands 0.9, not 0.2 or 1.0.
    assertThat(judgement.ranking().get("roc_auc").value()).isEqualTo(0.5);
    assertThat(judgement.ranking().get("pr_auc").value()).isEqualTo(0.5);
    assertThat(judgement.recall(Band.BAND_WATCH).value()).isEqualTo(1);
    assertThat(judgement.recall(Band.BAND_SOFT).value()).isZero();
    assertThat(judgement.falsePositives(Band.BAND_SOFT).value()).isEqualTo(0.5);
    assertThat(judgement.falsePositives(Band.BAND_HARD).value()).isZero();
  }

  private static JudgedNight night(int day, double attack, Band of, double honest, Band ofHonest) {
    return new JudgedNight(
        FIRST.plusDays(day),
        Map.of(
            "a", new JudgedAccount(attack, of, ""),
            "h", new JudgedAccount(honest, ofHonest, ""),
            "i", new JudgedAccount(0.85, Band.BAND_NONE, "")),
        List.of());
  }

  @Test
  void completeness_membersOfTheBaselineAlone_countForNothing() {
    attacker("a", "c1");
    attacker("b", "c1");
    for (String early : List.of("gone-1", "gone-2")) {
      truth.put(early, new Truth(early, true, "S05", "c1", "pipeline", ""));
      calls.add(early, FIRST.minusDays(3), 5);
    }
    Map<String, JudgedAccount> none = new HashMap<>();
    truth.keySet().forEach(id -> none.put(id, new JudgedAccount(0, Band.BAND_NONE, "")));
    SeenNetwork network =
        new SeenNetwork("net-1", "new", Map.of("a", 1.0, "gone-1", 1.0, "gone-2", 1.0), false);
    Judgement judgement =
        new Judgement(
            List.of(new JudgedNight(FIRST, none, List.of(network))), truth, harvest, calls, SEED);
    // Of a and b, who were active in the judged time, it holds one; all it holds are the
    // campaign's.
    assertThat(judgement.networks().completeness().value()).isEqualTo(0.5);
    assertThat(judgement.networks().purity().value()).isEqualTo(1);
  }

  @Test
  void weightedBy_byHand_weighsHonestAccountsByPersona() {
    attacker("a", "c1");
    attacker("b", "c2");
    for (int i = 0; i < 6; i++) {
      honest("chat" + i, "chat", "");
    }
    honest("judge0", "judge", "");
    honest("judge1", "judge", "");
    honest("other", "unknown-to-the-mix", "");
    // Risks: a, then a judge, then b, then a chat, then all others.
    Map<String, Double> risks =
        Map.of("a", 1.0, "judge0", 0.98, "b", 0.96, "chat0", 0.5, "other", 0.99);
    Judgement unweighted = judged(row -> risks.getOrDefault(row.accountId(), 0.0));
    Judgement weighted = unweighted.weightedBy(Map.of("chat", 9.0, "judge", 1.0, "absent", 5.0));
    // Nine honest accounts: chats weigh 0.9 × 9 / 6, judges 0.1 × 9 / 2, the other nothing.
    assertThat(weighted.weight("chat")).isCloseTo(1.35, within(1e-12));
    assertThat(weighted.weight("judge")).isCloseTo(0.45, within(1e-12));
    assertThat(weighted.weight("unknown-to-the-mix")).isZero();
    // Soft from 0.95: one judge of 9, and beside two attackers in precision.
    assertThat(weighted.falsePositives(Band.BAND_SOFT).value()).isCloseTo(0.05, within(1e-12));
    assertThat(unweighted.falsePositives(Band.BAND_SOFT).value()).isCloseTo(2 / 9.0, within(1e-12));
    assertThat(weighted.precision(Band.BAND_SOFT, Double.NaN).value())
        .isCloseTo(2 / 2.45, within(1e-12));
    // At a prevalence of one half each attacker weighs 4.5.
    assertThat(weighted.precision(Band.BAND_SOFT, 0.5).value()).isCloseTo(9 / 9.45, within(1e-12));
    assertThat(weighted.ranking().get("pr_auc").value())
        .isCloseTo(0.5 * 1 + 0.5 * 2 / 2.45, within(1e-12));
    assertThat(unweighted.ranking().get("pr_auc").value())
        .isCloseTo(0.5 * 1 + 0.5 * 2 / 4, within(1e-12));
    // b stands below 5 % of the honest weight.
    assertThat(weighted.ranking().get("roc_auc").value()).isCloseTo(0.975, within(1e-12));
    Threshold second = weighted.thresholds().get(1);
    assertThat(second.falsePositives()).isCloseTo(0.05, within(1e-12));
    assertThat(second.recall()).isEqualTo(0.5);
    assertThat(second.precision()).isCloseTo(1 / 1.45, within(1e-12));
    assertThat(weighted.recall(Band.BAND_SOFT)).isEqualTo(unweighted.recall(Band.BAND_SOFT));
    assertThat(weighted.prevalence()).isEqualTo(unweighted.prevalence());
  }

  @Test
  void weightedBy_mixAsInTheSeason_changesNothing() {
    town();
    SplittableRandom random = new SplittableRandom(SEED);
    Judgement unweighted = judged(row -> random.nextDouble());
    Judgement weighted = unweighted.weightedBy(Map.of("chat", 1.0, "classroom", 1.0));
    assertThat(weighted.ranking()).isEqualTo(unweighted.ranking());
    assertThat(weighted.falsePositives(Band.BAND_SOFT))
        .isEqualTo(unweighted.falsePositives(Band.BAND_SOFT));
  }

  @Test
  void weightedBy_noFalsePositive_isBoundedByTheHeaviestUnit() {
    for (int i = 0; i < 300; i++) {
      honest("chat" + i, "chat", "");
      honest("school" + i, "classroom", "one-school");
    }
    Judgement none = judged(row -> 0);
    // 301 units; but the school is one, of a persona of its own, and half of the accounts.
    assertThat(none.falsePositives(Band.BAND_SOFT).high()).isBetween(0.47, 0.5);
    double half =
        none.weightedBy(Map.of("chat", 1.0, "classroom", 1.0))
            .falsePositives(Band.BAND_SOFT)
            .high();
    assertThat(half).isBetween(0.47, 0.5);
    double little =
        none.weightedBy(Map.of("chat", 999.0, "classroom", 1.0))
            .falsePositives(Band.BAND_SOFT)
            .high();
    assertThat(little).isBetween(0.0099, 0.012);
  }

  @Test
  void weightedBy_oneFalsePositive_isNoBetterThanNone() {
    for (int i = 0; i < 300; i++) {
      honest("chat" + i, "chat", "");
      honest("school" + i, "classroom", "one-school");
    }
    Map<String, Double> half = Map.of("chat", 1.0, "classroom", 1.0);
    double none = judged(row -> 0).weightedBy(half).falsePositives(Band.BAND_SOFT).high();
    Interval one =
        judged(row -> row.accountId().equals("chat7") ? 1 : 0)
            .weightedBy(half)
            .falsePositives(Band.BAND_SOFT);
    assertThat(one.high()).isGreaterThan(none);
    assertThat(one.low()).isZero();
  }

  @Test
  void weightedBy_mixOfNobodyHere_isUndefined() {
    town();
    Judgement weighted = judged(row -> 0).weightedBy(Map.of("ghost", 1.0));
    assertThat(weighted.falsePositives(Band.BAND_SOFT).value()).isNaN();
    assertThat(weighted.ranking().get("pr_auc").value()).isNaN();
    assertThat(weighted.thresholds()).isEmpty();
    assertThat(weighted.recall(Band.BAND_SOFT).value()).isZero();
  }

  /** Twenty campaigns of ten, and 800 honest accounts of two personas; two nights. */
  private void town() {
    for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
      for (int i = 0; i < 10; i++) {
        attacker("a" + campaign + "-" + i, "c" + campaign);
      }
    }
    for (int i = 0; i < 400; i++) {
      honest("chat" + i, "chat", "");
      honest("school" + i, "classroom", "school-" + i % 40);
    }
  }

  private void attacker(String id, String campaign) {
    truth.put(id, new Truth(id, true, "S05", campaign, "pipeline", ""));
    called(id);
  }

  private void honest(String id, String persona, String organisation) {
    truth.put(id, new Truth(id, false, "L0", "", persona, organisation));
    called(id);
  }

  private void called(String id) {
    calls.add(id, FIRST, 1);
    calls.add(id, FIRST.plusDays(1), 1);
  }

  /** A detector that gives these risks, and soft from 0.95, on both nights. */
  private Judgement judged(ToDoubleFunction<Truth> risk) {
    Map<String, JudgedAccount> accounts = new HashMap<>();
    Map<String, Map<String, Double>> networks = new HashMap<>();
    for (Truth row : truth.values()) {
      double of = risk.applyAsDouble(row);
      Band band = of >= 0.95 ? Band.BAND_SOFT : Band.BAND_NONE;
      accounts.put(row.accountId(), new JudgedAccount(of, band, row.campaignId()));
      if (row.attack() && of >= 0.95) {
        networks
            .computeIfAbsent("net-" + row.campaignId(), id -> new HashMap<>())
            .put(row.accountId(), 1.0);
      }
    }
    List<SeenNetwork> seen = new ArrayList<>();
    networks.forEach((id, members) -> seen.add(new SeenNetwork(id, "new", members, false)));
    return new Judgement(
        List.of(
            new JudgedNight(FIRST, accounts, seen),
            new JudgedNight(FIRST.plusDays(1), accounts, seen)),
        truth,
        harvest,
        calls,
        SEED);
  }
}
