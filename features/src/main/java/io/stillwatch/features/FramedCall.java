package io.stillwatch.features;

import io.stillwatch.features.Sample.Column;

/**
 * A sampled call with a prompt frame.
 *
 * @param day days since 1970, UTC
 * @param hour of that day, 0 to 23
 * @param frameKey as {@link Strand#frameKey}
 * @param retiredFrameKey the same frame under the key that is being retired; 0: none
 * @param frameBands as {@link Strand#frameBands}; empty: not kept
 * @param body names the body, see {@link Identifiers#body}; 0: none
 * @param standsFor how many of the day's calls it stands for, itself included
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, then only read.
public record FramedCall(
    int day,
    int hour,
    long frameKey,
    long retiredFrameKey,
    long[] frameBands,
    long body,
    double standsFor) {
  private static final long[] NONE = {};

  static FramedCall of(DayPane pane, int row) {
    Sample sample = pane.sample;
    return new FramedCall(
        pane.day,
        Traits.hour(sample.get(row, Column.TRAITS)),
        sample.get(row, Column.FRAME),
        sample.get(row, Column.RETIRED_FRAME),
        bands(sample, row),
        sample.get(row, Column.BODY),
        (double) pane.requests() / sample.size());
  }

  private static long[] bands(Sample sample, int row) {
    if (!sample.keepsBands(row)) {
      return NONE;
    }
    long[] bands = new long[Strand.BAND_WORDS];
    for (int word = 0; word < bands.length; word++) {
      bands[word] = sample.get(row, Sample.bands(word));
    }
    return bands;
  }
}
