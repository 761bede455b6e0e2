package io.stillwatch.modelservice.dashboard.charts;

import io.stillwatch.v1.NetworkDay;
import java.util.List;
import java.util.Locale;

/**
 * Units a day of a network, as a line without axes, 100 by 24.
 *
 * @param line an SVG path; empty: fewer than two days are known
 * @param says the same in words
 */
public record Sparkline(String line, String says) {
  private static final double WIDTH = 100;
  private static final double LOWEST = 22;
  private static final double HIGHEST = 2;

  /** Ascending days. */
  public static Sparkline of(List<NetworkDay> known) {
    List<NetworkDay> days = DaySpan.of(known);
    return new Sparkline(days.size() < 2 ? "" : line(days), says(days));
  }

  private static String line(List<NetworkDay> days) {
    int most = days.stream().mapToInt(NetworkDay::getUnits).max().orElse(0);
    Scale width = new Scale(0, days.size() - 1.0, 1, WIDTH - 1);
    Scale height = new Scale(0, Math.max(1, most), LOWEST, HIGHEST);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < days.size(); i++) {
      line.append(i == 0 ? "M" : "L")
          .append(Frame.point(width.at(i), height.at(days.get(i).getUnits())));
    }
    return line.toString();
  }

  private static String says(List<NetworkDay> days) {
    if (days.isEmpty()) {
      return "";
    }
    NetworkDay first = days.get(0);
    NetworkDay last = days.get(days.size() - 1);
    return days.size() == 1
        ? String.format(Locale.ROOT, "%,d", last.getUnits())
        : String.format(Locale.ROOT, "%,d → %,d", first.getUnits(), last.getUnits());
  }
}
