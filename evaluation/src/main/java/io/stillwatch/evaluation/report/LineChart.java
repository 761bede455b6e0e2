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

  /** Where a height holds. */
  enum Step {
    /** From its point to the next one. */
    AFTER,
    /** From the point before to its own; of the first one from the axis. */
    BEFORE
  }

  /** A path over ascending points. */
  static String path(List<double[]> points, Axis across, Axis up, Step step) {
    StringBuilder path = new StringBuilder();
    double x = across.at(0);
    double y = 0;
    for (double[] point : points) {
      double nextX = across.at(point[0]);
      double nextY = up.at(point[1]);
      if (step == Step.BEFORE) {
        path.append(path.isEmpty() ? "M" : "L").append(place(x, nextY));
      } else if (!path.isEmpty()) {
        path.append("L").append(place(nextX, y));
      }
      path.append(path.isEmpty() ? "M" : "L").append(place(nextX, nextY));
      x = nextX;
      y = nextY;
    }
    return path.toString();
  }

  private static String place(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }
}
