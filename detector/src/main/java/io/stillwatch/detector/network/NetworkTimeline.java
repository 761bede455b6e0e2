package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many units of a network called with its content on which days, who joined, who was closed.
 */
final class NetworkTimeline {
  /** Days that are kept. */
  static final int MOST = 35;

  private final Map<String, Unit> units = new HashMap<>();

  private static final class Unit {
    private final TreeSet<LocalDate> days = new TreeSet<>();
    private boolean open;
  }

  /**
   * Adds days of one member.
   *
   * @param closed whether the platform closed the member
   */
  void add(String unit, Set<LocalDate> days, boolean closed) {
    Unit known = units.computeIfAbsent(unit, unused -> new Unit());
    known.days.addAll(days);
    known.open |= !closed;
  }

  /** Ascending; days on which nobody called are left out. */
  List<NetworkDay> days() {
    TreeMap<LocalDate, NetworkDay.Builder> days = new TreeMap<>();
    for (Unit unit : units.values()) {
      for (LocalDate date : unit.days) {
        NetworkDay.Builder day =
            days.computeIfAbsent(date, one -> NetworkDay.newBuilder().setDay(one.toString()));
        day.setUnits(day.getUnits() + 1);
        day.setJoined(day.getJoined() + (date.equals(unit.days.first()) ? 1 : 0));
        boolean left = !unit.open && date.equals(unit.days.last());
        day.setClosed(day.getClosed() + (left ? 1 : 0));
      }
    }
    return newest(days.values().stream().map(NetworkDay.Builder::build).toList());
  }

  /**
   * Puts what earlier nights wrote down before what is new. Who is closed is known later: of a day
   * that was written down, the larger number of closed units counts.
   */
  static void goOn(List<NetworkDay> before, Network.Builder network) {
    TreeMap<String, NetworkDay> days = new TreeMap<>();
    before.forEach(day -> days.put(day.getDay(), day));
    String last = days.isEmpty() ? "" : days.lastKey();
    for (NetworkDay day : network.getDaysList()) {
      if (day.getDay().compareTo(last) > 0) {
        days.put(day.getDay(), day);
      } else {
        days.computeIfPresent(day.getDay(), (unused, known) -> closedSince(known, day));
      }
    }
    network.clearDays().addAllDays(newest(new ArrayList<>(days.values())));
  }

  /** Leaves out days from that one on. */
  static void endBefore(String day, Network.Builder network) {
    List<NetworkDay> days =
        network.getDaysList().stream().filter(one -> one.getDay().compareTo(day) < 0).toList();
    network.clearDays().addAllDays(days);
  }

  /** Leaves out what earlier nights wrote down: another part of the same network has it. */
  static void onlyNew(List<NetworkDay> before, Network.Builder network) {
    String last = before.stream().map(NetworkDay::getDay).max(String::compareTo).orElse("");
    List<NetworkDay> days =
        network.getDaysList().stream().filter(day -> day.getDay().compareTo(last) > 0).toList();
    network.clearDays().addAllDays(days);
  }

  private static NetworkDay closedSince(NetworkDay known, NetworkDay now) {
    return known.toBuilder().setClosed(Math.max(known.getClosed(), now.getClosed())).build();
  }

  private static List<NetworkDay> newest(List<NetworkDay> days) {
    return days.subList(Math.max(0, days.size() - MOST), days.size());
  }
}
