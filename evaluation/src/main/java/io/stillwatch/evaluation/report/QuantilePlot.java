package io.stillwatch.evaluation.report;

import io.stillwatch.evaluation.gallery.Expectation;
import io.stillwatch.evaluation.gallery.FeatureShape;
import io.stillwatch.features.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A feature's quantiles, a row for each persona and scenario.
 *
 * @param honest where the median of all honest account-days stands; NaN: none has a value
 */
public record QuantilePlot(
    String name,
    String head,
    String definition,
    String exposes,
    String lookAlikes,
    String unit,
    double honest,
    List<Tick> ticks,
    List<Row> rows,
    double bottom) {
  private static final double LEFT = 190;
  private static final double RIGHT = 640;
  private static final double TOP = 6;
  private static final double STEP = 15;

  /**
   * Whiskers from 5 to 95 %, a box from 25 to 75 %, and the median.
   *
   * @param drawn whether any day has a value
   * @param says direction and chance of a scenario
   */
  public record Row(
      String name,
      String label,
      boolean attack,
      boolean drawn,
      boolean disagrees,
      double y,
      double low,
      double from,
      double median,
      double width,
      double high,
      String text,
      String says) {}

  static QuantilePlot of(FeatureShape shape) {
    List<FeatureShape.Row> all =
        Stream.concat(shape.honest().stream(), shape.attacks().stream()).toList();
    double least =
        all.stream()
            .flatMap(row -> row.quantiles().stream())
            .mapToDouble(value -> value)
            .min()
            .orElse(0);
    double most =
        all.stream()
            .flatMap(row -> row.quantiles().stream())
            .mapToDouble(value -> value)
            .max()
            .orElse(1);
    Axis axis = Axis.values(least, most, LEFT, RIGHT);
    List<Row> rows = new ArrayList<>();
    for (FeatureShape.Row row : all) {
      rows.add(row(row, axis, TOP + STEP * (rows.size() + 0.5)));
    }
    Feature feature = shape.feature();
    return new QuantilePlot(
        feature.name(),
        feature.code() + ", " + feature.use().name().toLowerCase(Locale.ROOT),
        feature.definition(),
        feature.exposes(),
        feature.lookAlikes(),
        feature.unit(),
        Double.isNaN(shape.honestMedian()) ? Double.NaN : axis.at(shape.honestMedian()),
        axis.ticks(),
        rows,
        TOP + STEP * rows.size());
  }

  private static Row row(FeatureShape.Row of, Axis axis, double y) {
    boolean drawn = !of.quantiles().isEmpty();
    List<Double> at = of.quantiles().stream().map(axis::at).toList();
    return new Row(
        of.name(),
        Texts.shortened(of.name()),
        !of.code().isEmpty(),
        drawn,
        of.disagrees(),
        y,
        drawn ? at.get(0) : 0,
        drawn ? at.get(1) : 0,
        drawn ? at.get(2) : 0,
        drawn ? Math.max(1, at.get(3) - at.get(1)) : 0,
        drawn ? at.get(4) : 0,
        text(of),
        says(of));
  }

  private static String text(FeatureShape.Row of) {
    return of.quantiles().isEmpty()
        ? "no day has a value"
        : String.join(", ", of.quantiles().stream().map(Texts::number).toList())
            + "; on "
            + Texts.percent(of.present())
            + " of the days";
  }

  private static String says(FeatureShape.Row of) {
    if (of.code().isEmpty()) {
      return "";
    }
    String found =
        Double.isNaN(of.chance()) ? of.found() : of.found() + " " + Texts.number(of.chance());
    Expectation expected = of.expectation();
    return expected == null
        ? found
        : found + ", stated: " + expected.direction().name().toLowerCase(Locale.ROOT);
  }
}
