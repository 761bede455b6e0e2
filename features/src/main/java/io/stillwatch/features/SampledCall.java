package io.stillwatch.features;

import io.stillwatch.features.Sample.Column;

/** One row of a day's sample. */
record SampledCall(int day, Sample sample, int row, double weight) {
  long get(Column column) {
    return sample.get(row, column);
  }

  long frame() {
    return get(Column.FRAME);
  }

  long traits() {
    return get(Column.TRAITS);
  }

  /** Hours since 1970. */
  int hour() {
    return day * DayPane.HOURS + Traits.hour(traits());
  }

  boolean keepsAffix() {
    return Sample.keepsAffix(row);
  }

  boolean keepsBands() {
    return sample.keepsBands(row) && frame() != 0;
  }
}
