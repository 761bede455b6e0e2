package io.stillwatch.detector.personas;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Gives centroids the numbers of the earlier ones that they are nearest to, one to one. */
final class Numbering {
  private record Pair(int now, int earlier, double distance) {}

  private Numbering() {}

  /**
   * @param earlier in the terms of now, in the order of the personas
   */
  static int[] of(double[][] now, double[][] earlier, List<Persona> personas) {
    int[] numbers = new int[now.length];
    Set<Integer> taken = new HashSet<>();
    for (Pair pair : nearestFirst(now, earlier)) {
      int number = personas.get(pair.earlier).number();
      if (numbers[pair.now] == 0 && taken.add(number)) {
        numbers[pair.now] = number;
      }
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] == 0 ? lowestFree(taken) : numbers[i];
    }
    return numbers;
  }

  private static List<Pair> nearestFirst(double[][] now, double[][] earlier) {
    return IntStream.range(0, now.length * earlier.length)
        .mapToObj(i -> pair(now, earlier, i / earlier.length, i % earlier.length))
        .sorted(Comparator.comparingDouble(Pair::distance))
        .toList();
  }

  private static Pair pair(double[][] now, double[][] earlier, int place, int earlierPlace) {
    return new Pair(place, earlierPlace, Distance.between(now[place], earlier[earlierPlace]));
  }

  private static int lowestFree(Set<Integer> taken) {
    int number = 1;
    while (!taken.add(number)) {
      number++;
    }
    return number;
  }
}
