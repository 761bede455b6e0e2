package io.stillwatch.evaluation.baselines;

/** A simple detector. Keeps nothing from day to day; the same day gives the same scores. */
public interface Baseline {
  /** Lower-case words, as reports show it. */
  String name();

  /**
   * A score for each account of the day, in its order. Higher is more suspect; finite always, and
   * of no unit that another baseline shares.
   */
  double[] scores(ScoredDay day);
}
