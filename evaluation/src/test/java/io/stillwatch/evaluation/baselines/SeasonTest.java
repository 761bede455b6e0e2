package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.BaselineDays;
import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.detector.metrics.RankingMetrics;
import io.stillwatch.features.AccountState;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import io.stillwatch.v1.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said of the baselines, on a simulated season with a pipeline of accounts. */
class SeasonTest {
  private static final int ACCOUNTS = 1400;
  private static final int CAMPAIGN = 80;
  private static final int DAYS = 14;
  private static final long SEED = 13637774;

  private static final List<List<FeatureVector>> CLOSED = new ArrayList<>();
  private static ScoredDay day;
  private static boolean[] attacks;

  @BeforeAll
  static void play() {
    SeasonPlan season =
        SeasonFile.named("demo")
            .withAccounts(ACCOUNTS)
            .withDays(DAYS)
            .withCampaigns(List.of(new CampaignPlan("two_pools", 1, CAMPAIGN, 0, Map.of())));
    Play play = Casting.play(season, SEED);
    Map<String, AccountState> states = new TreeMap<>();
    play.run(report -> fold(report, season.start(), states));
    close(season.start(), states);
    List<FeatureVector> today = CLOSED.get(DAYS - 1);
    day = new ScoredDay(baseline(season.start()).open(today), today);
    Set<String> attackers =
        play.truth().stream()
            .filter(Truth::attack)
            .map(Truth::accountId)
            .collect(Collectors.toSet());
    attacks = new boolean[day.today().size()];
    for (int i = 0; i < attacks.length; i++) {
      attacks[i] = attackers.contains(day.today().get(i).account().accountId());
    }
  }

  @Test
  void unionFind_wherePeopleShareAddresses_isOneGiant() {
    double[] scores = new SharedAttributes().scores(day);

    double largest = Math.exp(Arrays.stream(scores).max().orElseThrow());
    assertThat(largest).isGreaterThan(0.5 * day.today().size());
    assertThat(RankingMetrics.of(scores, attacks).averagePrecision())
        .isLessThan(2.0 * CAMPAIGN / day.today().size());
  }

  /** The simulated pipeline is tight, and larger than the tenth neighbour. */
  @Test
  void densityContrast_tightPipeline_ranksItHigh() {
    assertThat(auroc(new DensityContrast(SEED))).isGreaterThan(0.9);
  }

  /** Its accounts call like anybody; classes of students show as many indicators. */
  @Test
  void rankings_byVolumeAndIndicators_hideThePipelineAmongHonestAccounts() {
    assertThat(recall(new RequestsPerDay())).isLessThan(0.1);
    assertThat(recall(new AdvisoryRules())).isLessThan(0.5);
  }

  private static double auroc(Baseline baseline) {
    return RankingMetrics.of(baseline.scores(day), attacks).auroc();
  }

  private static double recall(Baseline baseline) {
    return RankingMetrics.of(baseline.scores(day), attacks).recallAtFalsePositiveRate(0.001);
  }

  private static void fold(Report report, LocalDate start, Map<String, AccountState> states) {
    LocalDate today = LocalDate.ofInstant(EventWire.eventTime(report), ZoneOffset.UTC);
    while (start.plusDays(CLOSED.size()).isBefore(today)) {
      close(start, states);
    }
    String account =
        report.hasUsage() ? report.getUsage().getAccountId() : report.getAccount().getAccountId();
    states.computeIfAbsent(account, AccountState::create).add(EventWire.read("test", report));
  }

  private static BaselineDays baseline(LocalDate start) {
    BaselineDays baseline = new BaselineDays();
    for (int i = 0; i < DAYS / 2; i++) {
      baseline.add(new DayOfVectors(start.plusDays(i), CLOSED.get(i)));
    }
    return baseline;
  }

  private static void close(LocalDate start, Map<String, AccountState> states) {
    Instant midnight = start.plusDays(CLOSED.size() + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = midnight.minus(Duration.ofMillis(1));
    CLOSED.add(states.values().stream().map(state -> state.vector(end)).toList());
  }
}
