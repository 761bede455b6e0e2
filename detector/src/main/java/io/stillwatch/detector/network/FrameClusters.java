package io.stillwatch.detector.network;

import io.stillwatch.features.Strand;
import java.util.ArrayList;
import java.util.List;

/**
 * Prompt frames that are near to each other, or to one in between, are one cluster. Of many prompts
 * some are always between others, and in the end all would be one: so what joins a large cluster
 * must be near to its first frame.
 */
final class FrameClusters {
  /** Frames. */
  private static final int LARGE = 64;

  static final int ABSENT = LongIndex.ABSENT;

  private final LongIndex keys = new LongIndex();
  private final List<Frame> frames = new ArrayList<>();
  private final LongTable firstFrames = new LongTable();
  private final Groups groups = new Groups();

  void add(Strand strand) {
    add(Frame.of(strand));
  }

  void add(Frame frame) {
    int known = keys.size();
    int number = keys.add(frame.key());
    if (number < known) {
      return;
    }
    frames.add(frame);
    groups.add();
    for (long lookUp : frame.lookUps()) {
      join(number, lookUp);
    }
  }

  int of(Strand strand) {
    return of(Frame.of(strand));
  }

  /** The cluster of a frame: the same number for all of its frames. Absent: no frame is near. */
  int of(Frame frame) {
    int exact = keys.find(frame.key());
    if (exact != LongIndex.ABSENT) {
      return groups.of(exact);
    }
    for (long lookUp : frame.lookUps()) {
      int first = firstFrames.find(lookUp);
      if (first != LongTable.ABSENT && frames.get(first).isNear(frame) && fits(frame, first)) {
        return groups.of(first);
      }
    }
    return ABSENT;
  }

  /** How many distinct frames there are; clusters are numbered below. */
  int frames() {
    return keys.size();
  }

  private void join(int frame, long lookUp) {
    int first = firstFrames.putIfAbsent(lookUp, frame);
    if (first != LongTable.ABSENT
        && frames.get(frame).isNear(frames.get(first))
        && groups.of(frame) != groups.of(first)
        && fits(frames.get(groups.of(frame)), first)
        && fits(frames.get(groups.of(first)), frame)) {
      groups.join(frame, first);
    }
  }

  /** Whether a frame may be in the cluster of another. */
  private boolean fits(Frame frame, int other) {
    int cluster = groups.of(other);
    return groups.size(cluster) < LARGE || frames.get(cluster).isNear(frame);
  }
}
