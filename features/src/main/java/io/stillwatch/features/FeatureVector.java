package io.stillwatch.features;

import java.time.Instant;
import java.util.List;

/**
 * One account at one time.
 *
 * @param asOf the time that the features look back from
 * @param modelFamily hash of the family of most sampled calls' models; 0: not known
 * @param values in the order of {@link FeatureCatalogue}; NaN is missing, never 0
 * @param requests7d calls within the last 7 days
 * @param outputTokens7d output tokens within the last 7 days
 * @param links what may link the account to others, by falling weight
 * @param strands by falling share, at most 8
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Values are written once and read a million times a night.
public record FeatureVector(
    AccountProfile account,
    Instant asOf,
    long modelFamily,
    double[] values,
    long requests7d,
    long outputTokens7d,
    List<LinkKey> links,
    List<Strand> strands) {
  public FeatureVector {
    if (values.length != FeatureCatalogue.size()) {
      throw new IllegalArgumentException(
          "a vector has " + FeatureCatalogue.size() + " values, not " + values.length);
    }
    for (double value : values) {
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("an infinite value for " + account.accountId());
      }
    }
    links = List.copyOf(links);
    strands = List.copyOf(strands);
  }
}
