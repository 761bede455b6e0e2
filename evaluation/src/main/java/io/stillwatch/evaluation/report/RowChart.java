package io.stillwatch.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of marks with whiskers, and the same as a table.
 *
 * @param axis what the marks' places mean, with the unit
 * @param series what each mark of a row is, in order
 */
public record RowChart(
    String id,
    String title,
    String note,
    String axis,
    String first,
    List<String> series,
    List<Tick> ticks,
    List<Row> rows,
    double bottom) {
  static final double LEFT = 240;
  static final double RIGHT = 900;
  private static final double TOP = 8;
  private static final double MARK = 11;
  private static final double PAD = 9;

  /** A line of the chart. */
  public record Row(
      String name,
      String label,
      double y,
      boolean even,
      double top,
      double height,
      List<Mark> marks) {}

  /**
   * One figure.
   *
   * @param kind the number of its series, which says how it looks
   * @param value as in the result; NaN: it is not drawn
   */
  public record Mark(
      int kind, double value, String text, double x, double low, double high, double y) {
    public boolean drawn() {
      return !Double.isNaN(value);
    }
  }

  /** What a row is made of: a name, and a figure for each series. */
  record Given(String name, List<Estimate> figures) {}

  static RowChart of(
      String id,
      String title,
      String note,
      Scale scale,
      String first,
      List<String> series,
      List<Given> given) {
    Axis axis = scale.axis();
    List<Row> rows = new ArrayList<>();
    double top = TOP;
    for (Given of : given) {
      double height = MARK * of.figures().size() + PAD;
      List<Mark> marks = new ArrayList<>();
      for (int i = 0; i < of.figures().size(); i++) {
        marks.add(mark(i, of.figures().get(i), axis, top + PAD / 2 + MARK * (i + 0.5)));
      }
      rows.add(
          new Row(
              of.name(),
              Texts.shortened(of.name()),
              top + height / 2 + 4,
              rows.size() % 2 == 0,
              top,
              height,
              marks));
      top += height;
    }
    return new RowChart(id, title, note, scale.words(), first, series, axis.ticks(), rows, top);
  }

  private static Mark mark(int kind, Estimate of, Axis axis, double y) {
    double low = Double.isNaN(of.low()) ? of.value() : of.low();
    double high = Double.isNaN(of.high()) ? axis.high() : of.high();
    return new Mark(
        kind, of.value(), of.percent(), axis.at(of.value()), axis.at(low), axis.at(high), y);
  }

  /** Where marks stand. */
  enum Scale {
    SHARES("share, %"),
    RATES("share of accounts, %, on a logarithmic scale");

    private final String words;

    Scale(String words) {
      this.words = words;
    }

    private String words() {
      return words;
    }

    private Axis axis() {
      return switch (this) {
        case SHARES -> Axis.shares(LEFT, RIGHT);
        case RATES -> Axis.rates(LEFT, RIGHT);
      };
    }
  }

  /** For who cannot see it: what it shows, and where the same figures stand. */
  public String summary() {
    return rows.isEmpty()
        ? title + ": nothing to show"
        : title + ": " + rows.size() + " rows; the table below has the same figures";
  }
}
