package io.stillwatch.features.strands;

import io.stillwatch.features.Strand;
import io.stillwatch.features.UsageEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Calls behind frames. */
final class Calls {
  static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");
  static final int EPOCH_DAY = 20522;

  private Calls() {}

  /** A frame unlike that of any other number. */
  static FollowedFrame frame(long number) {
    Random random = new Random(number);
    return new FollowedFrame(
        random.nextLong() | 1, random.longs(Strand.BAND_WORDS).boxed().toList());
  }

  /** One that differs from another in so many places of the key and shares so many bands. */
  static FollowedFrame like(FollowedFrame frame, int placesChanged, int bandsShared) {
    long key = frame.key();
    for (int place = 0; place < placesChanged; place++) {
      key ^= 1L << (2 * place + 1);
    }
    long[] words = frame.bands().stream().mapToLong(word -> word).toArray();
    for (int band = bandsShared; band < Strand.BANDS; band++) {
      words[band / 4] ^= 1L << (16 * (band % 4));
    }
    return new FollowedFrame(key, Arrays.stream(words).boxed().toList());
  }

  static UsageEvent.Content content(FollowedFrame frame, long body, long retiredKey) {
    long[] bands = frame.bands().stream().mapToLong(word -> word).toArray();
    return new UsageEvent.Content(
        frame.key(), bands, true, retiredKey, body << Integer.SIZE, 0, -1, -1);
  }

  static UsageEvent call(String account, Instant time, FollowedFrame frame, long body) {
    return call(account, time, content(frame, body, 0));
  }

  static UsageEvent call(String account, Instant time, UsageEvent.Content content) {
    return new UsageEvent(
        "gateway",
        account + "/" + time.toEpochMilli(),
        account,
        "",
        "",
        time,
        UsageEvent.Model.UNKNOWN,
        new UsageEvent.Tokens(10, 7, null, null),
        UsageEvent.Limits.UNKNOWN,
        UsageEvent.Sampling.DEFAULT,
        UsageEvent.Outcome.OK,
        UsageEvent.Session.UNKNOWN,
        UsageEvent.Client.UNKNOWN,
        content);
  }

  static FrameCluster cluster(String id, FollowedFrame... frames) {
    return new FrameCluster(id, List.of(frames));
  }
}
