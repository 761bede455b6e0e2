package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
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

  @Test
  void sketch_projectionLanguageOrAlias_isRefusedOutsideItsBounds() {
    assertThat(sketch(new byte[128], "", null).topic()).isBetween(0, 63);
    assertThatThrownBy(() -> sketch(new byte[127], "", null)).hasMessageContaining("127");
    for (String language : List.of("en", "deu", "az", "")) {
      assertThat(sketch(new byte[0], language, null).language()).isEqualTo(language);
    }
    for (String language : List.of("e", "EN", "e`", "e{", "germ", "a prompt")) {
      assertThatThrownBy(() -> sketch(new byte[0], language, null))
          .hasMessageContaining("this has " + language.length() + " characters")
          .hasMessageNotContaining(language.length() > 1 ? language : "prompt");
    }
    SketchAlias other = new SketchAlias(2, 0, 0, null, null);
    assertThat(sketch(new byte[0], "", other).alias()).isEqualTo(other);
    assertThatThrownBy(() -> sketch(new byte[0], "", new SketchAlias(1, 0, 0, null, null)))
        .hasMessageContaining("own key 1");
    assertThatThrownBy(() -> new SketchAlias(0, 0, 0, null, null)).hasMessageContaining("key id 0");
  }

  @Test
  void keys_ofNothing_areNoKeysAndNoOthersAreZero() {
    PromptSketch nothing = sketch(1, new int[0], new short[0]);
    assertThat(nothing.frameKey()).isZero();
    assertThat(nothing.bodyHash()).isZero();
    assertThat(sketch(1, new int[32], new short[0]).frameKey()).as("where it would be 0").isOne();
    assertThat(sketch(1, new int[32], new short[64]).bodyHash()).isNotZero();
    assertThat(PromptSketch.agreeing(0, 0)).isZero();
    assertThat(PromptSketch.agreeing(0, 5)).isZero();
    assertThat(PromptSketch.agreeing(5, 0)).isZero();
    assertThat(PromptSketch.agreeing(5, 5)).isEqualTo(32);
    assertThat(PromptSketch.agreeing(5, 5 ^ 0b1011)).isEqualTo(30);
  }

  @Test
  void intents_outsideTheirBounds_areRefusedByName() {
    int most = Intents.MAX;
    assertThat(new Intents(0, most, 0, most, 0).agentic()).isEqualTo(most);
    assertThatThrownBy(() -> new Intents(-1, 0, 0, 0, 0)).hasMessageContaining("hiddenReasoning");
    assertThatThrownBy(() -> new Intents(0, -1, 0, 0, 0)).hasMessageContaining("rubricJudging");
    assertThatThrownBy(() -> new Intents(0, 0, -1, 0, 0)).hasMessageContaining("taskSynthesis");
    assertThatThrownBy(() -> new Intents(0, 0, 0, -1, 0)).hasMessageContaining("agentic");
    assertThatThrownBy(() -> new Intents(0, 0, 0, 0, most + 1)).hasMessageContaining("rewrite");
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

  private static PromptSketch sketch(byte[] projection, String language, SketchAlias alias) {
    return new PromptSketch(
        1, new int[0], new short[0], null, null, null, 0, 0, 0, projection, null, language, alias);
  }

  private static PromptSketch sketch(int keyId, int[] frame, short[] body) {
    return new PromptSketch(
        keyId, frame, body, null, null, null, 0, 0, 0, new byte[0], null, "", null);
  }
}
