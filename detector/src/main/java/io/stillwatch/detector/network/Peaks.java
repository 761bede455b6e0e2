package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Frames that many accounts have word for word, and their nearest variants less often: a published
 * prompt, or a hand's fixed instruction. What was said anew for each account has no peak: many of
 * its wordings are near to each other, and none is common.
 */
final class Peaks {
  static final int NONE = -1;

  /** Accounts. */
  private static final int LEAST = HotContent.LEAST_UNITS;

  /** Of the accounts that have it or a variant, those that have it word for word. */
  private static final double HALF = 0.5;

  /** Of the accounts that have something near, those that have it or a variant. */
  private static final double MOST = 0.75;

  private final VariantIndex index = new VariantIndex();
  private final List<Integer> numbers = new ArrayList<>();

  private Peaks() {}

  /**
   * Finds the peaks.
   *
   * @param counts of each frame, the accounts that have it
   */
  static Peaks of(List<Frame> frames, int[] counts) {
    List<Integer> common =
        IntStream.range(0, frames.size())
            .filter(frame -> counts[frame] >= LEAST)
            .boxed()
            .sorted(Comparator.comparingInt(frame -> -counts[frame]))
            .toList();
    VariantIndex index = new VariantIndex();
    common.forEach(frame -> index.add(frames.get(frame)));
    int[] near = new int[common.size()];
    int[] variants = new int[common.size()];
    for (int number = 0; number < frames.size(); number++) {
      Frame frame = frames.get(number);
      int count = counts[number];
      index.forEachNear(
          frame,
          other -> {
            near[other] += count;
            variants[other] += frame.isVariantOf(index.frame(other)) ? count : 0;
          });
    }
    Peaks peaks = new Peaks();
    for (int i = 0; i < near.length; i++) {
      int number = common.get(i);
      Frame frame = frames.get(number);
      boolean isPeak = counts[number] >= HALF * variants[i] || variants[i] >= MOST * near[i];
      if (isPeak && peaks.of(frame) == NONE) {
        peaks.index.add(frame);
        peaks.numbers.add(number);
      }
    }
    return peaks;
  }

  /** The number of the peak that a frame is a variant of, or {@link #NONE}. */
  int of(Frame frame) {
    int peak = index.variantOf(frame.lookUps(), frame);
    return peak == VariantIndex.NONE ? NONE : numbers.get(peak);
  }

  /** The frames' numbers, by falling count. */
  List<Integer> numbers() {
    return numbers;
  }
}
