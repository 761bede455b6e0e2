package io.stillwatch.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Lines of a file that are no events: how many, and where the first ten are. */
final class BrokenLines {
  private static final int NAMED = 10;

  private final List<Long> first = new ArrayList<>();
  private long count;

  void add(long line) {
    count++;
    if (first.size() < NAMED) {
      first.add(line);
    }
  }

  long count() {
    return count;
  }

  /** Numbers from 1, at most ten. */
  List<Long> first() {
    return List.copyOf(first);
  }
}
