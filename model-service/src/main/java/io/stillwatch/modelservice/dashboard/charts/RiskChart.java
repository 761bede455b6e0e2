package io.stillwatch.modelservice.dashboard.charts;

import io.stillwatch.modelservice.dashboard.Bands;
import io.stillwatch.modelservice.verdicts.VerdictHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An account's risk over time, as steps, with a mark where another model began to judge.
 *
 * @param line an SVG path; empty: nothing to draw
 * @param floors the least risk of each band
 */
public record RiskChart(
    String line, List<Dot> dots, List<Mark> marks, List<Tick> floors, List<Tick> times) {
  /** Where a verdict was noted. */
  public record Dot(double x, double y, String band, String title) {}

  /** Where a model took over. */
  public record Mark(double x, String model) {}

  /** Ascending points; the last one holds until now. */
  public static RiskChart of(List<VerdictHistory.Point> points, Instant now) {
    if (points.isEmpty()) {
      return new RiskChart("", List.of(), List.of(), List.of(), List.of());
    }
    Instant from = points.get(0).at();
    Instant last = points.get(points.size() - 1).at();
    Instant to = now.isAfter(last.plus(Duration.ofHours(1))) ? now : last.plus(Duration.ofHours(1));
    Scale time = Frame.time(from, to);
    Scale height = new Scale(0, 1, Frame.BOTTOM, Frame.TOP);
    return new RiskChart(
        line(points, time, height),
        points.stream().map(point -> dot(point, time, height)).toList(),
        marks(points, time),
        floors(height),
        Frame.timeTicks(from, to));
  }

  private static String line(List<VerdictHistory.Point> points, Scale time, Scale height) {
    StringBuilder line = new StringBuilder();
    double y = 0;
    for (VerdictHistory.Point point : points) {
      double x = time.at(point.at());
      line.append(line.isEmpty() ? "M" : "L" + Frame.point(x, y) + "L");
      y = height.at(risk(point));
      line.append(Frame.point(x, y));
    }
    return line.append("L").append(Frame.point(Frame.RIGHT, y)).toString();
  }

  private static Dot dot(VerdictHistory.Point point, Scale time, Scale height) {
    String band = Bands.word(point.band());
    return new Dot(
        time.at(point.at()),
        height.at(risk(point)),
        band,
        String.format(
            Locale.ROOT,
            "%s: %s, risk %.2f, by model %s",
            point.at(),
            band,
            risk(point),
            point.modelVersion()));
  }

  private static List<Mark> marks(List<VerdictHistory.Point> points, Scale time) {
    List<Mark> marks = new ArrayList<>();
    String model = "";
    for (VerdictHistory.Point point : points) {
      if (!point.modelVersion().equals(model)) {
        model = point.modelVersion();
        marks.add(new Mark(time.at(point.at()), model));
      }
    }
    return marks;
  }

  private static List<Tick> floors(Scale height) {
    return List.of(
        new Tick(height.at(0), "none"),
        new Tick(height.at(0.5), "watch"),
        new Tick(height.at(0.75), "soft"),
        new Tick(height.at(0.9), "hard"));
  }

  private static double risk(VerdictHistory.Point point) {
    Double risk = point.risk();
    return risk == null ? 0 : risk;
  }
}
