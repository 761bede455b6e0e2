package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.chance.Dice;
import java.util.ArrayList;
import java.util.Collections;
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

  private static FrameClusters of(List<Frame> frames) {
    FrameClusters.Builder counted = new FrameClusters.Builder();
    frames.forEach(counted::add);
    return counted.build();
  }

  private static long clusters(List<Frame> frames) {
    FrameClusters clusters = of(frames);
    return frames.stream().map(clusters::of).distinct().count();
  }

  /** With so many other values. */
  private static long[] changed(long[] values, int count, Dice dice) {
    long[] changed = values.clone();
    for (int i = 0; i < count; i++) {
      changed[(5 * i) % VALUES] =
          Dice.mix(dice.below(1 << 30)) & ~3 | (values[(5 * i) % VALUES] + 1) & 3;
    }
    return changed;
  }

  @Test
  void of_someFramesEachNearToTheNext_isOneCluster() {
    assertThat(clusters(chain(40, 1))).isEqualTo(1);
  }

  /** Of a platform's prompts some are always between others: they would all be one. */
  @Test
  void of_longChain_isNoGiant() {
    List<Frame> chain = chain(2_000, 2);
    FrameClusters clusters = of(chain);

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
    FrameClusters clusters = of(chain.subList(0, 300));

    assertThat(clusters.of(chain.get(0))).isNotEqualTo(FrameClusters.ABSENT);
    assertThat(clusters.of(chain.get(1_500))).isEqualTo(FrameClusters.ABSENT);
  }

  /** Ten accounts have a prompt word for word, ten others prompts that are near to it. */
  @Test
  void of_promptThatManyHaveWordForWord_isAClusterOfItsVariantsAlone() {
    Dice dice = new Dice(5);
    long[] prompt = values(dice);
    List<Frame> frames = new ArrayList<>(Collections.nCopies(10, frame(prompt)));
    Frame variant = frame(changed(prompt, 4, dice));
    frames.add(variant);
    List<Frame> near = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      near.add(frame(changed(prompt, 12, dice)));
    }
    frames.addAll(near);
    FrameClusters clusters = of(frames);
    int cluster = clusters.of(frame(prompt));

    assertThat(near).allMatch(other -> other.isNear(frame(prompt)));
    assertThat(clusters.peak(cluster)).isEqualTo(frame(prompt));
    assertThat(clusters.of(variant)).isEqualTo(cluster);
    assertThat(near).extracting(clusters::of).doesNotContain(cluster);
    assertThat(clusters.of(frame(changed(prompt, 3, dice)))).isEqualTo(cluster);
    assertThat(clusters.of(frame(changed(prompt, 12, dice)))).isNotEqualTo(cluster);
  }

  /** As a hand turns its instruction in four ways. */
  @Test
  void of_fewWordingsOfOnePrompt_areOneClusterAndNotThoseNearToIt() {
    Dice dice = new Dice(6);
    long[] prompt = values(dice);
    List<Frame> wordings = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      wordings.add(frame(changed(prompt, i, dice)));
      frames.addAll(Collections.nCopies(10, wordings.get(i)));
    }
    List<Frame> near = List.of(frame(changed(prompt, 12, dice)), frame(changed(prompt, 12, dice)));
    frames.addAll(near);
    FrameClusters clusters = of(frames);

    assertThat(clusters.peak(clusters.of(frame(prompt)))).isNotNull();
    assertThat(wordings).extracting(clusters::of).containsOnly(clusters.of(frame(prompt)));
    assertThat(near).extracting(clusters::of).doesNotContain(clusters.of(frame(prompt)));
  }

  /** Nobody has the same words: then there is no middle to be near to. */
  @Test
  void of_eachWordsThePromptAnew_hasNoPeak() {
    Dice dice = new Dice(7);
    long[] prompt = values(dice);
    List<Frame> frames = new ArrayList<>(Collections.nCopies(9, frame(prompt)));
    for (int i = 0; i < 60; i++) {
      long[] wording = prompt.clone();
      for (int place = 0; place < 14; place++) {
        wording[dice.below(VALUES)] = Dice.mix(dice.below(1 << 30));
      }
      frames.add(frame(wording));
    }
    FrameClusters clusters = of(frames);

    assertThat(clusters.peak(clusters.of(frame(prompt)))).isNull();
    assertThat(clusters.of(frames.get(30))).isEqualTo(clusters.of(frame(prompt)));
  }

  /** Old vectors keep no bands: the first that comes does not decide for all. */
  @Test
  void of_peakThatFirstCameWithoutBands_hasThemOfTheNext() {
    Dice dice = new Dice(8);
    long[] prompt = values(dice);
    Frame whole = frame(prompt);
    List<Frame> frames = new ArrayList<>(List.of(new Frame(whole.key(), List.of())));
    frames.addAll(Collections.nCopies(9, whole));
    Frame variant = frame(changed(prompt, 4, dice));
    frames.add(variant);
    FrameClusters clusters = of(frames);

    assertThat(clusters.peak(clusters.of(whole))).isEqualTo(whole);
    assertThat(clusters.of(variant)).isEqualTo(clusters.of(whole));
  }
}
