package io.stillwatch.features;

/** Group V: how much. */
final class VolumeFeatures {
  private static final int MONTH = 28;
  private static final double HALF = 0.5;

  private VolumeFeatures() {}

  static void set(Values values, Week week, AccountState state) {
    values.set("requests_24h_log", log(week.lastDay((pane, hour) -> pane.requests[hour])));
    if (week.lastDayBegins() >= Days.of(state.watermark) - 1) {
      values.set(
          "output_tokens_24h_log", log(week.lastDay((pane, hour) -> pane.outputTokens[hour])));
    }
    values.set("requests_7d_log", log(week.requests()));
    if (week.requests() >= FeatureCatalogue.MIN_REQUESTS) {
      values.set("active_days_28d", activeDays(week.today, state.dayCounts));
      values.set("ramp_days_28d", rampDays(week.today, state));
    }
  }

  private static double log(long count) {
    return StrictMath.log1p((double) count);
  }

  private static int activeDays(int today, DayCounts counts) {
    int active = 0;
    for (int day = today - MONTH + 1; day <= today; day++) {
      active += counts.of(day) > 0 ? 1 : 0;
    }
    return active;
  }

  /** NaN for accounts whose first call is older: what they once did is no longer known. */
  private static double rampDays(int today, AccountState state) {
    int first = Days.of(state.firstCall);
    if (state.firstCall == Long.MAX_VALUE || first <= today - MONTH || first > today) {
      return Double.NaN;
    }
    long most = 0;
    for (int day = first; day <= today; day++) {
      most = Math.max(most, state.dayCounts.of(day));
    }
    int day = first;
    while (day < today && state.dayCounts.of(day) < HALF * most) {
      day++;
    }
    return day - first;
  }
}
