package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.Strand;
import java.util.Arrays;
import java.util.List;

/** Prompt frames that agree on at least two of their four bands are one cluster. */
final class FrameClusters {
  static final int ABSENT = LongIndex.ABSENT;

  private final LongIndex frames = new LongIndex();
  private final LongIndex bandPairs = new LongIndex();
  private final Groups groups = new Groups();
  private int[] firstFrameOfPair = new int[64];

  void add(Strand strand) {
    int known = frames.size();
    int frame = frames.add(frameKey(strand.frameBands()));
    if (frame < known) {
      return;
    }
    groups.add();
    for (int pair = 0; pair < pairs(); pair++) {
      joinByPair(frame, pairKey(strand.frameBands(), pair));
    }
  }

  /** The cluster of a frame: the same number for all of its frames. Absent: no frame is near. */
  int of(Strand strand) {
    int exact = frames.find(frameKey(strand.frameBands()));
    if (exact != LongIndex.ABSENT) {
      return groups.of(exact);
    }
    for (int pair = 0; pair < pairs(); pair++) {
      int number = bandPairs.find(pairKey(strand.frameBands(), pair));
      if (number != LongIndex.ABSENT) {
        return groups.of(firstFrameOfPair[number]);
      }
    }
    return ABSENT;
  }

  /** How many distinct frames there are; clusters are numbered below. */
  int frames() {
    return frames.size();
  }

  private void joinByPair(int frame, long key) {
    int known = bandPairs.size();
    int pair = bandPairs.add(key);
    if (pair < known) {
      groups.join(frame, firstFrameOfPair[pair]);
      return;
    }
    if (pair == firstFrameOfPair.length) {
      firstFrameOfPair = Arrays.copyOf(firstFrameOfPair, 2 * pair);
    }
    firstFrameOfPair[pair] = frame;
  }

  private static int pairs() {
    return Strand.BANDS * (Strand.BANDS - 1) / 2;
  }

  private static long frameKey(List<Long> bands) {
    long key = 0;
    for (long band : bands) {
      key = Dice.mix(key + band) + Strand.BANDS;
    }
    return key;
  }

  private static long pairKey(List<Long> bands, int pair) {
    int first = 0;
    int left = pair;
    while (left >= Strand.BANDS - 1 - first) {
      left -= Strand.BANDS - 1 - first;
      first++;
    }
    int second = first + 1 + left;
    return Dice.mix(Dice.mix(bands.get(first) + pair) + bands.get(second));
  }
}
