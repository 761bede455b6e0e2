package io.stillwatch.benchmarks.panel;

import io.stillwatch.detector.calibration.MonotoneLogistic;
import io.stillwatch.standalone.commands.CommandFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Weights of the evidence: those of all networks, and for each kind of customers and each scenario
 * those that have not seen it.
 */
record ConfidenceFit(MonotoneLogistic all, Map<String, MonotoneLogistic> without) {
  ConfidenceFit {
    without = Map.copyOf(without);
  }

  /** What a fit cannot tell apart. */
  private record Row(List<Double> features, boolean campaign) {}

  /**
   * Costs as many fits as there are kinds, and one. Throws CommandFailed if there are only
   * campaigns, none at all, or networks of one kind alone.
   *
   * @param ridge as {@link MonotoneLogistic#fit} has it
   */
  static ConfidenceFit of(NetworkNights nights, double ridge) {
    check(nights);
    MonotoneLogistic all = fit(nights, "", ridge);
    Map<String, MonotoneLogistic> without =
        nights.kinds().parallelStream()
            .collect(Collectors.toConcurrentMap(kind -> kind, kind -> fit(nights, kind, ridge)));
    return new ConfidenceFit(all, without);
  }

  /** The chance by the weights that have not seen its kind. */
  double unseen(NetworkNight night) {
    return without.getOrDefault(night.kind(), all).chance(night.row());
  }

  /**
   * @param unseen the kind that is left out; empty: none
   */
  private static MonotoneLogistic fit(NetworkNights nights, String unseen, double ridge) {
    Map<Row, Double> counted = new LinkedHashMap<>();
    for (NetworkNight night : nights.all()) {
      if (!night.kind().equals(unseen)) {
        Row row = new Row(night.features(), night.campaign());
        counted.merge(row, nights.importance(night), Double::sum);
      }
    }
    List<Row> rows = List.copyOf(counted.keySet());
    boolean[] cases = new boolean[rows.size()];
    for (int i = 0; i < cases.length; i++) {
      cases[i] = rows.get(i).campaign();
    }
    return MonotoneLogistic.fit(
        rows.stream().map(row -> NetworkNight.row(row.features())).toArray(double[][]::new),
        cases,
        rows.stream().mapToDouble(row -> counted.getOrDefault(row, 0.0)).toArray(),
        ridge);
  }

  private static void check(NetworkNights nights) {
    if (nights.all().stream().noneMatch(NetworkNight::campaign)) {
      throw new CommandFailed("no network is a campaign's; nothing can be fitted");
    }
    if (nights.all().stream().allMatch(NetworkNight::campaign)) {
      throw new CommandFailed("every network is a campaign's; nothing can be fitted");
    }
    if (nights.kinds().size() == 1) {
      throw new CommandFailed("all networks are of the kind " + nights.kinds());
    }
  }
}
