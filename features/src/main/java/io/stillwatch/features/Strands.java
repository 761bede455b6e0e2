package io.stillwatch.features;

import io.stillwatch.features.Sample.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sampled calls of a few days, parted by prompt frame. Calls of a day weigh as many calls as
 * the day's sample stands for. Frames that agree on two of their four bands are one strand.
 */
final class Strands {
  static final int MAX_STRANDS = 8;
  private static final int MAX_BODIES = 64;

  private final List<Row> rows = new ArrayList<>();
  private final double weight;

  /** One sampled call. */
  private record Row(
      double weight, long frame, long body, long affix, long address, long client, int hour) {}

  Strands(List<DayPane> panes) {
    double all = 0;
    for (DayPane pane : panes) {
      Sample sample = pane.sample;
      double each = sample.size() == 0 ? 0 : (double) pane.requests() / sample.size();
      for (int row = 0; row < sample.size(); row++) {
        rows.add(row(pane.day, sample, row, each));
        all += each;
      }
    }
    this.weight = all;
  }

  private static Row row(int day, Sample sample, int row, double weight) {
    return new Row(
        weight,
        sample.get(row, Column.FRAME),
        sample.get(row, Column.BODY),
        sample.get(row, Column.AFFIX),
        sample.get(row, Column.ADDRESS),
        sample.get(row, Column.CLIENT),
        day * DayPane.HOURS + (int) sample.get(row, Column.HOUR));
  }

  int sampledCalls() {
    return rows.size();
  }

  /** By falling share, then by frame. */
  List<Strand> byShare() {
    List<Map.Entry<Long, List<Row>>> groups = new ArrayList<>(groups().entrySet());
    groups.sort(
        Comparator.comparingDouble((Map.Entry<Long, List<Row>> group) -> -share(group.getValue()))
            .thenComparing(Map.Entry::getKey));
    return groups.stream().map(group -> strand(group.getKey(), group.getValue())).toList();
  }

  /** Rows by frame, near frames under the one that has most rows. */
  private Map<Long, List<Row>> groups() {
    Map<Long, List<Row>> exact = new TreeMap<>();
    for (Row row : rows) {
      if (row.frame() != 0) {
        exact.computeIfAbsent(row.frame(), frame -> new ArrayList<>()).add(row);
      }
    }
    List<Long> frames = new ArrayList<>(exact.keySet());
    frames.sort(Comparator.comparingInt(frame -> -exact.getOrDefault(frame, List.of()).size()));
    Map<Long, List<Row>> merged = new LinkedHashMap<>();
    long[] leaders = new long[frames.size()];
    for (Long frame : frames) {
      long leader = leader(leaders, merged.size(), frame);
      leaders[merged.size()] = leader;
      merged
          .computeIfAbsent(leader, seen -> new ArrayList<>())
          .addAll(exact.getOrDefault(frame, List.of()));
    }
    return merged;
  }

  /** The first of the leaders that is near; else the frame itself. */
  private static long leader(long[] leaders, int count, long frame) {
    for (int i = 0; i < count; i++) {
      if (near(leaders[i], frame)) {
        return leaders[i];
      }
    }
    return frame;
  }

  static boolean near(long one, long other) {
    int agreeing = 0;
    for (long unlike = one ^ other, band = 0; band < Strand.BANDS; band++, unlike >>>= 16) {
      agreeing += (unlike & 0xffff) == 0 ? 1 : 0;
    }
    return agreeing >= 2;
  }

  private static long band(long frame, int band) {
    return (frame >>> (16 * band)) & 0xffff;
  }

  private Strand strand(long frame, List<Row> group) {
    TreeSet<Long> bodies = new TreeSet<>();
    TreeSet<Integer> hours = new TreeSet<>();
    for (Row row : group) {
      hours.add(row.hour());
      if (row.body() != 0) {
        bodies.add(row.body());
      }
    }
    List<Long> bands = List.of(band(frame, 0), band(frame, 1), band(frame, 2), band(frame, 3));
    return new Strand(
        bands,
        share(group),
        group.size(),
        bodies.stream().limit(MAX_BODIES).toList(),
        List.copyOf(hours));
  }

  private double share(List<Row> group) {
    double part = 0;
    for (Row row : group) {
      part += row.weight();
    }
    return weight == 0 ? 0 : Math.min(1, part / weight);
  }

  /** Distinct bodies of a strand's sampled calls, as a share of them. */
  double novelty(Strand strand) {
    return Math.min(1, (double) strand.bodies().size() / Math.min(strand.events(), MAX_BODIES));
  }

  Map<Long, Double> affixes() {
    return shares(Column.AFFIX);
  }

  Map<Long, Double> addresses() {
    return shares(Column.ADDRESS);
  }

  Map<Long, Double> clients() {
    return shares(Column.CLIENT);
  }

  private Map<Long, Double> shares(Column column) {
    Map<Long, Double> shares = new TreeMap<>();
    for (Row row : rows) {
      long key = key(row, column);
      if (key != 0) {
        shares.merge(key, row.weight() / weight, Double::sum);
      }
    }
    shares.replaceAll((key, share) -> Math.min(1, share));
    return shares;
  }

  private static long key(Row row, Column column) {
    return switch (column) {
      case AFFIX -> row.affix();
      case ADDRESS -> row.address();
      case CLIENT -> row.client();
      case FRAME -> row.frame();
      case BODY -> row.body();
      case HASH, HOUR -> throw new IllegalArgumentException(column + " is no key");
    };
  }
}
