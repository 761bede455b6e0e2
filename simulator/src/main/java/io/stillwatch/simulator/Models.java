package io.stillwatch.simulator;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The platform's models: a large one, a small one, and a successor that comes within the season.
 */
final class Models {
  private static final double RELEASED = 0.7;
  private static final double SLOWEST = 20;

  private final Timestamp older;
  private final Timestamp newer;
  private final double release;

  Models(Season season) {
    Instant start = season.start().atStartOfDay(ZoneOffset.UTC).toInstant();
    this.release = RELEASED * season.days();
    this.older = Timestamps.timestamp(start.minus(Duration.ofDays(120)));
    this.newer = Timestamps.timestamp(start.plusSeconds((long) (release * 86_400)));
  }

  /**
   * Says which model answers.
   *
   * @param earliness 0 to 1: how soon the account moves to a new model
   */
  void tell(UsageEvent.Builder event, double day, double earliness, boolean small) {
    boolean moved = day >= release + SLOWEST * (1 - earliness) * (1 - earliness);
    event.setModel(small ? "small-2" : moved ? "large-3" : "large-2");
    event.setModelReleasedAt(!small && moved ? newer : older);
  }
}
