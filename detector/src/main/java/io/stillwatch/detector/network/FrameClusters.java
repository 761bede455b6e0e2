package io.stillwatch.detector.network;

import io.stillwatch.features.Strand;
import java.util.Arrays;

/** Prompt frames that agree on at least two of their four bands are one cluster. */
final class FrameClusters {
  static final int ABSENT = LongIndex.ABSENT;

  private final LongIndex frames = new LongIndex();
  private final LongIndex pairs = new LongIndex();
  private final Groups groups = new Groups();
  private int[] firstFrameOfPair = new int[64];

  void add(Strand strand) {
    add(FrameBands.packed(strand));
  }

  void add(long frame) {
    int known = frames.size();
    int number = frames.add(frame);
    if (number < known) {
      return;
    }
    groups.add();
    for (int pair = 0; pair < FrameBands.PAIRS; pair++) {
      joinByPair(number, FrameBands.pair(frame, pair));
    }
  }

  int of(Strand strand) {
    return of(FrameBands.packed(strand));
  }

  /** The cluster of a frame: the same number for all of its frames. Absent: no frame is near. */
  int of(long frame) {
    int exact = frames.find(frame);
    if (exact != LongIndex.ABSENT) {
      return groups.of(exact);
    }
    for (int pair = 0; pair < FrameBands.PAIRS; pair++) {
      int number = pairs.find(FrameBands.pair(frame, pair));
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
    int known = pairs.size();
    int pair = pairs.add(key);
    if (pair < known) {
      groups.join(frame, firstFrameOfPair[pair]);
      return;
    }
    if (pair == firstFrameOfPair.length) {
      firstFrameOfPair = Arrays.copyOf(firstFrameOfPair, 2 * pair);
    }
    firstFrameOfPair[pair] = frame;
  }
}
