package io.stillwatch.detector.crowding;

import java.util.Arrays;

/**
 * Features that are looked at together, such as all of tempo.
 *
 * @param name such as "tempo"
 * @param columns their places in a row
 */
@SuppressWarnings("ArrayRecordComponent") // Read only.
public record FeatureGroup(String name, int[] columns) {
  public FeatureGroup {
    if (columns.length == 0 || Arrays.stream(columns).distinct().count() != columns.length) {
      throw new IllegalArgumentException(
          "the group " + name + " has the columns " + Arrays.toString(columns));
    }
  }

  /** The group's values of a row. */
  void take(float[] row, float[] values) {
    for (int i = 0; i < columns.length; i++) {
      values[i] = row[columns[i]];
    }
  }
}
