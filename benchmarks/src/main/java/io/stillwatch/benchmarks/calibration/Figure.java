package io.stillwatch.benchmarks.calibration;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * One figure of the traces and of the simulator.
 *
 * @param real of each trace that has it; the order is that of the table's columns, NaN: has none
 * @param tolerance the simulated one lies between the smallest of the traces divided by it and the
 *     largest times it; of a correlation it is added; 0: told only
 */
record Figure(
    String topic,
    String name,
    List<Double> real,
    double simulated,
    double tolerance,
    boolean added) {
  static Figure of(
      String topic, String name, List<Double> real, double simulated, double tolerance) {
    return new Figure(topic, name, real, simulated, tolerance, false);
  }

  boolean bounded() {
    return tolerance > 0;
  }

  boolean within() {
    Sample traces = Sample.of(real);
    double least = traces.quantile(0);
    double most = traces.quantile(1);
    return added
        ? simulated >= least - tolerance && simulated <= most + tolerance
        : simulated >= least / tolerance && simulated <= most * tolerance;
  }

  /** Simulated over the traces' geometric mean. */
  double ratio() {
    return simulated / Sample.of(real).logMean();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("topic", topic);
    json.addProperty("figure", name);
    JsonArray traces = new JsonArray();
    real.forEach(value -> traces.add(value.isNaN() ? null : value));
    json.add("real", traces);
    json.addProperty("simulated", simulated);
    if (bounded()) {
      json.addProperty(added ? "tolerance_added" : "tolerance_factor", tolerance);
      json.addProperty("within", within());
    }
    return json;
  }

  List<String> cells() {
    String allowed =
        !bounded() ? "" : (added ? "± " : "× ") + String.format(Locale.ROOT, "%.3g", tolerance);
    return List.of(
        name,
        number(real.get(0)),
        number(real.get(1)),
        number(real.get(2)),
        number(simulated),
        added ? "" : number(ratio()),
        allowed,
        !bounded() ? "" : within() ? "yes" : "**no**");
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
