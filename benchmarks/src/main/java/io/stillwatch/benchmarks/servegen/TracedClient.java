package io.stillwatch.benchmarks.servegen;

import io.stillwatch.benchmarks.Poisson;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** A client of the trace: when it called, and with how many tokens. */
final class TracedClient {
  static final int WINDOW_SECONDS = 600;
  private static final int DAY_SECONDS = 86_400;

  final String id;
  final NavigableMap<Integer, Double> rates = new TreeMap<>();
  final NavigableMap<Integer, Lengths> inputs = new TreeMap<>();
  final NavigableMap<Integer, Lengths> outputs = new TreeMap<>();

  TracedClient(String id) {
    this.id = id;
  }

  /** Calls of the whole trace. */
  double calls() {
    return WINDOW_SECONDS * rates.values().stream().mapToDouble(rate -> rate).sum();
  }

  /** The second of each call of a day, one of every {@code factor} kept; in no order. */
  List<Integer> calls(int day, double factor, Random random) {
    List<Integer> seconds = new ArrayList<>();
    rates
        .subMap(day * DAY_SECONDS, true, (day + 1) * DAY_SECONDS, false)
        .forEach(
            (window, rate) -> {
              long count = Poisson.draw(rate * WINDOW_SECONDS / factor, random);
              for (long i = 0; i < count; i++) {
                seconds.add(window + random.nextInt(WINDOW_SECONDS));
              }
            });
    return seconds;
  }

  /** Of the newest window that has any; of the first before that. */
  static int draw(NavigableMap<Integer, Lengths> lengths, int second, Random random) {
    var at = lengths.floorEntry(second);
    return (at == null ? lengths.firstEntry() : at).getValue().draw(random);
  }
}
