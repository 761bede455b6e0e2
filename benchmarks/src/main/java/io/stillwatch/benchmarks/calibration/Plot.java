package io.stillwatch.benchmarks.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines in a frame, as inline SVG that needs nothing else. */
final class Plot {
  private static final List<String> COLOURS = List.of("#0b6e99", "#c2571a", "#5b8c2a", "#222222");
  private static final int WIDTH = 460;
  private static final int HEIGHT = 300;
  private static final int LEFT = 48;
  private static final int RIGHT = 12;
  private static final int TOP = 30;
  private static final int BOTTOM = 42;

  private final String title;
  private final String across;
  private final boolean logarithmic;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param points x and y
   */
  private record Line(String name, List<double[]> points) {}

  Plot(String title, String across, boolean logarithmic) {
    this.title = title;
    this.across = across;
    this.logarithmic = logarithmic;
  }

  /** A line that is told by its name; with a logarithmic axis points at 0 are left out. */
  Plot line(String name, List<double[]> points) {
    lines.add(
        new Line(name, points.stream().filter(point -> !logarithmic || point[0] > 0).toList()));
    return this;
  }

  /** The distribution function of a sample. */
  Plot distribution(String name, Sample sample) {
    return line(name, sample.curve(200));
  }

  String svg() {
    double least = scaled(bound(0, true));
    double most = Math.max(scaled(bound(0, false)), least + 1e-9);
    double high = Math.max(1, bound(1, false));
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d'"
                + " role='img' aria-label='%s'>",
            WIDTH, HEIGHT, WIDTH, HEIGHT, title));
    svg.append(text(LEFT, 18, "start", title));
    svg.append(text((LEFT + WIDTH) / 2, HEIGHT - 8, "middle", across));
    for (int step = 0; step <= 4; step++) {
      double y = high * step / 4;
      double at = down(y, high);
      svg.append(format("<path d='M%d %.1fH%d' stroke='#ddd'/>", LEFT, at, WIDTH - RIGHT));
      svg.append(text(LEFT - 6, (int) at + 4, "end", format("%.2f", y)));
    }
    for (double tick : ticks(least, most)) {
      double at = along(tick, least, most);
      svg.append(format("<path d='M%.1f %dV%d' stroke='#eee'/>", at, TOP, HEIGHT - BOTTOM));
      svg.append(text((int) at, HEIGHT - BOTTOM + 15, "middle", label(tick)));
    }
    for (int i = 0; i < lines.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      svg.append(path(lines.get(i), colour, least, most, high));
      svg.append(
          format(
              "<text x='%d' y='%d' font-size='11' fill='%s'>%s</text>",
              LEFT + 8, TOP + 14 + 14 * i, colour, lines.get(i).name));
    }
    return svg.append("</svg>\n").toString();
  }

  private String path(Line line, String colour, double least, double most, double high) {
    StringBuilder path = new StringBuilder();
    for (double[] point : line.points) {
      path.append(
          format(
              "%s%.1f %.1f",
              path.length() == 0 ? "M" : "L",
              along(scaled(point[0]), least, most),
              down(point[1], high)));
    }
    return format("<path d='%s' fill='none' stroke='%s' stroke-width='1.8'/>", path, colour);
  }

  private double bound(int axis, boolean least) {
    var values =
        lines.stream().flatMap(line -> line.points.stream()).mapToDouble(point -> point[axis]);
    return (least ? values.min() : values.max()).orElse(1);
  }

  private double scaled(double x) {
    return logarithmic ? Math.log10(x) : x;
  }

  private static double along(double scaled, double least, double most) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (scaled - least) / (most - least);
  }

  private static double down(double y, double high) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y / high;
  }

  /** Powers of ten, or every fourth. */
  private List<Double> ticks(double least, double most) {
    List<Double> ticks = new ArrayList<>();
    double step = logarithmic ? 1 : 4;
    for (double tick = Math.ceil(least / step) * step; tick <= most; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  private String label(double tick) {
    return logarithmic && tick < 0
        ? format("%." + (int) -tick + "f", Math.pow(10, tick))
        : format("%,.0f", logarithmic ? Math.pow(10, tick) : tick);
  }

  private static String text(int x, int y, String anchor, String words) {
    return format(
        "<text x='%d' y='%d' font-size='11' text-anchor='%s' fill='#333'>%s</text>",
        x, y, anchor, words);
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
