package io.stillwatch.features.strands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BottomSampleTest {
  private static final int CAPACITY = 64;

  @Test
  void at_anyOrder_keepsTheSmallestHashesAndCountsThemExactly() {
    Random random = new Random(5);
    List<Long> keys = new ArrayList<>();
    TreeMap<Long, Integer> counts = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      long key = new Random(random.nextInt(1_000)).nextLong() >>> 1;
      keys.add(key);
      counts.merge(key, 1, Integer::sum);
    }
    List<Integer> expected = counts.values().stream().limit(CAPACITY).toList();
    for (int order = 0; order < 20; order++) {
      Collections.shuffle(keys, random);
      BottomSample<int[]> sample = new BottomSample<>(CAPACITY, Long.MAX_VALUE);
      keys.forEach(key -> count(sample, key));
      assertThat(sample.values()).extracting(count -> count[0]).isEqualTo(expected);
      assertThat(sample.completeTo())
          .isEqualTo(counts.keySet().stream().skip(64).findFirst().orElseThrow() - 1);
    }
  }

  /** 1 / sqrt(512) is 4.4 %; the mean of 40 samples is within 2 % but once in 400 times. */
  @Test
  void distinct_ofManyKeys_isRightOnTheMean() {
    double sum = 0;
    for (int trial = 0; trial < 40; trial++) {
      Random random = new Random(trial);
      BottomSample<int[]> sample = new BottomSample<>(512, Long.MAX_VALUE);
      for (int i = 0; i < 20_000; i++) {
        count(sample, random.nextLong() >>> 1);
      }
      assertThat(sample.distinct()).isCloseTo(20_000, within(4_000.0));
      sum += sample.distinct();
    }
    assertThat(sum / 40).isCloseTo(20_000, within(420.0));
  }

  @Test
  void distinct_whileAllAreKept_isTheirNumber() {
    BottomSample<int[]> sample = new BottomSample<>(CAPACITY, Long.MAX_VALUE);
    for (int i = 0; i < 3 * CAPACITY; i++) {
      count(sample, i % CAPACITY);
    }
    assertThat(sample.distinct()).isEqualTo(CAPACITY);
    assertThat(sample.completeTo()).isEqualTo(Long.MAX_VALUE);
  }

  /** Else its count would begin in the middle. */
  @Test
  void at_aHashThatWasLeftOut_staysOutAfterARemoval() {
    BottomSample<int[]> sample = new BottomSample<>(2, Long.MAX_VALUE);
    count(sample, 1);
    count(sample, 2);
    count(sample, 3);
    sample.remove(1);
    assertThat(sample.at(3, hash -> new int[1])).isNull();
    assertThat(sample.size()).isEqualTo(1);
  }

  private static void count(BottomSample<int[]> sample, long hash) {
    int[] count = sample.at(hash, unused -> new int[1]);
    if (count != null) {
      count[0]++;
    }
  }
}
