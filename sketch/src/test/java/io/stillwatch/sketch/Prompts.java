package io.stillwatch.sketch;

import io.stillwatch.sketch.Prompt.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prompts for tests. */
final class Prompts {
  static final SketchKey KEY = key("the first key of the tests");

  private Prompts() {}

  static SketchKey key(String secret) {
    return SketchKey.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  static Prompt chat(String user) {
    return new Prompt(null, List.of(new Message("user", user)));
  }

  static Prompt framed(String system, String user) {
    return new Prompt(system, List.of(new Message("user", user)));
  }

  /** The rows of a table of the tests: parted by tabs, comments after a #. */
  static Stream<List<String>> rows(String name) {
    return Table.rows(name).stream();
  }

  /** Words of lower-case letters. */
  static List<String> words(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> word(random))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  static String text(Random random, int count) {
    return String.join(" ", words(random, count));
  }

  /** Replaces so many of the words, each another one. */
  static void replace(List<String> words, int count, Random random) {
    List<Integer> places = new ArrayList<>(IntStream.range(0, words.size()).boxed().toList());
    Collections.shuffle(places, random);
    places.subList(0, count).forEach(place -> words.set(place, word(random)));
  }

  private static String word(Random random) {
    return random
        .ints(3 + random.nextInt(6), 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Of the 16 bands, how many are the same. */
  static int sharedBands(PromptSketch one, PromptSketch other) {
    return sharedBands(one.frameBands(), other.frameBands());
  }

  static int sharedBands(long[] one, long[] other) {
    int shared = 0;
    for (int band = 0; band < PromptSketch.BANDS; band++) {
      long difference = one[band / 4] ^ other[band / 4];
      shared += (difference >>> (16 * (band % 4)) & 0xffff) == 0 ? 1 : 0;
    }
    return shared;
  }

  /** Of the angle between two projections. */
  static double cosine(byte[] one, byte[] other) {
    double product = 0;
    double sizeOfOne = 0;
    double sizeOfOther = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      sizeOfOne += one[i] * one[i];
      sizeOfOther += other[i] * other[i];
    }
    return product / Math.sqrt(sizeOfOne * sizeOfOther);
  }
}
