package io.stillwatch.modelservice.dashboard.charts;

import io.stillwatch.v1.NetworkDay;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The days of a network without gaps: where nobody called, a day of nothing. */
final class DaySpan {
  /** Older ones are left out. */
  static final int MOST = 100;

  private DaySpan() {}

  /** Ascending. What is no day is left out; none: nothing is known. */
  static List<NetworkDay> of(List<NetworkDay> days) {
    TreeMap<LocalDate, NetworkDay> known = new TreeMap<>();
    for (NetworkDay day : days) {
      add(day, known);
    }
    List<NetworkDay> span = new ArrayList<>();
    if (known.isEmpty()) {
      return span;
    }
    LocalDate last = known.lastKey();
    LocalDate earliest = last.minusDays(MOST - 1);
    LocalDate first = known.firstKey().isBefore(earliest) ? earliest : known.firstKey();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      NetworkDay nothing = NetworkDay.newBuilder().setDay(date.toString()).build();
      span.add(known.getOrDefault(date, nothing));
    }
    return span;
  }

  private static void add(NetworkDay day, Map<LocalDate, NetworkDay> known) {
    try {
      known.put(LocalDate.parse(day.getDay()), day);
    } catch (DateTimeParseException noDay) {
      // A chart without it says more than none.
    }
  }
}
