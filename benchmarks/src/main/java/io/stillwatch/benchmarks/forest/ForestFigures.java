package io.stillwatch.benchmarks.forest;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.contest.Timing;
import io.stillwatch.standalone.commands.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a contest showed: times, ratios of times, how well each ranks, and what a forest weighs. */
final class ForestFigures {
  /** How many times as long the peer takes as we do. */
  private record Ratio(String name, String peer, String ours) {}

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio("onnx_ratio_100", "onnx_single_ns_100", "single_ns_100"),
          new Ratio("onnx_ratio_256", "onnx_single_ns_256", "single_ns_256"),
          new Ratio("onnx_pinned_ratio_100", "onnx_pinned_ns_100", "single_ns_100"),
          new Ratio("onnx_pinned_ratio_256", "onnx_pinned_ns_256", "single_ns_256"),
          new Ratio("onnx_batch_ratio_100", "onnx_batch_ns_100", "batch_ns_100"),
          new Ratio("onnx_batch_ratio_256", "onnx_batch_ns_256", "batch_ns_256"),
          new Ratio("rcf_ratio_100", "rcf_ns_100", "single_ns_100"),
          new Ratio("svm_ratio", "svm_ns", "single_ns_100"));

  private final Map<String, Timing> timings;
  private final double crowdingNanos;
  private final Map<String, Double> aurocs;
  private final Map<String, Long> bytes;

  ForestFigures(
      Map<String, Timing> timings,
      double crowdingNanos,
      Map<String, Double> aurocs,
      Map<String, Long> bytes) {
    this.timings = timings;
    this.crowdingNanos = crowdingNanos;
    this.aurocs = aurocs;
    this.bytes = bytes;
  }

  /** The p10 under a key's own name, medians under {@code medians}. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    times(Timing::p10).forEach(json::addProperty);
    json.addProperty("crowding_ns_100", crowdingNanos);
    aurocs.forEach(json::addProperty);
    bytes.forEach(json::addProperty);
    JsonObject medians = new JsonObject();
    times(Timing::median).forEach(medians::addProperty);
    json.add("medians", medians);
    return json;
  }

  @Override
  public String toString() {
    Map<String, Double> p10s = times(Timing::p10);
    Map<String, Double> medians = times(Timing::median);
    Table table = new Table("TIME OR RATIO", "P10", "MEDIAN");
    p10s.forEach(
        (name, p10) -> table.row(name, number(p10), number(medians.getOrDefault(name, p10))));
    Table others = new Table("BESIDES", "");
    others.row("crowding_ns_100", number(crowdingNanos));
    aurocs.forEach((name, auroc) -> others.row(name, String.format(Locale.ROOT, "%.4f", auroc)));
    bytes.forEach((name, size) -> others.row(name, String.format(Locale.ROOT, "%,d", size)));
    return table + "\n" + others;
  }

  private Map<String, Double> times(ToDoubleFunction<Timing> statistic) {
    Map<String, Double> times = new LinkedHashMap<>();
    timings.forEach(
        (name, timing) -> times.put(name, inUnit(name, statistic.applyAsDouble(timing))));
    for (Ratio ratio : RATIOS) {
      Timing peer = timings.get(ratio.peer);
      Timing ours = timings.get(ratio.ours);
      if (peer != null && ours != null) {
        times.put(ratio.name, statistic.applyAsDouble(peer) / statistic.applyAsDouble(ours));
      }
    }
    return times;
  }

  private static double inUnit(String name, double nanos) {
    return name.contains("_ms_") ? nanos / 1e6 : nanos;
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, figure < 1000 ? "%.2f" : "%,.0f", figure);
  }
}
