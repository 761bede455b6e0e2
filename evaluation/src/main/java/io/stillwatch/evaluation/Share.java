package io.stillwatch.evaluation;

import com.google.gson.JsonObject;
import io.stillwatch.detector.chance.Tails;
import java.util.Locale;

/**
 * A part of a number of cases, with its exact interval (Clopper and Pearson 1934): each end holds
 * with 95 %, both together with 90 %.
 */
public record Share(long hits, long cases) {
  public Share {
    if (hits < 0 || hits > cases) {
      throw new IllegalArgumentException(hits + " of " + cases + " is no share");
    }
  }

  /** 0 without cases. */
  public double value() {
    return cases == 0 ? 0 : (double) hits / cases;
  }

  public double lower() {
    return cases == 0 ? 0 : Tails.clopperPearsonLower(hits, cases);
  }

  /** 1 without cases. */
  public double upper() {
    return cases == 0 ? 1 : Tails.clopperPearsonUpper(hits, cases);
  }

  /** Such as {@code 3 of 200 (1.50 %; 0.41 to 3.82 %)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d (%.2f %%; %.2f to %.2f %%)",
        hits,
        cases,
        100 * value(),
        100 * lower(),
        100 * upper());
  }

  JsonObject json() {
    JsonObject object = new JsonObject();
    object.addProperty("hits", hits);
    object.addProperty("cases", cases);
    object.addProperty("share", value());
    object.addProperty("lower_95", lower());
    object.addProperty("upper_95", upper());
    return object;
  }
}
