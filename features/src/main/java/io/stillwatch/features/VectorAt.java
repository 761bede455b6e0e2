package io.stillwatch.features;

import io.stillwatch.features.AccountState.Fact;
import io.stillwatch.features.DayPane.Sum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An account's features as seen at one time. */
final class VectorAt {
  private static final int WEEK = 7;
  private static final int MAX_LINKS = 64;

  private final AccountState state;
  private final Instant asOf;
  private final long millis;
  private final int today;
  private final List<DayPane> week;
  private final long requests;
  private final Strands strands;
  private final List<Strand> byShare;

  VectorAt(AccountState state, Instant asOf) {
    this.state = state;
    this.asOf = asOf;
    this.millis = asOf.toEpochMilli();
    this.today = Days.of(millis);
    this.week = state.panes(today - WEEK + 1, today);
    this.requests = week.stream().mapToLong(DayPane::requests).sum();
    this.strands = new Strands(week);
    this.byShare = strands.byShare();
  }

  FeatureVector vector() {
    return new FeatureVector(
        profile(),
        asOf,
        values(),
        requests,
        week.stream().mapToLong(pane -> Arrays.stream(pane.outputTokens).sum()).sum(),
        links(),
        byShare.stream().limit(Strands.MAX_STRANDS).toList());
  }

  private AccountProfile profile() {
    Latest<String> signedUp = state.facts[Fact.SIGNED_UP.ordinal()];
    String level = state.fact(Fact.VERIFICATION);
    return new AccountProfile(
        state.accountId,
        state.fact(Fact.ORGANISATION),
        state.fact(Fact.PLAN),
        level.isEmpty() ? 0 : Integer.parseInt(level),
        signedUp == null ? null : Instant.ofEpochMilli(signedUp.epochMilli()),
        signedUp == null ? "" : signedUp.value(),
        !state.fact(Fact.SILENCED).isEmpty(),
        state.apiKeys.newestFirst().stream().map(RecentKeys.Seen::key).toList());
  }

  private double[] values() {
    double[] values = new double[FeatureCatalogue.size()];
    Arrays.fill(values, Double.NaN);
    set(values, "requests_24h_log", log(lastDay((pane, hour) -> pane.requests[hour])));
    set(values, "output_tokens_24h_log", log(lastDay((pane, hour) -> pane.outputTokens[hour])));
    set(values, "requests_7d_log", log(requests));
    if (requests >= FeatureCatalogue.MIN_REQUESTS) {
      setShares(values);
      setTempo(values);
      setTokens(values);
      setContent(values);
    }
    return values;
  }

  private static double log(long count) {
    return StrictMath.log1p((double) count);
  }

  private static void set(double[] values, String name, double value) {
    values[FeatureCatalogue.indexOf(name)] = value;
  }

  private void setShares(double[] values) {
    set(values, "limit_hug_share_7d", ratio(Sum.RATE_HUGGED, Sum.RATE_COUNT));
    set(values, "max_tokens_saturation_7d", ratio(Sum.MAX_TOKENS_SATURATED, Sum.MAX_TOKENS_COUNT));
    set(values, "cached_input_share_7d", ratio(Sum.CACHED_TOKENS, Sum.INPUT_TOKENS));
    set(values, "first_turn_share_7d", ratio(Sum.FIRST_TURNS, Sum.TURN_COUNT));
    set(
        values,
        "foreign_history_share_7d",
        ratio(Sum.FOREIGN_SHARE, Sum.FOREIGN_COUNT) / DayPane.FIXED);
    set(values, "refusal_share_7d", ratio(Sum.REFUSED, Sum.REFUSAL_COUNT));
    set(values, "throttled_share_7d", (double) sum(Sum.THROTTLED) / requests);
  }

  private void setTempo(double[] values) {
    Tempo tempo = new Tempo(week, today, millis);
    set(values, "active_share_7d", tempo.activeShare());
    set(values, "longest_idle_7d", tempo.longestIdleHours());
    set(values, "diurnal_amplitude_7d", tempo.diurnalAmplitude());
    if (today >= Days.of(state.watermark)) {
      set(values, "gap_cv_24h", tempo.gapVariation());
    }
  }

  private void setTokens(double[] values) {
    double inputMean = ratio(Sum.INPUT_LOG, Sum.INPUT_COUNT) / DayPane.FIXED;
    double outputMean = ratio(Sum.OUTPUT_LOG, Sum.OUTPUT_COUNT) / DayPane.FIXED;
    double square = ratio(Sum.INPUT_LOG_SQUARE, Sum.INPUT_COUNT) / DayPane.FIXED;
    set(values, "input_tokens_log_mean_7d", inputMean);
    set(values, "input_tokens_log_sd_7d", Math.sqrt(Math.max(0, square - inputMean * inputMean)));
    set(values, "output_input_log_ratio_7d", outputMean - inputMean);
  }

  private void setContent(double[] values) {
    if (byShare.isEmpty()) {
      return;
    }
    Strand top = byShare.get(0);
    set(values, "frame_top_share_7d", top.share());
    set(values, "frame_entropy_7d", entropy());
    if (!top.bodies().isEmpty()) {
      set(values, "body_novelty_7d", strands.novelty(top));
    }
    set(
        values,
        "affix_top_share_7d",
        strands.affixes().values().stream().mapToDouble(share -> share).max().orElse(0));
  }

  private double entropy() {
    double bits = 0;
    for (Strand strand : byShare) {
      bits -= strand.share() == 0 ? 0 : strand.share() * StrictMath.log(strand.share());
    }
    return strands.sampledCalls() < 2
        ? 0
        : Math.min(1, bits / StrictMath.log(strands.sampledCalls()));
  }

  private List<LinkKey> links() {
    List<LinkKey> links = new ArrayList<>();
    byShare.stream()
        .limit(MAX_LINKS)
        .forEach(
            strand -> links.add(new LinkKey(LinkFamily.FRAME, packed(strand), strand.share())));
    add(links, LinkFamily.AFFIX, strands.affixes());
    add(links, LinkFamily.INSTRUMENT, state.instruments);
    add(links, LinkFamily.ISSUER, state.issuers);
    add(links, LinkFamily.EMAIL, state.emails);
    Map<Long, Double> addresses = strands.addresses();
    state.signUpAddresses.newestFirst().forEach(seen -> addresses.putIfAbsent(seen.key(), 0.0));
    add(links, LinkFamily.ADDRESS, addresses);
    add(links, LinkFamily.CLIENT, strands.clients());
    return links;
  }

  private static long packed(Strand strand) {
    long packed = 0;
    for (int band = 0; band < Strand.BANDS; band++) {
      packed |= strand.frameBands().get(band) << (16 * band);
    }
    return packed;
  }

  private static void add(List<LinkKey> links, LinkFamily family, RecentKeys<Long> keys) {
    keys.newestFirst().forEach(seen -> links.add(new LinkKey(family, seen.key(), 1)));
  }

  private static void add(List<LinkKey> links, LinkFamily family, Map<Long, Double> shares) {
    shares.entrySet().stream()
        .sorted(
            Map.Entry.<Long, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_LINKS)
        .forEach(entry -> links.add(new LinkKey(family, entry.getKey(), entry.getValue())));
  }

  private long lastDay(HourlyColumn column) {
    long sum = 0;
    for (DayPane pane : week) {
      for (int hour = 0; hour < DayPane.HOURS; hour++) {
        sum += withinDay(pane, hour) ? column.of(pane, hour) : 0;
      }
    }
    return sum;
  }

  /** A count that panes keep by the hour. */
  private interface HourlyColumn {
    long of(DayPane pane, int hour);
  }

  /** Whether that hour is one of the last 24, the present one included. */
  private boolean withinDay(DayPane pane, int hour) {
    long now = Math.floorDiv(millis, 3_600_000L);
    long then = (long) pane.day * DayPane.HOURS + hour;
    return then > now - DayPane.HOURS && then <= now;
  }

  private double ratio(Sum part, Sum whole) {
    long all = sum(whole);
    return all == 0 ? Double.NaN : (double) sum(part) / all;
  }

  private long sum(Sum sum) {
    long all = 0;
    for (DayPane pane : week) {
      all += pane.sum(sum);
    }
    return all;
  }
}
