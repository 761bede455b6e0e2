package io.stillwatch.benchmarks.calibration;

import io.stillwatch.benchmarks.PackedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Reads ServeGen's clients of one model: rates by ten minutes, and token counts by six hours. */
final class ServeGen {
  private static final int DAYS = 14;
  private static final int WINDOW_SECONDS = 600;
  private static final int HOUR_SECONDS = 3_600;
  private static final int TOKENS_SECONDS = 6 * HOUR_SECONDS;

  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final Map<String, NavigableMap<Integer, Double>> calls = new HashMap<>();

  /** By client and field. */
  private final Map<String, List<Window>> windows = new LinkedHashMap<>();

  private ServeGen() {}

  /** Token counts of six hours, and the calls of that time. */
  private record Window(double calls, Lengths lengths) {}

  static Trace read(Path data, String model) {
    Path folder = data.resolve("servegen");
    ServeGen trace = new ServeGen();
    new PackedTable(folder.resolve(model + "-rates.csv.gz")).forEachRow(trace::rate);
    new PackedTable(folder.resolve(model + "-tokens.csv.gz")).forEachRow(trace::tokens);
    trace.clients.forEach(trace::summarise);
    return new Trace("ServeGen " + model, List.copyOf(trace.clients.values()));
  }

  private void rate(List<String> row) {
    Client client = clients.computeIfAbsent(row.get(0), id -> new Client(DAYS));
    int second = Integer.parseInt(row.get(1));
    double count = Double.parseDouble(row.get(2)) * WINDOW_SECONDS;
    client.hourly[second / HOUR_SECONDS] += count;
    client.variations.add(Double.valueOf(row.get(3)));
    calls.computeIfAbsent(row.get(0), id -> new TreeMap<>()).put(second, count);
  }

  private void tokens(List<String> row) {
    int second = Integer.parseInt(row.get(1));
    double weight =
        calls
            .getOrDefault(row.get(0), new TreeMap<>())
            .subMap(second, second + TOKENS_SECONDS)
            .values()
            .stream()
            .mapToDouble(count -> count)
            .sum();
    Lengths lengths =
        Lengths.of(
            number(row, 3), number(row, 5), number(row, 8), number(row, 11), number(row, 12));
    windows
        .computeIfAbsent(row.get(0) + "/" + row.get(2), key -> new ArrayList<>())
        .add(new Window(Math.max(1, weight), lengths));
  }

  private static double number(List<String> row, int column) {
    return Double.parseDouble(row.get(column));
  }

  private void summarise(String id, Client client) {
    List<Window> inputs = windows.get(id + "/input_tokens");
    List<Window> outputs = windows.get(id + "/output_tokens");
    if (inputs != null && outputs != null) {
      client.input = mean(inputs);
      client.output = mean(outputs);
    }
  }

  private static Lengths mean(List<Window> windows) {
    return new Lengths(
        mean(windows, Lengths::mean), mean(windows, Lengths::spread), mean(windows, Lengths::tail));
  }

  private static double mean(List<Window> windows, ToDoubleFunction<Lengths> figure) {
    double sum = windows.stream().mapToDouble(Window::calls).sum();
    return windows.stream()
            .mapToDouble(window -> window.calls() * figure.applyAsDouble(window.lengths()))
            .sum()
        / sum;
  }
}
