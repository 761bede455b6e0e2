package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.chance.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Frames are made of 32 values, two bits of each in the key, and of the bands over pairs. */
class FrameClustersTest {
  private static final int VALUES = 32;
  private static final int BANDS_A_WORD = 4;

  /** As sketches make them of a prompt's minimal hashes. */
  private static Frame frame(long[] values) {
    long key = 0;
    for (int i = 0; i < VALUES; i++) {
      key |= (values[i] & 3) << 2 * i;
    }
    List<Long> words = new ArrayList<>();
    for (int word = 0; word < VALUES / 2 / BANDS_A_WORD; word++) {
      long bands = 0;
      for (int i = 0; i < BANDS_A_WORD; i++) {
        int place = 2 * (word * BANDS_A_WORD + i);
        long band = Dice.mix(values[place] * 31 + Dice.mix(values[place + 1])) & 0xffff;
        bands |= band << 16 * i;
      }
      words.add(bands);
    }
    return new Frame(key, words);
  }

  private static long[] values(Dice dice) {
    return IntStream.range(0, VALUES).mapToLong(i -> Dice.mix(dice.below(1 << 30))).toArray();
  }

  /** The next differs in its next four values: near to its neighbours, far from most others. */
  private static List<Frame> chain(int length, long seed) {
    Dice dice = new Dice(seed);
    long[] values = values(dice);
    List<Frame> chain = new ArrayList<>();
    for (int link = 0; link < length; link++) {
      chain.add(frame(values));
      for (int i = 0; i < 4; i++) {
        values[(4 * link + i) % VALUES] = Dice.mix(dice.below(1 << 30));
      }
    }
    return chain;
  }

  private static long clusters(List<Frame> frames) {
    FrameClusters clusters = new FrameClusters();
    frames.forEach(clusters::add);
    return frames.stream().map(clusters::of).distinct().count();
  }

  @Test
  void of_someFramesEachNearToTheNext_isOneCluster() {
    assertThat(clusters(chain(40, 1))).isEqualTo(1);
  }

  /** Of a platform's prompts some are always between others: they would all be one. */
  @Test
  void of_longChain_isNoGiant() {
    List<Frame> chain = chain(2_000, 2);
    FrameClusters clusters = new FrameClusters();
    chain.forEach(clusters::add);

    int[] sizes = new int[clusters.frames()];
    chain.forEach(frame -> sizes[clusters.of(frame)]++);
    assertThat(IntStream.of(sizes).max().getAsInt()).isLessThan(200);
  }

  /** Each account's own wording of one prompt. */
  @Test
  void of_manyFramesNearToTheFirst_isOneClusterHoweverMany() {
    Dice dice = new Dice(3);
    long[] first = values(dice);
    List<Frame> wordings = new ArrayList<>(List.of(frame(first)));
    for (int i = 0; i < 1_000; i++) {
      long[] wording = first.clone();
      for (int place = 0; place < 4; place++) {
        wording[dice.below(VALUES)] = Dice.mix(dice.below(1 << 30));
      }
      wordings.add(frame(wording));
    }

    assertThat(clusters(wordings)).isEqualTo(1);
  }

  @Test
  void of_frameOfALaterDayThatIsNearToALargeCluster_butNotToItsFirst_isAbsent() {
    List<Frame> chain = chain(2_000, 4);
    FrameClusters clusters = new FrameClusters();
    chain.subList(0, 300).forEach(clusters::add);

    assertThat(clusters.of(chain.get(0))).isNotEqualTo(FrameClusters.ABSENT);
    assertThat(clusters.of(chain.get(1_500))).isEqualTo(FrameClusters.ABSENT);
  }
}
