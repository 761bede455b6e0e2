package io.stillwatch.benchmarks.leaks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words as numbers, in the order in which they came. */
final class Vocabulary {
  private final Map<String, Character> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  char number(String word) {
    return numbers.computeIfAbsent(
        word,
        added -> {
          if (words.size() > Character.MAX_VALUE) {
            throw new IllegalStateException("too many values: " + added);
          }
          words.add(added);
          return (char) (words.size() - 1);
        });
  }

  String word(int number) {
    return words.get(number);
  }

  int size() {
    return words.size();
  }
}
