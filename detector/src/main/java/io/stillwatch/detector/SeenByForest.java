package io.stillwatch.detector;

import io.stillwatch.detector.peers.PeerScales;
import io.stillwatch.detector.personas.Personas;
import io.stillwatch.features.FeatureVector;
import org.jspecify.annotations.Nullable;

/**
 * What a forest sees of a vector: its values, relative ones as they stand among the vector's peers.
 *
 * @param scales null: a model without them, whose forest sees values as they are
 */
record SeenByForest(@Nullable Personas personas, @Nullable PeerScales scales) {
  double[] of(FeatureVector vector) {
    return scales == null ? vector.values() : scales.relative(vector, persona(vector));
  }

  /** The number of the nearest persona; 0: the model knows none. */
  int persona(FeatureVector vector) {
    return personas == null ? 0 : personas.nearest(Training.row(vector)).persona().number();
  }
}
