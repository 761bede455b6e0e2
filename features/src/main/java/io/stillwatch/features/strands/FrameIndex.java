package io.stillwatch.features.strands;

import io.stillwatch.features.FramedCall;
import io.stillwatch.features.Frames;
import io.stillwatch.features.Strand;
import io.stillwatch.features.UsageEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster a frame belongs to: that of an equal frame; or else of one that agrees with it in
 * one of 16 bands and in 18 of the 32 places of the key, which unrelated frames do once in 25
 * million pairs. A sampled call that has no bands must agree in 24 places (once in 200 million).
 * Calls repeat their frames, so what was found for a frame is remembered in a small table. Not
 * thread-safe.
 */
final class FrameIndex {
  static final int NONE = -1;

  /** Places of the key that must agree where no band can be compared. */
  static final int NEAR_BY_KEY = 24;

  private static final int REMEMBERED = 1 << 13;
  private static final int BAND_BITS = 16;
  private static final int[] NOBODY = {};
  private static final int BANDS_A_WORD = 4;

  private final List<Member> members = new ArrayList<>();
  private final Map<Long, Integer> byKey = new HashMap<>();
  private final Map<Integer, int[]> byBand = new HashMap<>();
  private final long[] seen = new long[REMEMBERED];
  private final int[] found = new int[REMEMBERED];

  private record Member(long key, int cluster) {}

  /** The first cluster in the list gets a frame that two of them hold. */
  FrameIndex(List<FrameCluster> clusters) {
    for (int cluster = 0; cluster < clusters.size(); cluster++) {
      for (FollowedFrame frame : clusters.get(cluster).frames()) {
        add(frame, cluster);
      }
    }
  }

  private void add(FollowedFrame frame, int cluster) {
    if (byKey.putIfAbsent(frame.key(), cluster) != null) {
      return;
    }
    int number = members.size();
    members.add(new Member(frame.key(), cluster));
    for (int band = 0; band < Strand.BANDS && !frame.bands().isEmpty(); band++) {
      int place = place(band, frame.bands().get(band / BANDS_A_WORD));
      byBand.merge(place, new int[] {number}, FrameIndex::both);
    }
  }

  private static int[] both(int[] some, int[] one) {
    int[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = one[0];
    return all;
  }

  private static int place(int band, long word) {
    int bits = (int) (word >>> (BAND_BITS * (band % BANDS_A_WORD))) & 0xffff;
    return band << BAND_BITS | bits;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** The number of a call's cluster; {@link #NONE}: its frame is not followed. */
  int of(UsageEvent.Content content) {
    if (content.frameKey() == 0) {
      return NONE;
    }
    int slot = (int) (content.frameKey() * 0x9e3779b97f4a7c15L >>> 51);
    if (seen[slot] != content.frameKey()) {
      found[slot] = byFrame(content.frameKey(), content.frameBands());
      seen[slot] = content.frameKey();
    }
    return found[slot] == NONE ? byRetired(content.retiredFrameKey()) : found[slot];
  }

  int of(FramedCall call) {
    int cluster =
        call.frameBands().length == 0
            ? byKeyAlone(call.frameKey())
            : byFrame(call.frameKey(), call.frameBands());
    return cluster == NONE ? byRetired(call.retiredFrameKey()) : cluster;
  }

  private int byRetired(long key) {
    return key == 0 ? NONE : byKey.getOrDefault(key, NONE);
  }

  private int byFrame(long key, long[] bands) {
    int exact = byKey.getOrDefault(key, NONE);
    if (exact != NONE) {
      return exact;
    }
    Member nearest = null;
    for (int band = 0; band < Strand.BANDS && bands.length > 0; band++) {
      for (int number : byBand.getOrDefault(place(band, bands[band / BANDS_A_WORD]), NOBODY)) {
        nearest = nearer(key, nearest, members.get(number));
      }
    }
    return nearest == null ? NONE : nearest.cluster;
  }

  private static @Nullable Member nearer(long key, @Nullable Member nearest, Member candidate) {
    int places = Frames.agreeing(key, candidate.key);
    if (!Frames.near(key, candidate.key)) {
      return nearest;
    }
    return nearest == null || places > Frames.agreeing(key, nearest.key) ? candidate : nearest;
  }

  private int byKeyAlone(long key) {
    int exact = byKey.getOrDefault(key, NONE);
    if (exact != NONE) {
      return exact;
    }
    int best = NEAR_BY_KEY - 1;
    int cluster = NONE;
    for (Member member : members) {
      int places = Frames.agreeing(key, member.key);
      if (places > best) {
        best = places;
        cluster = member.cluster;
      }
    }
    return cluster;
  }
}
