package io.stillwatch.evaluation;

import io.stillwatch.evaluation.gallery.FeatureSamples;
import io.stillwatch.evaluation.gallery.FeatureShape;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.simulator.Truth;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Features of the judged days on which accounts were active. */
final class JudgedFeatures {
  private final ClosedDays days;
  private final Map<String, Truth> truth;
  private final Judgement judgement;
  private final long seed;

  JudgedFeatures(ClosedDays days, Map<String, Truth> truth, Judgement judgement, long seed) {
    this.days = days;
    this.truth = truth;
    this.judgement = judgement;
    this.seed = seed;
  }

  List<FeatureShape> shapes() {
    FeatureSamples samples = new FeatureSamples(seed);
    for (LocalDate day : judgement.days()) {
      days.forEach(
          day,
          vector -> {
            Truth row = truth.get(vector.account().accountId());
            if (row != null && judgement.isActive(row, day)) {
              samples.add(row, judgement.weight(row), vector);
            }
          });
    }
    return samples.shapes();
  }
}
