package io.stillwatch.evaluation;

import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.evaluation.baselines.Baseline;
import io.stillwatch.evaluation.baselines.Baselines;
import io.stillwatch.evaluation.baselines.ScoredDay;
import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.trainer.BaselineSource;
import io.stillwatch.trainer.ClosedDayVectors;
import io.stillwatch.trainer.NightPlan;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Simple detectors on the last closed day, with the same vectors and the same baseline days, and
 * what Stillwatch said of the same accounts on the night after it.
 */
final class ComparedDetectors {
  private static final String LAST_NIGHT = "stillwatch_last_night";
  private static final double UNKNOWN = -1;

  private final ClosedDayVectors days;
  private final BaselineSource baselines;
  private final NightPlan plan;

  ComparedDetectors(ClosedDayVectors days, BaselineSource baselines, NightPlan plan) {
    this.days = days;
    this.baselines = baselines;
    this.plan = plan;
  }

  /** Scores by account, by name: the night's risks, then the detectors', simplest first. */
  Map<String, Map<String, Double>> scores(JudgedNight night) {
    ScoredDay day = day();
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    all.put(
        LAST_NIGHT,
        risks(night, day.today().stream().map(vector -> vector.account().accountId()).toList()));
    all.putAll(scores(day));
    return all;
  }

  /** Who has no verdict is unknown. */
  static Map<String, Double> risks(JudgedNight night, List<String> accounts) {
    Map<String, Double> risks = new HashMap<>();
    for (String id : accounts) {
      JudgedAccount judged = night.accounts().get(id);
      risks.put(id, judged == null ? UNKNOWN : judged.risk());
    }
    return risks;
  }

  private Map<String, Map<String, Double>> scores(ScoredDay day) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    for (Baseline detector : Baselines.all(plan.seed())) {
      double[] scores = detector.scores(day);
      Map<String, Double> byAccount = new HashMap<>();
      for (int i = 0; i < scores.length; i++) {
        byAccount.put(day.today().get(i).account().accountId(), scores[i]);
      }
      all.put(detector.name(), byAccount);
    }
    return all;
  }

  private ScoredDay day() {
    List<LocalDate> all = days.closed();
    List<FeatureVector> today =
        days.read(all.get(all.size() - 1)).map(DayOfVectors::vectors).orElse(List.of());
    List<LocalDate> before = all.stream().filter(plan::isBaseline).toList();
    return new ScoredDay(baselines.of(before).open(today), today);
  }
}
