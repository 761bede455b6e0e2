package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.Strand;
import java.time.Duration;
import java.time.Instant;

/**
 * What accounts carry, in calls a week of their presence: in a pool that fills up, who came
 * yesterday has called less and works as hard.
 */
final class Loads {
  private static final double SECONDS_A_WEEK = 604_800;
  private static final double LEAST_SECONDS = 86_400;

  private Loads() {}

  /** Calls a week since its sign-up, or since a week ago; of a closed account until its last. */
  static double callsAWeek(FeatureVector vector) {
    double there = Math.max(LEAST_SECONDS, SECONDS_A_WEEK - before(vector) - after(vector));
    return vector.requests7d() * SECONDS_A_WEEK / there;
  }

  /** Seconds of the week before its sign-up, or, of who signed up in it, before its first call. */
  private static double before(FeatureVector vector) {
    Instant signedUpAt = vector.account().signedUpAt();
    if (signedUpAt == null) {
      return 0;
    }
    double age = Duration.between(signedUpAt, vector.asOf()).toSeconds();
    return age >= SECONDS_A_WEEK ? 0 : SECONDS_A_WEEK - Math.min(age, sinceFirstCall(vector, age));
  }

  /** Seconds since its first sampled call; without any the same as {@code age}. */
  private static double sinceFirstCall(FeatureVector vector, double age) {
    return vector.strands().stream()
        .filter(strand -> !strand.hours().isEmpty())
        .mapToDouble(strand -> vector.asOf().getEpochSecond() - 3600.0 * strand.hours().get(0))
        .max()
        .orElse(age);
  }

  /** Seconds since its last sampled call, if it is closed. */
  private static double after(FeatureVector vector) {
    if (!vector.account().silenced()) {
      return 0;
    }
    int last = 0;
    for (Strand strand : vector.strands()) {
      last = strand.hours().isEmpty() ? last : Math.max(last, lastOf(strand));
    }
    return last == 0 ? 0 : Math.max(0, vector.asOf().getEpochSecond() - 3600.0 * (last + 1));
  }

  private static int lastOf(Strand strand) {
    return strand.hours().get(strand.hours().size() - 1);
  }
}
