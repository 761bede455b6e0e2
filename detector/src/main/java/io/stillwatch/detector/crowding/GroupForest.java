package io.stillwatch.detector.crowding;

import io.stillwatch.detector.forest.ForestGrower;
import io.stillwatch.detector.forest.ForestSettings;
import io.stillwatch.detector.forest.IsolationForest;

/**
 * A forest over the features of a group, grown on the baseline, which knows how much more crowded
 * each of its nodes is tonight for each persona. A leaf is as crowded as the most crowded of the
 * nodes above it and itself: a campaign of fifty fills a leaf, one of a thousand spills over its
 * borders and fills the stretch around it. One whole account is left out of the crowd, for the one
 * that asks. Immutable.
 */
final class GroupForest {
  /** Above this a node is a large part of all accounts and no spot. */
  private static final int LEAST_DEPTH = 4;

  private final FeatureGroup group;
  private final IsolationForest forest;
  private final int personas;
  private final float[] roots;
  private final float[] expected;
  private final float[] there;

  private GroupForest(
      FeatureGroup group, IsolationForest forest, LeafMasses before, LeafMasses now, int personas) {
    this.group = group;
    this.forest = forest;
    this.personas = personas;
    this.roots = new float[forest.nodes() * personas];
    this.expected = new float[forest.nodes() * personas];
    this.there = new float[forest.nodes() * personas];
    for (int node = 0; node < forest.nodes(); node++) {
      for (int persona = 0; persona < personas; persona++) {
        compare(node, persona, before, now);
      }
    }
  }

  /**
   * Grows a forest on the baseline's trusted accounts and counts both crowds in it.
   *
   * @param subsetFeatures features of a tree, or {@link ForestSettings#ALL}
   */
  static GroupForest of(
      FeatureGroup group,
      RankedCrowd baseline,
      RankedCrowd tonight,
      int personas,
      CrowdingSettings settings,
      int subsetFeatures,
      long seed) {
    IsolationForest forest =
        ForestGrower.of(settings.forest(subsetFeatures, seed))
            .grow(baseline.trustedRows(group), baseline.trustedOrganisations());
    int most = settings.organisationMass();
    return new GroupForest(
        group,
        forest,
        baseline.masses(forest, group, personas, most, true),
        tonight.masses(forest, group, personas, most, false),
        personas);
  }

  IsolationForest forest() {
    return forest;
  }

  FeatureGroup group() {
    return group;
  }

  int lanes() {
    return forest.lanes();
  }

  int trees() {
    return forest.trees();
  }

  /** Of a row of all features' ranks. */
  void leaves(float[] ranks, int[] leaves) {
    float[] values = new float[group.columns().length];
    group.take(ranks, values);
    forest.leaves(values, leaves);
  }

  /** How much more crowded a leaf is: about standard normal if nothing changed there. */
  float crowding(int leaf, int persona) {
    return roots[leaf * personas + persona];
  }

  /** The mean over all trees. */
  float meanCrowding(int[] leaves, int persona) {
    float sum = 0;
    for (int tree = 0; tree < forest.trees(); tree++) {
      sum += crowding(leaves[tree], persona);
    }
    return sum / forest.trees();
  }

  /** The node, a leaf or one above it, that makes the leaf as crowded as it is. */
  int crowdedNode(int leaf, int persona) {
    int node = leaf;
    while (forest.depth(node) > LEAST_DEPTH
        && crowding(forest.parent(node), persona) == crowding(node, persona)) {
      node = forest.parent(node);
    }
    return node;
  }

  /** How many accounts were to be expected at a node tonight. */
  float expected(int node, int persona) {
    return expected[node * personas + persona];
  }

  /** How many accounts are at a node tonight, an organisation's counted as a few. */
  float there(int node, int persona) {
    return there[node * personas + persona];
  }

  /** The places in a row of the features that lead to a node. */
  int[] featuresAbove(int node) {
    int[] features = forest.featuresAbove(node);
    for (int i = 0; i < features.length; i++) {
      features[i] = group.columns()[features[i]];
    }
    return features;
  }

  /** Parents stand before their children. */
  private void compare(int node, int persona, LeafMasses before, LeafMasses now) {
    int place = node * personas + persona;
    double others = Math.max(0, now.at(node, persona) - 1);
    double all = now.total(persona) - 1;
    double was = before.at(node, persona);
    double allBefore = before.total(persona);
    roots[place] = (float) PoissonRates.signedRoot(others, all, was, allBefore);
    expected[place] = allBefore > 0 ? (float) (was * now.total(persona) / allBefore) : 0;
    there[place] = (float) now.at(node, persona);
    if (forest.depth(node) > LEAST_DEPTH) {
      roots[place] = Math.max(roots[place], crowding(forest.parent(node), persona));
    }
  }
}
