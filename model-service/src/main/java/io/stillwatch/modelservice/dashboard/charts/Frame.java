package io.stillwatch.modelservice.dashboard.charts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The edges that all charts share: 960 by 250, with room for labels to the left and below. */
final class Frame {
  static final double LEFT = 46;
  static final double RIGHT = 952;
  static final double TOP = 10;
  static final double BOTTOM = 222;
  private static final int TIMES = 5;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);

  private Frame() {}

  static Scale time(Instant from, Instant to) {
    return new Scale(from.toEpochMilli(), to.toEpochMilli(), LEFT, RIGHT);
  }

  /** Evenly spread, named by day, or by hour where the chart spans few days. */
  static List<Tick> timeTicks(Instant from, Instant to) {
    DateTimeFormatter names = Duration.between(from, to).toDays() < TIMES ? HOUR : DAY;
    Scale scale = time(from, to);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      Instant time = from.plus(Duration.between(from, to).multipliedBy(i).dividedBy(TIMES - 1));
      ticks.add(new Tick(scale.at(time), names.format(time.atOffset(ZoneOffset.UTC))));
    }
    return ticks;
  }

  /** One tenth of a unit is finer than any screen. */
  static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }
}
