package io.stillwatch.detector.forest;

/** Where a node is split once its feature is chosen. */
public enum SplitRule {
  /**
   * Anywhere between the smallest and the largest value with equal chance, as the paper has it:
   * wide empty stretches are cut often, so what lies beyond them is soon alone.
   */
  BETWEEN_EXTREMES,

  /**
   * At the value of a row drawn by chance: leaves come to hold like numbers of rows, and are small
   * where rows are dense. For asking how crowded a spot is, not how odd.
   */
  AT_A_ROW
}
