package io.stillwatch.detector.peers;

import io.stillwatch.features.FeatureVector;
import java.util.List;

/**
 * Whom a vector is held against.
 *
 * @param plan empty: any
 * @param modelFamily 0: any
 * @param persona 0: any
 */
record PeerGroup(String plan, long modelFamily, int persona) {
  static final PeerGroup ALL = new PeerGroup("", 0, 0);

  /** The vector's groups, the narrowest first. */
  static List<PeerGroup> of(FeatureVector vector, int persona) {
    String plan = vector.account().plan();
    return List.of(
        new PeerGroup(plan, vector.modelFamily(), persona),
        new PeerGroup(plan, vector.modelFamily(), 0),
        new PeerGroup(plan, 0, 0),
        ALL);
  }
}
