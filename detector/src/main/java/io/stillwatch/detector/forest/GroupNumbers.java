package io.stillwatch.detector.forest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers named groups of rows from 0; a row with an empty name is a group of its own. */
final class GroupNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private int next;

  int[] of(List<String> names) {
    return names.stream().mapToInt(this::of).toArray();
  }

  private int of(String name) {
    return name.isEmpty() ? next++ : numbers.computeIfAbsent(name, unused -> next++);
  }
}
