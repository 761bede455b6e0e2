package io.stillwatch.modelservice.dashboard.charts;

import io.stillwatch.v1.NetworkDay;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Units of a network a day, as bars: who had called before below, who joined on top, who was closed
 * beside; with a mark where a new model was called.
 *
 * @param summary the same in a sentence
 * @param days what is drawn, newest first
 */
public record TimelineChart(
    List<Bar> bars,
    List<Mark> marks,
    List<Tick> counts,
    List<Tick> times,
    String summary,
    List<NetworkDay> days) {
  private static final double WIDEST = 44;
  private static final double PART = 0.6;
  private static final int TIMES = 6;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);

  /** A part of a day's bar. */
  public record Bar(String kind, double x, double y, double width, double height, String title) {}

  /** A day on which models were called that nobody had called before. */
  public record Mark(double x, String models) {}

  /** Days in any order; none: nothing to draw. */
  public static TimelineChart of(List<NetworkDay> known) {
    List<NetworkDay> days = DaySpan.of(known);
    if (days.isEmpty()) {
      return new TimelineChart(
          List.of(), List.of(), List.of(), List.of(), "no day is known", List.of());
    }
    List<Double> ticks =
        Scale.roundTicks(days.stream().mapToInt(TimelineChart::top).max().orElse(0));
    Scale height = new Scale(0, ticks.get(ticks.size() - 1), Frame.BOTTOM, Frame.TOP);
    double slot = (Frame.RIGHT - Frame.LEFT) / days.size();
    List<Bar> bars = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      addBars(
          days.get(i), Frame.LEFT + (i + 0.5) * slot, Math.min(WIDEST, slot * 0.8), height, bars);
      addMark(days.get(i), Frame.LEFT + (i + 0.5) * slot, marks);
    }
    return new TimelineChart(
        bars,
        marks,
        ticks.stream()
            .map(tick -> new Tick(height.at(tick), String.format(Locale.ROOT, "%,.0f", tick)))
            .toList(),
        times(days, slot),
        summary(days),
        newestFirst(days));
  }

  private static int top(NetworkDay day) {
    return Math.max(day.getUnits(), day.getClosed());
  }

  private static void addBars(
      NetworkDay day, double middle, double width, Scale height, List<Bar> bars) {
    double left = middle - width / 2;
    int joined = Math.min(day.getJoined(), day.getUnits());
    int stayed = day.getUnits() - joined;
    String title =
        String.format(
            Locale.ROOT,
            "%s: %,d units, %,d of them new, %,d closed",
            day.getDay(),
            day.getUnits(),
            joined,
            day.getClosed());
    addBar("stayed", left, width * PART, 0, stayed, height, title, bars);
    addBar("joined", left, width * PART, stayed, day.getUnits(), height, title, bars);
    addBar(
        "closed", left + width * PART, width * (1 - PART), 0, day.getClosed(), height, title, bars);
  }

  private static void addBar(
      String kind,
      double x,
      double width,
      int from,
      int to,
      Scale height,
      String title,
      List<Bar> bars) {
    if (to > from) {
      double y = height.at(to);
      bars.add(new Bar(kind, round(x), round(y), round(width), round(height.at(from) - y), title));
    }
  }

  private static void addMark(NetworkDay day, double x, List<Mark> marks) {
    if (day.getNewModelsCount() > 0) {
      marks.add(new Mark(round(x), String.join(", ", day.getNewModelsList())));
    }
  }

  private static List<Tick> times(List<NetworkDay> days, double slot) {
    int named = Math.min(TIMES, days.size());
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < named; i++) {
      int at = named == 1 ? 0 : (int) Math.round(i * (days.size() - 1.0) / (named - 1));
      LocalDate date = LocalDate.parse(days.get(at).getDay());
      ticks.add(new Tick(round(Frame.LEFT + (at + 0.5) * slot), DAY.format(date)));
    }
    return ticks;
  }

  private static String summary(List<NetworkDay> days) {
    NetworkDay first = days.get(0);
    NetworkDay last = days.get(days.size() - 1);
    return String.format(
        Locale.ROOT,
        "units a day from %,d on %s to %,d on %s; %,d joined, %,d were closed",
        first.getUnits(),
        first.getDay(),
        last.getUnits(),
        last.getDay(),
        days.stream().mapToLong(NetworkDay::getJoined).sum(),
        days.stream().mapToLong(NetworkDay::getClosed).sum());
  }

  private static List<NetworkDay> newestFirst(List<NetworkDay> days) {
    List<NetworkDay> turned = new ArrayList<>(days);
    Collections.reverse(turned);
    return turned;
  }

  private static double round(double value) {
    return Math.round(10 * value) / 10.0;
  }
}
