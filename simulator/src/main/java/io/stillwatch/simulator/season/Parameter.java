package io.stillwatch.simulator.season;

/**
 * A number that a role's groups are drawn with, and the range that it has where the season's file
 * gives none.
 *
 * @param meaning for the documentation, with its source where it has one
 */
public record Parameter(String name, String unit, Range range, Scale scale, String meaning) {
  /** How a value is drawn from a range. */
  public enum Scale {
    /** Evenly. */
    LINEAR,
    /** Evenly in its logarithm; the range is above 0. */
    LOG,
    /** Whole numbers, evenly. */
    WHOLE
  }

  public Parameter {
    if (scale == Scale.LOG && range.low() <= 0) {
      throw new IllegalArgumentException(name + " cannot be drawn by its logarithm: " + range);
    }
  }

  public static Parameter linear(
      String name, String unit, double low, double high, String meaning) {
    return new Parameter(name, unit, new Range(low, high), Scale.LINEAR, meaning);
  }

  public static Parameter log(String name, String unit, double low, double high, String meaning) {
    return new Parameter(name, unit, new Range(low, high), Scale.LOG, meaning);
  }

  public static Parameter whole(String name, String unit, int low, int high, String meaning) {
    return new Parameter(name, unit, new Range(low, high), Scale.WHOLE, meaning);
  }
}
