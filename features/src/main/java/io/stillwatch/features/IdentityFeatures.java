package io.stillwatch.features;

import io.stillwatch.features.AccountState.Fact;
import io.stillwatch.features.Sample.Column;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Group A: who the account is, and whether it is still the one it was. */
final class IdentityFeatures {
  private static final int MONTH = 28;
  private static final int NEWS = 3;
  private static final int LEAST_LIFE = 14;

  private IdentityFeatures() {}

  static void set(Values values, Week week, AccountState state, Strands strands) {
    Latest<String> signedUp = state.facts[Fact.SIGNED_UP.ordinal()];
    if (signedUp != null) {
      double days = Math.max(0, week.millis - signedUp.epochMilli()) / (double) Days.MILLIS;
      values.set("account_age_log_life", StrictMath.log1p(days));
    }
    String level = state.fact(Fact.VERIFICATION);
    values.set("verification_level_life", level.isEmpty() ? Double.NaN : Integer.parseInt(level));
    values.set("disposable_email_life", flag(state.fact(Fact.DISPOSABLE_EMAIL)));
    values.set("virtual_card_life", flag(state.fact(Fact.VIRTUAL_CARD)));
    values.set(
        "instruments_log_life", StrictMath.log1p((double) state.instruments.newestFirst().size()));
    setBreaks(values, week, state, strands);
  }

  private static double flag(String fact) {
    return fact.isEmpty() ? Double.NaN : fact.equals("yes") ? 1 : 0;
  }

  private static void setBreaks(Values values, Week week, AccountState state, Strands strands) {
    boolean lived =
        state.firstCall != Long.MAX_VALUE
            && Days.of(state.firstCall) <= week.today - LEAST_LIFE
            && week.requests() >= FeatureCatalogue.MIN_REQUESTS;
    if (lived) {
      values.set("volume_break_3d", volumeBreak(week.today, state));
      values.set("dormancy_days_28d", dormancy(week.today, state));
    }
    if (week.requests() >= FeatureCatalogue.MIN_REQUESTS) {
      values.set("frame_break_3d", frameBreak(week.today, strands));
      values.set("address_break_3d", addressBreak(week.today, strands));
    }
  }

  private static int firstDay(int today, AccountState state) {
    return Math.max(today - MONTH + 1, Days.of(state.firstCall));
  }

  /** Log of the last 3 days' mean calls less log of the median day's before. */
  private static double volumeBreak(int today, AccountState state) {
    int from = firstDay(today, state);
    long[] before = new long[today - NEWS + 1 - from];
    Arrays.setAll(before, i -> state.dayCounts.of(from + i));
    Arrays.sort(before);
    double now = 0;
    for (int day = today - NEWS + 1; day <= today; day++) {
      now += state.dayCounts.of(day);
    }
    return StrictMath.log1p(now / NEWS) - StrictMath.log1p((double) before[before.length / 2]);
  }

  /** The longest run of days without a call between two with one. */
  private static double dormancy(int today, AccountState state) {
    int longest = 0;
    int last = Math.max(today - MONTH, Days.of(state.firstCall)); // Or earlier: it had called.
    for (int day = last + 1; day <= today; day++) {
      if (state.dayCounts.of(day) > 0) {
        longest = Math.max(longest, day - last - 1);
        last = day;
      }
    }
    return longest;
  }

  /**
   * The share of the last 3 days' sampled calls with a system prompt whose strand the 4 days before
   * did not have; NaN where either part has none.
   */
  private static double frameBreak(int today, Strands strands) {
    double all = 0;
    double fresh = 0;
    boolean before = false;
    for (StrandCalls strand : strands.byShare()) {
      double recent = 0;
      boolean old = false;
      for (SampledCall call : strand.calls()) {
        boolean framed = Traits.framed(call.traits());
        recent += framed && call.day() > today - NEWS ? call.weight() : 0;
        old |= framed && call.day() <= today - NEWS;
      }
      all += recent;
      fresh += old ? 0 : recent;
      before |= old;
    }
    return before && all > 0 ? Math.min(1, fresh / all) : Double.NaN;
  }

  /** The same for address prefixes, whatever the frame. */
  private static double addressBreak(int today, Strands strands) {
    Set<Long> before = new HashSet<>();
    for (SampledCall call : strands.calls()) {
      if (call.day() <= today - NEWS && call.get(Column.ADDRESS) != 0) {
        before.add(call.get(Column.ADDRESS));
      }
    }
    double all = 0;
    double fresh = 0;
    for (SampledCall call : strands.calls()) {
      long address = call.get(Column.ADDRESS);
      double weight = call.day() > today - NEWS && address != 0 ? call.weight() : 0;
      all += weight;
      fresh += before.contains(address) ? 0 : weight;
    }
    return before.isEmpty() || all == 0 ? Double.NaN : Math.min(1, fresh / all);
  }
}
