package io.stillwatch.features;

import io.stillwatch.features.AccountState.Fact;
import io.stillwatch.features.Sample.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** An account's features as seen at one time. */
final class VectorAt {
  private static final int MAX_LINKS = 64;

  private final AccountState state;
  private final Instant asOf;
  private final Week week;
  private final Strands strands;
  private final List<Strand> byShare;

  VectorAt(AccountState state, Instant asOf, LongPredicate known) {
    this.state = state;
    this.asOf = asOf;
    this.week = new Week(state, asOf.toEpochMilli());
    int newest = state.watermark == Long.MIN_VALUE ? 0 : Days.of(state.watermark);
    this.strands = new Strands(week.sampled(newest), known);
    this.byShare =
        strands.byShare().stream().limit(Strands.MAX_STRANDS).map(StrandCalls::strand).toList();
  }

  FeatureVector vector() {
    return new FeatureVector(
        profile(),
        asOf,
        values(),
        week.requests(),
        week.panes.stream().mapToLong(pane -> Arrays.stream(pane.outputTokens).sum()).sum(),
        links(),
        byShare);
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
    Values values = new Values();
    VolumeFeatures.set(values, week, state);
    IdentityFeatures.set(values, week, state, strands);
    if (week.requests() >= FeatureCatalogue.MIN_REQUESTS) {
      LimitFeatures.set(values, week);
      TempoFeatures.set(values, week, Days.of(state.watermark));
      TokenFeatures.set(values, week, strands);
      ContentFeatures.set(values, week, strands);
      CapabilityFeatures.set(values, week, strands);
      SamplingFeatures.set(values, week, strands);
      SessionFeatures.set(values, week);
      PlaceFeatures.set(values, week, strands, state);
      FrictionFeatures.set(values, week, Days.of(state.watermark));
    }
    return values.inOrder();
  }

  private List<LinkKey> links() {
    List<LinkKey> links = new ArrayList<>();
    add(links, LinkFamily.FRAME, frames());
    add(links, LinkFamily.AFFIX, strands.affixes());
    add(links, LinkFamily.INSTRUMENT, state.instruments);
    add(links, LinkFamily.ISSUER, state.issuers);
    add(links, LinkFamily.EMAIL, state.emails);
    Map<Long, Double> addresses = strands.shares(Column.ADDRESS);
    state.signUpAddresses.newestFirst().forEach(seen -> addresses.putIfAbsent(seen.key(), 0.0));
    add(links, LinkFamily.ADDRESS, addresses);
    add(links, LinkFamily.CLIENT, strands.shares(Column.CLIENT));
    add(links, LinkFamily.ARTEFACT, artefacts());
    return links;
  }

  /** Each strand's frame, and the same under a retired key where calls carry both. */
  private Map<Long, Double> frames() {
    Map<Long, Double> frames = new TreeMap<>();
    for (StrandCalls strand : strands.byShare()) {
      frames.merge(strand.frame(), strand.share(), Math::max);
      for (SampledCall call : strand.calls()) {
        long retired = call.get(Column.RETIRED_FRAME);
        if (retired != 0) {
          frames.merge(retired, strand.share(), Math::max);
        }
      }
    }
    return frames;
  }

  /** Artefacts that were issued to the account or came from it, of those that are kept. */
  private Map<Long, Double> artefacts() {
    Set<Long> kept = new TreeSet<>();
    for (DayPane pane : week.panes) {
      addAll(pane.issued, kept);
      addAll(pane.submitted, kept);
    }
    Map<Long, Double> artefacts = new TreeMap<>();
    kept.forEach(hash -> artefacts.put(hash, 1.0));
    return artefacts;
  }

  private static void addAll(BottomHashes hashes, Set<Long> to) {
    for (int i = 0; i < hashes.size(); i++) {
      to.add(hashes.get(i));
    }
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
}
