package io.stillwatch.evaluation;

import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.evaluation.gallery.FeatureSamples;
import io.stillwatch.evaluation.gallery.FeatureShape;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.simulator.Truth;
import io.stillwatch.trainer.ClosedDayVectors;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Features of the judged days on which accounts were active. */
final class JudgedFeatures {
  private final ClosedDayVectors days;
  private final Map<String, Truth> truth;
  private final Judgement judgement;
  private final long seed;

  JudgedFeatures(ClosedDayVectors days, Map<String, Truth> truth, Judgement judgement, long seed) {
    this.days = days;
    this.truth = truth;
    this.judgement = judgement;
    this.seed = seed;
  }

  List<FeatureShape> shapes() {
    FeatureSamples samples = new FeatureSamples(seed);
    for (LocalDate day : judgement.days()) {
      days.read(day).ifPresent(read -> sample(read, samples));
    }
    return samples.shapes();
  }

  private void sample(DayOfVectors day, FeatureSamples samples) {
    for (FeatureVector vector : day.vectors()) {
      Truth row = truth.get(vector.account().accountId());
      if (row != null && judgement.isActive(row, day.day())) {
        samples.add(row, judgement.weight(row), vector);
      }
    }
  }
}
