package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
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

  /** Of one look-up, so that many prompts of one wording cost what few do. */
  static final int MOST_OF_A_LOOK_UP = 16;

  private final List<Frame> frames;
  private final List<Integer> peaks = new ArrayList<>();
  private final Map<Long, List<Integer>> byLookUp = new HashMap<>();

  private Peaks(List<Frame> frames) {
    this.frames = frames;
  }

  /**
   * Finds the peaks.
   *
   * @param counts of each frame, the accounts that have it
   */
  static Peaks of(List<Frame> frames, int[] counts) {
    Peaks common = new Peaks(frames);
    IntStream.range(0, frames.size())
        .filter(frame -> counts[frame] >= LEAST)
        .boxed()
        .sorted(Comparator.comparingInt(frame -> -counts[frame]))
        .forEach(common::add);
    int[] near = new int[frames.size()];
    int[] variants = new int[frames.size()];
    for (int number = 0; number < near.length; number++) {
      Frame frame = frames.get(number);
      int count = counts[number];
      common.forEachNear(
          frame,
          other -> {
            near[other] += count;
            variants[other] += frame.isVariantOf(frames.get(other)) ? count : 0;
          });
    }
    Peaks peaks = new Peaks(frames);
    IntStream.range(0, frames.size())
        .filter(frame -> counts[frame] >= LEAST)
        .filter(
            frame ->
                counts[frame] >= HALF * variants[frame] || variants[frame] >= MOST * near[frame])
        .boxed()
        .sorted(Comparator.comparingInt(frame -> -counts[frame]))
        .filter(frame -> peaks.of(frames.get(frame)) == NONE)
        .forEach(peaks::add);
    return peaks;
  }

  /** The number of the peak that a frame is a variant of, or {@link #NONE}. */
  int of(Frame frame) {
    int[] best = {NONE, 0};
    forEachNear(
        frame,
        other -> {
          int places = frame.places(frames.get(other));
          if (frame.isVariantOf(frames.get(other)) && places > best[1]) {
            best[0] = other;
            best[1] = places;
          }
        });
    return best[0];
  }

  /** Their numbers. */
  List<Integer> frames() {
    return peaks;
  }

  private void add(int frame) {
    peaks.add(frame);
    for (long lookUp : frames.get(frame).lookUps()) {
      List<Integer> others = byLookUp.computeIfAbsent(lookUp, unused -> new ArrayList<>(1));
      if (others.size() < MOST_OF_A_LOOK_UP) {
        others.add(frame);
      }
    }
  }

  private void forEachNear(Frame frame, IntConsumer action) {
    Set<Integer> seen = new HashSet<>();
    for (long lookUp : frame.lookUps()) {
      for (int other : byLookUp.getOrDefault(lookUp, List.of())) {
        if (seen.add(other) && frame.isNear(frames.get(other))) {
          action.accept(other);
        }
      }
    }
  }
}
