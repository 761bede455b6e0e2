package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** Numbers frames from 0, and finds those that another is near to, or a variant of. */
final class VariantIndex {
  static final int NONE = -1;

  /** Frames of one look-up, so that many prompts of one wording cost what few do. */
  private static final int MOST = 16;

  private final List<Frame> frames = new ArrayList<>();
  private final Map<Long, List<Integer>> byLookUp = new HashMap<>();

  void add(Frame frame) {
    for (long lookUp : frame.lookUps()) {
      List<Integer> others = byLookUp.computeIfAbsent(lookUp, unused -> new ArrayList<>(1));
      if (others.size() < MOST) {
        others.add(frames.size());
      }
    }
    frames.add(frame);
  }

  Frame frame(int number) {
    return frames.get(number);
  }

  /** The frame that it is a variant of and agrees with most, or {@link #NONE}. */
  int variantOf(long[] lookUps, Frame frame) {
    int best = NONE;
    for (long lookUp : lookUps) {
      for (int other : byLookUp.getOrDefault(lookUp, List.of())) {
        boolean isNearer =
            best == NONE || frame.places(frames.get(other)) > frame.places(frames.get(best));
        best = isNearer && frame.isVariantOf(frames.get(other)) ? other : best;
      }
    }
    return best;
  }

  void forEachNear(Frame frame, IntConsumer action) {
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
