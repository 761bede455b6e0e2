package io.stillwatch.detector.calibration;

import io.stillwatch.detector.chance.Quantiles;
import io.stillwatch.v1.TypicalRange;
import java.util.Locale;

/** The middle 90 % of honest units' values of one feature. NaN: no unit has the feature. */
public record TypicalValue(double p05, double p50, double p95) {
  private static final TypicalValue UNKNOWN = new TypicalValue(Double.NaN, Double.NaN, Double.NaN);

  public TypicalValue {
    boolean isUnknown = Double.isNaN(p05) && Double.isNaN(p50) && Double.isNaN(p95);
    boolean isFinite = Double.isFinite(p05) && Double.isFinite(p95);
    if (!isUnknown && !(isFinite && p05 <= p50 && p50 <= p95)) {
      throw new IllegalArgumentException("not a range: " + p05 + ", " + p50 + ", " + p95);
    }
  }

  /** NaN is left out. */
  public static TypicalValue of(double[] values) {
    double[] ascending = Quantiles.ascending(values);
    return ascending.length == 0
        ? UNKNOWN
        : new TypicalValue(
            Quantiles.of(ascending, 0.05),
            Quantiles.of(ascending, 0.5),
            Quantiles.of(ascending, 0.95));
  }

  public static TypicalValue read(TypicalRange range) {
    return new TypicalValue(
        range.hasP05() ? range.getP05() : Double.NaN,
        range.hasP50() ? range.getP50() : Double.NaN,
        range.hasP95() ? range.getP95() : Double.NaN);
  }

  public TypicalRange write() {
    return isKnown()
        ? TypicalRange.newBuilder().setP05(p05).setP50(p50).setP95(p95).build()
        : TypicalRange.getDefaultInstance();
  }

  public boolean isKnown() {
    return !Double.isNaN(p50);
  }

  /** Such as "0.2 to 3.4"; empty if unknown. */
  public String text() {
    return isKnown() ? String.format(Locale.ROOT, "%.3g to %.3g", p05, p95) : "";
  }
}
