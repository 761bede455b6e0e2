package io.stillwatch.evaluation.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in words that people read: three digits that count. */
final class Texts {
  private static final MathContext DIGITS = new MathContext(3);
  private static final int LONGEST = 30;

  private Texts() {}

  /** Such as 12.3 %; "undefined" for NaN. */
  static String percent(double share) {
    return Double.isFinite(share) ? number(100 * share) + " %" : number(share);
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    if (Double.isInfinite(value)) {
      return "without end";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** What fits beside a chart. */
  static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
  }
}
