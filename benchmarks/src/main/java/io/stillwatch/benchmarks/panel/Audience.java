package io.stillwatch.benchmarks.panel;

import io.stillwatch.features.FeatureVector;
import java.time.LocalDate;
import java.util.List;

/** Whom a detector sees on a day: all, fewer, or others. */
interface Audience {
  Audience ALL = (day, vectors) -> vectors;

  List<FeatureVector> on(LocalDate day, List<FeatureVector> vectors);
}
