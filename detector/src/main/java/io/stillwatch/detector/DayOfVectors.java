package io.stillwatch.detector;

import io.stillwatch.features.FeatureVector;
import java.time.LocalDate;
import java.util.List;

/**
 * The vectors of a closed UTC day.
 *
 * @param vectors one an account, as known at the end of the day
 */
public record DayOfVectors(LocalDate day, List<FeatureVector> vectors) {
  public DayOfVectors {
    vectors = List.copyOf(vectors);
  }
}
