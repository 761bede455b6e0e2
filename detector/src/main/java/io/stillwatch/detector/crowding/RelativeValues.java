package io.stillwatch.detector.crowding;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.chance.Quantiles;
import java.util.Arrays;

/**
 * Values as ranks among the trusted members of the account's persona on the same night: the
 * probability integral transform, with equal values spread evenly over the ranks that they share (a
 * seeded jitter of the account and the feature; Brockwell 2007). Whatever moves, widens or rounds
 * the values of a persona from one night to the other, its honest members' ranks stay uniform on
 * both; what is left to see is where accounts gather. Immutable.
 */
final class RelativeValues {
  private static final int MOST_QUANTILES = 4097;

  private final float[][][] quantiles;
  private final long seed;

  private RelativeValues(float[][][] quantiles, long seed) {
    this.quantiles = quantiles;
    this.seed = seed;
  }

  /**
   * @param isKnown for each persona whether its own members are the measure, on both nights alike;
   *     otherwise all trusted accounts are
   */
  static RelativeValues of(Crowd crowd, boolean[] isKnown, long seed) {
    float[][] ofAll = quantiles(members(crowd, -1));
    float[][][] quantiles = new float[isKnown.length][][];
    for (int persona = 0; persona < isKnown.length; persona++) {
      quantiles[persona] = isKnown[persona] ? quantiles(members(crowd, persona)) : ofAll;
    }
    return new RelativeValues(quantiles, seed);
  }

  /** Ranks within 0 to 1; a missing value stays missing, one of no peer too. */
  float[] of(float[] row, int persona, long id) {
    float[] ranks = new float[row.length];
    for (int column = 0; column < row.length; column++) {
      ranks[column] = rank(row[column], quantiles[persona][column], jitter(id, column));
    }
    return ranks;
  }

  private static float rank(float value, float[] ascending, double jitter) {
    if (Float.isNaN(value) || ascending.length == 0) {
      return Float.NaN;
    }
    int below = Quantiles.countBelow(ascending, value);
    int upTo = Quantiles.countBelow(ascending, Math.nextUp(value));
    return (float) ((below + jitter * (upTo - below + 1)) / (ascending.length + 1));
  }

  private double jitter(long id, int column) {
    return (Dice.mix(Dice.mix(id ^ seed) + column) >>> 11) * 0x1p-53;
  }

  private static float[][] members(Crowd crowd, int persona) {
    float[][] members = new float[crowd.size()][];
    int size = 0;
    for (int account = 0; account < members.length; account++) {
      if (crowd.trusted()[account] && (persona < 0 || crowd.personas()[account] == persona)) {
        members[size++] = crowd.rows()[account];
      }
    }
    return Arrays.copyOf(members, size);
  }

  private static float[][] quantiles(float[][] members) {
    int columns = members.length == 0 ? 0 : members[0].length;
    float[][] quantiles = new float[columns][];
    float[] values = new float[members.length];
    for (int column = 0; column < columns; column++) {
      int size = 0;
      for (float[] row : members) {
        if (!Float.isNaN(row[column])) {
          values[size++] = row[column];
        }
      }
      quantiles[column] = Quantiles.ascending(values, size, MOST_QUANTILES);
    }
    return quantiles;
  }
}
