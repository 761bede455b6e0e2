package io.stillwatch.detector.bundle;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.forest.FeatureTable;
import io.stillwatch.detector.forest.IsolationForestTrainer;
import io.stillwatch.detector.personas.Personas;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.v1.ModelBundle;
import java.time.Instant;
import java.util.List;

/**
 * Puts a forest of few trees and features, and two personas, into a bundle, so that each of its
 * bytes can be tried.
 */
final class SmallForest {
  private static final int FEATURES = 3;

  private SmallForest() {}

  static ModelBundle in(ModelBundle bundle) {
    Dice dice = new Dice(3);
    float[][] rows = new float[40][FEATURES];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (10 * dice.unit());
      }
    }
    FeatureTable table =
        new FeatureTable(
            rows, FeatureCatalogue.names().subList(0, FEATURES), "a small table", Instant.EPOCH);
    ModelBundle.Builder small =
        bundle.toBuilder()
            .setPersonas(Personas.fit(people(dice), 2, 1).write())
            .setForest(
                new IsolationForestTrainer(2, 5, 0.1, 1).train(table).serialize().toByteString());
    small.getManifestBuilder().setProvenance("shortened");
    List<Double> few = bundle.getCalibration().getHonestScoresList().subList(0, 5);
    small.getCalibrationBuilder().clearHonestScores().addAllHonestScores(few);
    return small.build();
  }

  /** Enough for personas whose ranges are spoken of. */
  private static float[][] people(Dice dice) {
    float[][] rows = new float[400][FeatureCatalogue.size()];
    for (int i = 0; i < rows.length; i++) {
      for (int feature = 0; feature < rows[i].length; feature++) {
        rows[i][feature] = (float) dice.unit() + (i % 2) * 3;
      }
    }
    return rows;
  }
}
