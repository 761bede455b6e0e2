package io.stillwatch.sketch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The known frames under the live keys. A look-up costs one map access, and for frames that are not
 * known exactly some nanoseconds a known frame and key. Immutable, safe for any number of threads.
 */
public final class KnownFrameKeys {
  /**
   * How many of the 32 places of a frame's key must agree with a known one's: those of frames that
   * differ in 2 or 3 of 100 tokens. Unrelated frames reach it in 1 of 10¹⁴ pairs.
   */
  public static final int NEAR = 29;

  private record Entry(long frameKey, KnownFrame frame) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Long, List<KnownFrame>> exact = new HashMap<>();

  KnownFrameKeys(List<KnownFrame> frames, List<PromptSketcher> sketchers) {
    for (PromptSketcher sketcher : sketchers) {
      for (KnownFrame frame : frames) {
        add(sketcher.frameKey(frame.text()), frame);
        add(sketcher.openingKey(frame.text()), frame);
      }
    }
  }

  private void add(long frameKey, KnownFrame frame) {
    if (frameKey != 0) {
      entries.add(new Entry(frameKey, frame));
      exact.computeIfAbsent(frameKey, key -> new ArrayList<>()).add(frame);
    }
  }

  /** Whether the frame is, or is nearly, one that counts as known on that day. */
  public boolean isKnown(long frameKey, LocalDate day) {
    return find(frameKey, day) != null;
  }

  /** The known frame that this is, or is nearest to; null when there is none. */
  public @Nullable KnownFrame find(long frameKey, LocalDate day) {
    for (KnownFrame frame : exact.getOrDefault(frameKey, List.of())) {
      if (frame.isKnownOn(day)) {
        return frame;
      }
    }
    KnownFrame nearest = null;
    int most = NEAR - 1;
    for (Entry entry : entries) {
      int agreeing = PromptSketch.agreeing(entry.frameKey, frameKey);
      if (agreeing > most && entry.frame.isKnownOn(day)) {
        most = agreeing;
        nearest = entry.frame;
      }
    }
    return nearest;
  }

  @Override
  public String toString() {
    return "KnownFrameKeys " + entries.size();
  }
}
