package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is left of a frame of 100 tokens when some are replaced. Prints the rows of the table in
 * docs/sketch.md.
 */
final class FrameSurvivalTest {
  private static final PromptSketcher SKETCHER = new PromptSketcher(Prompts.KEY);
  private static final int TRIALS = 2_000;
  private static final int UNRELATED = 1_500;

  @SuppressWarnings("ArrayRecordComponent") // Written once, then only read.
  private record Frame(long key, long[] bands) {
    static Frame of(String system) {
      PromptSketch sketch = SKETCHER.sketch(Prompts.framed(system, "hello"));
      return new Frame(sketch.frameKey(), sketch.frameBands());
    }
  }

  /** Shares of pairs that are near by key, and that share bands. */
  private static final class Shares {
    private int pairs;
    private int near;
    private int known;
    private final int[] bands = new int[PromptSketch.BANDS + 1];

    void add(Frame one, Frame other) {
      int agreeing = PromptSketch.agreeing(one.key, other.key);
      pairs++;
      near += agreeing >= PromptSketch.SAME_FRAME ? 1 : 0;
      known += agreeing >= KnownFrameKeys.NEAR ? 1 : 0;
      for (int least = 0; least <= Prompts.sharedBands(one.bands, other.bands); least++) {
        bands[least]++;
      }
    }

    double near() {
      return (double) near / pairs;
    }

    double bands(int least) {
      return (double) bands[least] / pairs;
    }

    void print(String name) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.5f | %.5f | %.5f | %.5f | %.5f |%n",
          name,
          near(),
          (double) known / pairs,
          bands(1),
          bands(2),
          bands(3));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.99, 0.99, 0.99",
    "5, 0.99, 0.99, 0.99",
    "10, 0.90, 0.99, 0.95",
    "20, 0.30, 0.82, 0.52"
  })
  void frame_tokensReplaced_isStillFound(int percent, double near, double band, double twoBands) {
    Random random = new Random(20);
    Shares shares = new Shares();
    for (int i = 0; i < TRIALS; i++) {
      List<String> words = Prompts.words(random, 100);
      Frame one = Frame.of(String.join(" ", words));
      Prompts.replace(words, percent, random);
      shares.add(one, Frame.of(String.join(" ", words)));
    }
    shares.print(percent + " of 100 tokens replaced");
    assertThat(shares.near()).isBetween(near, 1.0);
    assertThat(shares.bands(1)).isBetween(band, 1.0);
    assertThat(shares.bands(2)).isBetween(twoBands, 1.0);
  }

  @Test
  void frame_unrelated_isNotFound() {
    Random random = new Random(21);
    List<Frame> frames =
        random
            .ints(UNRELATED, 30, 200)
            .mapToObj(count -> Frame.of(Prompts.text(random, count)))
            .toList();
    Shares shares = new Shares();
    for (int i = 0; i < frames.size(); i++) {
      for (int j = 0; j < i; j++) {
        shares.add(frames.get(i), frames.get(j));
      }
    }
    shares.print("unrelated (" + shares.pairs + " pairs)");
    assertThat(shares.near()).as("expected 0.00016").isBetween(0.00005, 0.0003);
    assertThat(shares.bands(1)).as("expected 0.00024").isBetween(0.0001, 0.0004);
    assertThat(shares.bands(2)).isLessThan(0.00001);
  }
}
