package io.stillwatch.detector.network;

import io.stillwatch.features.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prompt frames that are near to each other, or to one in between, are one cluster. */
final class FrameClusters {
  static final int ABSENT = LongIndex.ABSENT;

  private final LongIndex keys = new LongIndex();
  private final List<Frame> frames = new ArrayList<>();
  private final LongIndex lookUps = new LongIndex();
  private final Groups groups = new Groups();
  private int[] firstFrame = new int[64];

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
      int number = lookUps.find(lookUp);
      if (number != LongIndex.ABSENT && frames.get(firstFrame[number]).isNear(frame)) {
        return groups.of(firstFrame[number]);
      }
    }
    return ABSENT;
  }

  /** How many distinct frames there are; clusters are numbered below. */
  int frames() {
    return keys.size();
  }

  private void join(int frame, long key) {
    int known = lookUps.size();
    int lookUp = lookUps.add(key);
    if (lookUp < known) {
      if (frames.get(frame).isNear(frames.get(firstFrame[lookUp]))) {
        groups.join(frame, firstFrame[lookUp]);
      }
      return;
    }
    if (lookUp == firstFrame.length) {
      firstFrame = Arrays.copyOf(firstFrame, 2 * lookUp);
    }
    firstFrame[lookUp] = frame;
  }
}
