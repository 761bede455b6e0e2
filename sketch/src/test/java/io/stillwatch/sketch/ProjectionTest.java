package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProjectionTest {
  private static final PromptSketcher SKETCHER = new PromptSketcher(Prompts.KEY);

  @Test
  void projection_wordsInAnotherOrder_isNearAndOtherWordsAreFar() {
    Random random = new Random(1);
    double near = 0;
    double far = 0;
    int trials = 200;
    for (int i = 0; i < trials; i++) {
      List<String> words = Prompts.words(random, 60);
      byte[] one = projection(words);
      far += Math.abs(Prompts.cosine(one, projection(Prompts.words(random, 60)))) / trials;
      Prompts.replace(words, 12, random);
      near += Prompts.cosine(one, projection(words)) / trials;
    }
    assertThat(near).as("a fifth of the words replaced").isBetween(0.6, 0.85);
    assertThat(far).as("unrelated").isLessThan(0.12);
  }

  @Test
  void projection_largestCoordinate_is127() {
    for (int count : new int[] {1, 2, 30, 5_000}) {
      byte[] projection = projection(Prompts.words(new Random(2), count));
      int largest = 0;
      for (byte value : projection) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).isEqualTo(127);
    }
  }

  /**
   * A token by itself is one feature, so it moves one coordinate; again, and it weighs two bits.
   */
  @Test
  void projection_repeatedToken_weighsTheBitsOfItsCount() {
    byte[] once = projection(List.of("heron"));
    byte[] thrice = projection(List.of("heron", "heron", "heron"));
    assertThat(nonZero(once)).isEqualTo(1);
    assertThat(nonZero(thrice)).isLessThanOrEqualTo(2);
    assertThat(projection(Collections.nCopies(2, "heron"))).isNotEqualTo(once);
    assertThat(projection(Collections.nCopies(4, "heron")))
        .as("tokens of 3 bits, pairs of 2")
        .isNotEqualTo(thrice);
  }

  @Test
  void projection_noToken_isEmpty() {
    assertThat(projection(List.of())).isEmpty();
    assertThat(SKETCHER.sketch(Prompts.chat("")).topic()).isEqualTo(-1);
  }

  @Test
  void topic_ofManyTexts_isSpread() {
    Random random = new Random(3);
    Set<Integer> topics = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      topics.add(SKETCHER.sketch(Prompts.chat(Prompts.text(random, 40))).topic());
    }
    assertThat(topics).hasSize(PromptSketch.TOPICS).allMatch(topic -> topic >= 0 && topic < 64);
  }

  private static byte[] projection(List<String> words) {
    return SKETCHER.sketch(Prompts.chat(String.join(" ", words))).projection();
  }

  private static int nonZero(byte[] values) {
    int count = 0;
    for (byte value : values) {
      count += value == 0 ? 0 : 1;
    }
    return count;
  }
}
