package io.stillwatch.benchmarks.ingest;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Figures of several rounds, each told as the median; acknowledgements are taken together. */
final class IngestFigures {
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();
  private final Histogram micros = new Histogram(60_000_000, 3);
  private int[] sizes = {};

  /** Takes a round of so many events. */
  void add(
      IngestRound.Taken taken,
      IngestRound.Copied copied,
      int commitRows,
      OneCore oneCore,
      int events) {
    micros.add(taken.micros());
    note("events_per_second", taken.eventsPerSecond());
    note("copy_rows_per_second", copied.rowsPerSecond());
    note("copy_ratio", taken.eventsPerSecond() / copied.rowsPerSecond());
    note("commit_rows", commitRows);
    note("commit_ms", taken.commits().millis() / taken.commits().commits());
    note("wal_bytes_per_event", taken.walBytesPerEvent());
    note("cpu_us_per_event", taken.cpu().service() / events);
    note("reporters_cpu_us_per_event", taken.cpu().reporters() / events);
    note("postgres_cpu_us_per_event", taken.cpu().postgres() / events);
    note("copy_cpu_us_per_row", copied.cpu().service() / events);
    note("copy_postgres_cpu_us_per_row", copied.cpu().postgres() / events);
    note("fold_events_per_second", 1e9 / oneCore.fold());
    note("fold_us", oneCore.fold() / 1e3);
    note("scan_us", oneCore.scan() / 1e3);
    note("read_us", oneCore.read() / 1e3);
    note("parse_us", oneCore.parse() / 1e3);
    note("encode_us", oneCore.encode() / 1e3);
  }

  private void note(String key, double figure) {
    rounds.computeIfAbsent(key, unused -> new ArrayList<>()).add(figure);
  }

  /** Encoded bytes of a round's events. */
  void sizes(int[] bytes) {
    sizes = bytes;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    rounds.forEach((key, figures) -> json.addProperty(key, median(figures)));
    json.addProperty("ack_p50_ms", micros.getValueAtPercentile(50) / 1e3);
    json.addProperty("ack_p99_ms", micros.getValueAtPercentile(99) / 1e3);
    json.addProperty("ack_max_ms", micros.getMaxValue() / 1e3);
    Arrays.sort(sizes);
    json.addProperty("event_bytes_p50", sizes[sizes.length / 2]);
    List<Double> rates = rounds.getOrDefault("events_per_second", List.of());
    json.addProperty("events_per_second_least", rates.stream().mapToDouble(d -> d).min().orElse(0));
    json.addProperty("events_per_second_most", rates.stream().mapToDouble(d -> d).max().orElse(0));
    return json;
  }

  private static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(figure -> figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
