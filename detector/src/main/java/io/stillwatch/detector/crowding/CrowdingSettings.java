package io.stillwatch.detector.crowding;

import io.stillwatch.detector.forest.ForestSettings;
import io.stillwatch.detector.forest.SplitRule;

/**
 * How crowding is measured.
 *
 * @param trees trees of a forest, 1 to 10,000
 * @param sampleSize baseline accounts that a tree is grown on, 2 to 2^20
 * @param depth splits above a leaf, 1 to 60
 * @param subsetForests forests whose trees look at features of all groups
 * @param subsetFeatures features that such a tree looks at
 * @param organisationMass accounts that an organisation counts for at most
 * @param threads the result is the same with any number
 * @param seed of trees and of jitter
 */
public record CrowdingSettings(
    int trees,
    int sampleSize,
    int depth,
    int subsetForests,
    int subsetFeatures,
    int organisationMass,
    int threads,
    long seed) {
  public CrowdingSettings {
    grown(trees, sampleSize, depth, subsetFeatures, organisationMass, seed); // Refuses nonsense.
    require(subsetForests >= 0, "subsetForests", subsetForests);
    require(subsetFeatures >= 1, "subsetFeatures", subsetFeatures);
    require(organisationMass >= 1, "organisationMass", organisationMass);
    require(threads >= 1, "threads", threads);
  }

  /**
   * 16 trees a group and 5 forests of 16 trees of 6 features, each of 8,192 accounts; 3 accounts an
   * organisation; one thread.
   */
  public static CrowdingSettings of(long seed) {
    return new CrowdingSettings(16, 8192, 20, 5, 6, 3, 1, seed);
  }

  public CrowdingSettings withThreads(int number) {
    return new CrowdingSettings(
        trees, sampleSize, depth, subsetForests, subsetFeatures, organisationMass, number, seed);
  }

  public CrowdingSettings withSampleSize(int accounts) {
    return new CrowdingSettings(
        trees, accounts, depth, subsetForests, subsetFeatures, organisationMass, threads, seed);
  }

  /** Trees split at accounts, so that leaves are small where accounts are dense. */
  ForestSettings forest(int featuresPerTree, long forestSeed) {
    return grown(trees, sampleSize, depth, featuresPerTree, organisationMass, forestSeed);
  }

  private static ForestSettings grown(
      int trees, int sampleSize, int depth, int features, int groupRows, long seed) {
    return new ForestSettings(
        trees, sampleSize, depth, SplitRule.AT_A_ROW, features, groupRows, seed);
  }

  private static void require(boolean holds, String name, int value) {
    if (!holds) {
      throw new IllegalArgumentException("crowding with " + name + " = " + value);
    }
  }
}
