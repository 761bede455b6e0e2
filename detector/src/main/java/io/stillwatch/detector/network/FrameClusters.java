package io.stillwatch.detector.network;

import io.stillwatch.features.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups prompt frames. What many have word for word is a cluster with its variants ({@link
 * Peaks}). All other frames that are near to each other, or to one in between, are one cluster. Of
 * many prompts some are always between others, and in the end all would be one: so what joins a
 * large cluster must be near to its first frame.
 */
final class FrameClusters {
  static final int ABSENT = LongIndex.ABSENT;

  /** Frames. */
  private static final int LARGE = 64;

  private final LongIndex keys;
  private final List<Frame> frames;
  private final Peaks peaks;
  private final LongTable firstFrames = new LongTable();
  private final Groups groups = new Groups();
  private final Map<Integer, Frame> peakOfCluster = new HashMap<>();

  private FrameClusters(Builder counted) {
    keys = counted.keys;
    frames = counted.frames;
    peaks = Peaks.of(frames, counted.counts);
    frames.forEach(frame -> groups.add());
    for (int number = 0; number < frames.size(); number++) {
      join(number);
    }
    peaks.numbers().forEach(peak -> peakOfCluster.put(groups.of(peak), frames.get(peak)));
  }

  /** Counts frames. */
  static final class Builder {
    private final LongIndex keys = new LongIndex();
    private final List<Frame> frames = new ArrayList<>();
    private int[] counts = new int[64];

    /** One that an account has. */
    Builder add(Frame frame) {
      int number = keys.add(frame.key());
      if (number == frames.size()) {
        frames.add(frame);
      } else if (frames.get(number).bands().isEmpty()) {
        frames.set(number, frame);
      }
      if (number == counts.length) {
        counts = Arrays.copyOf(counts, 2 * number);
      }
      counts[number]++;
      return this;
    }

    /** Must not be added to afterwards. */
    FrameClusters build() {
      return new FrameClusters(this);
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
    int peak = peaks.of(frame);
    if (peak != Peaks.NONE) {
      return groups.of(peak);
    }
    for (long lookUp : frame.lookUps()) {
      int first = firstFrames.find(lookUp);
      if (first != LongTable.ABSENT && frames.get(first).isNear(frame) && fits(frame, first)) {
        return groups.of(first);
      }
    }
    return ABSENT;
  }

  /** The frame of which a cluster's others are variants; null: there is none. */
  @Nullable Frame peak(int cluster) {
    return peakOfCluster.get(cluster);
  }

  /** How many distinct frames there are; clusters are numbered below. */
  int frames() {
    return keys.size();
  }

  private void join(int frame) {
    int peak = peaks.of(frames.get(frame));
    if (peak != Peaks.NONE) {
      groups.join(peak, frame);
      return;
    }
    for (long lookUp : frames.get(frame).lookUps()) {
      join(frame, lookUp);
    }
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
