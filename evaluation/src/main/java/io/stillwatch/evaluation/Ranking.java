package io.stillwatch.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How well risks rank attackers before honest accounts. Equal risks share their places. */
final class Ranking {
  private record Entry(double risk, boolean attack) {}

  private final List<Entry> entries = new ArrayList<>();
  private long attacks;

  void add(double risk, boolean attack) {
    entries.add(new Entry(risk, attack));
    attacks += attack ? 1 : 0;
  }

  /** The chance that an attacker stands above an honest account. NaN without one of each. */
  double auroc() {
    long honest = entries.size() - attacks;
    if (attacks == 0 || honest == 0) {
      return Double.NaN;
    }
    double above = 0;
    long honestAbove = 0;
    for (List<Entry> level : levels()) {
      long hits = hits(level);
      long misses = level.size() - hits;
      above += hits * (honest - honestAbove - misses / 2.0);
      honestAbove += misses;
    }
    return above / ((double) attacks * honest);
  }

  /** The area under precision over recall, in steps. NaN without an attacker. */
  double averagePrecision() {
    if (attacks == 0) {
      return Double.NaN;
    }
    double sum = 0;
    long seen = 0;
    long found = 0;
    for (List<Entry> level : levels()) {
      long hits = hits(level);
      seen += level.size();
      found += hits;
      sum += hits * ((double) found / seen);
    }
    return sum / attacks;
  }

  private static long hits(List<Entry> level) {
    return level.stream().filter(Entry::attack).count();
  }

  /** Entries of equal risk, by falling risk. */
  private List<List<Entry>> levels() {
    entries.sort(Comparator.comparingDouble(Entry::risk).reversed());
    List<List<Entry>> levels = new ArrayList<>();
    for (int from = 0; from < entries.size(); ) {
      int to = from;
      while (to < entries.size() && entries.get(to).risk == entries.get(from).risk) {
        to++;
      }
      levels.add(entries.subList(from, to));
      from = to;
    }
    return levels;
  }
}
