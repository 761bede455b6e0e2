package io.stillwatch.evaluation.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A figure of the result with its interval. NaN: undefined, or not there.
 *
 * @param value as the JSON has it; for the high end null there is no end
 */
public record Estimate(double value, double low, double high) {
  static Estimate of(JsonObject object, String name) {
    return new Estimate(
        number(object.get(name)),
        number(object.get(name + "_low")),
        number(object.get(name + "_high")));
  }

  static double number(@Nullable JsonElement element) {
    return element == null || !element.isJsonPrimitive() ? Double.NaN : element.getAsDouble();
  }

  boolean isDefined() {
    return !Double.isNaN(value);
  }

  /** As a percentage with its interval. */
  String percent() {
    return isDefined()
        ? Texts.percent(value) + " (" + Texts.percent(low) + " to " + Texts.percent(high) + ")"
        : Texts.percent(value);
  }
}
