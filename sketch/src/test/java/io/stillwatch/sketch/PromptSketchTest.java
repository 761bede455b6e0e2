package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

final class PromptSketchTest {
  @Test
  void sketch_wrongShape_isRefused() {
    assertThatThrownBy(() -> sketch(0, new int[32], new short[64]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sketch(1, new int[31], new short[64])).hasMessageContaining("31");
    assertThatThrownBy(() -> sketch(1, new int[32], new short[65])).hasMessageContaining("65");
  }

  /** Values agree with the probability of the similarity; so should bands, with its square. */
  @Test
  void frameBands_similarityOfFourTenths_shareABandInNineteenOfTwenty() {
    assertThat(near(0.4, (one, other) -> Prompts.sharedBands(one, other) > 0))
        .isBetween(0.92, 0.96);
  }

  @Test
  void frameKey_similarityOfFourTenths_isNearInHalfOfThem() {
    assertThat(
            near(
                0.4,
                (one, other) ->
                    PromptSketch.agreeing(one.frameKey(), other.frameKey())
                        >= PromptSketch.SAME_FRAME))
        .isBetween(0.50, 0.60);
  }

  private static double near(double similarity, BiPredicate<PromptSketch, PromptSketch> near) {
    Random random = new Random(1);
    int trials = 4_000;
    int found = 0;
    for (int i = 0; i < trials; i++) {
      int[] one = random.ints(32).toArray();
      int[] other = Arrays.copyOf(one, 32);
      for (int value = 0; value < 32; value++) {
        other[value] = random.nextDouble() < similarity ? one[value] : random.nextInt();
      }
      found += near.test(sketch(1, one, new short[0]), sketch(1, other, new short[0])) ? 1 : 0;
    }
    return (double) found / trials;
  }

  private static PromptSketch sketch(int keyId, int[] frame, short[] body) {
    return new PromptSketch(
        keyId, frame, body, null, null, null, 0, 0, 0, new byte[0], null, "", null);
  }
}
