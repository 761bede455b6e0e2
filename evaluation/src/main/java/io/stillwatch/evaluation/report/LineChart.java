package io.stillwatch.evaluation.report;

import java.util.List;
import java.util.Locale;

/**
 * Steps over an axis.
 *
 * @param summary what it shows, for who cannot see it
 */
public record LineChart(
    String id,
    String title,
    String note,
    String across,
    String up,
    String summary,
    List<Tick> acrossTicks,
    List<Tick> upTicks,
    List<Line> lines) {
  static final double LEFT = 70;
  static final double RIGHT = 900;
  static final double TOP = 12;
  static final double BOTTOM = 300;

  /**
   * One line.
   *
   * @param kind says how it looks
   * @param path in SVG
   */
  public record Line(int kind, String name, String path) {}

  /**
   * A path over ascending points.
   *
   * @param step whether the line keeps its height until the next point
   */
  static String path(List<double[]> points, Axis across, Axis up, boolean step) {
    StringBuilder path = new StringBuilder();
    double y = 0;
    for (double[] point : points) {
      double x = across.at(point[0]);
      if (!path.isEmpty() && step) {
        path.append("L").append(place(x, y));
      }
      y = up.at(point[1]);
      path.append(path.isEmpty() ? "M" : "L").append(place(x, y));
    }
    return path.toString();
  }

  private static String place(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }
}
