package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A measured candidate on its way to a network: members with their weights, evidence, harm, keys.
 */
final class NetworkDraft {
  private static final double NEARLY_ALL = 0.8;
  private static final double LINKED = 1;
  private static final double BY_COVERAGE = 0.9;
  private static final double UNLINKED = 0.5;

  private final Population today;
  private final HotContent content;
  private final Candidate candidate;
  private final Map<Trait, Finding> findings;
  private final boolean countriesKnown;
  private final Set<Long> instruments = new TreeSet<>();
  private final Set<Long> issuers = new TreeSet<>();

  NetworkDraft(
      Population today, HotContent content, Candidate candidate, Map<Trait, Finding> findings) {
    this.today = today;
    this.content = content;
    this.candidate = candidate;
    this.findings = findings;
    this.countriesKnown = CommonCause.countriesKnown(candidate, today);
    if (stands(Trait.INSTRUMENT_SHARED)) {
      addKeys(LinkFamily.INSTRUMENT, 2, instruments);
    }
    if (stands(Trait.ISSUER_CROWDED)) {
      addKeys(LinkFamily.ISSUER, crowd(Trait.ISSUER_CROWDED), issuers);
    }
  }

  List<ContentKey> content() {
    return candidate.content();
  }

  Candidate candidate() {
    return candidate;
  }

  /** Whether this is verified and the other's members are nearly all among its own. */
  boolean absorbs(NetworkDraft other) {
    return candidate.coverage(other.candidate) >= NEARLY_ALL
        && NetworkStanding.of(network().build()) == NetworkStanding.VERIFIED;
  }

  boolean isClosed() {
    for (int member : candidate.members()) {
      if (!today.vector(member).account().silenced()) {
        return false;
      }
    }
    return true;
  }

  /** Everything but id, life and history. */
  Network.Builder network() {
    Network.Builder network = Network.newBuilder().setUnits(candidate.representatives().length);
    evidence().forEach(network::addEvidence);
    double unlinked = coverage() >= NEARLY_ALL ? BY_COVERAGE : UNLINKED;
    double exchanges = 0;
    double tokens = 0;
    for (int member : candidate.members()) {
      FeatureVector vector = today.vector(member);
      double share = share(vector);
      exchanges += vector.requests7d() * share;
      tokens += vector.outputTokens7d() * share;
      network.addMembers(
          NetworkMember.newBuilder()
              .setAccountId(vector.account().accountId())
              .setWeight(isLinked(member) ? LINKED : unlinked));
    }
    network.setExchanges7D(Math.round(exchanges)).setOutputTokens7D(Math.round(tokens));
    return describe(network);
  }

  List<HotKey> hotKeys(String networkId) {
    List<HotKey> keys = new ArrayList<>();
    for (ContentKey key : candidate.content()) {
      if (key.frame()) {
        key.frames().values().forEach(frame -> keys.add(hotKey(frame, networkId)));
      } else {
        key.keys().forEach(hash -> keys.add(hotKey(LinkFamily.AFFIX, hash, networkId)));
      }
    }
    instruments.forEach(hash -> keys.add(hotKey(LinkFamily.INSTRUMENT, hash, networkId)));
    issuers.forEach(hash -> keys.add(hotKey(LinkFamily.ISSUER, hash, networkId)));
    return keys;
  }

  private Network.Builder describe(Network.Builder network) {
    CommonCause cause = CommonCause.ofContent(findings);
    if (cause == CommonCause.NONE) {
      return network;
    }
    network.setNearestHonest(cause.text());
    network.getEvidenceList().stream()
        .filter(e -> !e.getExplained() && !e.getFamily().equals(NetworkStanding.CONTENT))
        .forEach(e -> network.addMisfits(e.getText()));
    return network;
  }

  /** The content first, then what stands, by falling rarity. */
  private List<NetworkEvidence> evidence() {
    List<NetworkEvidence> others = new ArrayList<>();
    for (Finding finding : findings.values()) {
      if (finding.stands() && finding.trait() != Trait.INSTRUMENT_CROWDED) {
        others.add(evidence(finding));
      }
    }
    others.sort(Comparator.comparingDouble(NetworkEvidence::getLogChance));
    boolean confirmed = others.stream().anyMatch(evidence -> !evidence.getExplained());
    List<NetworkEvidence> all = new ArrayList<>();
    all.add(contentEvidence(confirmed));
    all.addAll(others);
    return all;
  }

  private NetworkEvidence contentEvidence(boolean confirmed) {
    ContentKey key = candidate.content().get(0);
    double logChance = Math.max(Verification.LEAST_LOG_CHANCE, key.logChance());
    CommonCause cause = confirmed ? CommonCause.NONE : CommonCause.ofContent(findings);
    // A shared way of paying does not fit a class or an app, even where another cause may explain
    // it.
    boolean explained = cause != CommonCause.NONE && !stands(Trait.INSTRUMENT_SHARED);
    String text =
        String.format(
            Locale.ROOT,
            "%d of %d share one %s that %s a day showed before; chance %s",
            key.units(),
            candidate.representatives().length,
            key.what(),
            key.baselineUnits() < 0.05
                ? "none"
                : String.format(Locale.ROOT, "%.1f", key.baselineUnits()),
            chance(logChance));
    return NetworkEvidence.newBuilder()
        .setFamily(NetworkStanding.CONTENT)
        .setText(text)
        .setSharing(key.units())
        .setMembers(candidate.representatives().length)
        .setLogChance(logChance)
        .setExplained(explained)
        .setCause(explained ? cause.text() : "")
        .build();
  }

  private NetworkEvidence evidence(Finding finding) {
    CommonCause cause = CommonCause.of(finding.trait(), findings, countriesKnown);
    String text =
        String.format(
            Locale.ROOT,
            "%d of %d %s, where matched honest sets reach %.0f %%; chance %s",
            finding.sharing(),
            finding.members(),
            finding.trait().text(),
            100 * finding.mostMatched(),
            chance(finding.logChance()));
    return NetworkEvidence.newBuilder()
        .setFamily(finding.trait().family())
        .setText(text)
        .setSharing(finding.sharing())
        .setMembers(finding.members())
        .setLogChance(finding.logChance())
        .setExplained(cause != CommonCause.NONE)
        .setCause(cause.text())
        .build();
  }

  private double coverage() {
    int linked = 0;
    for (int member : candidate.representatives()) {
      linked += isLinked(member) ? 1 : 0;
    }
    return (double) linked / candidate.representatives().length;
  }

  private boolean isLinked(int member) {
    return carries(LinkFamily.INSTRUMENT, member, instruments)
        || carries(LinkFamily.ISSUER, member, issuers);
  }

  private boolean carries(LinkFamily family, int member, Set<Long> wanted) {
    for (int key : today.keys(family, member)) {
      if (wanted.contains(today.key(family, key))) {
        return true;
      }
    }
    return false;
  }

  /** The keys of a family that at least so many units of the candidate carry. */
  private void addKeys(LinkFamily family, int least, Set<Long> wanted) {
    Map<Integer, Integer> units = new HashMap<>();
    for (int member : candidate.representatives()) {
      for (int key : today.keys(family, member)) {
        units.merge(key, 1, Integer::sum);
      }
    }
    units.forEach((key, count) -> addIf(count >= least, today.key(family, key), wanted));
  }

  private static void addIf(boolean wantedToo, long key, Set<Long> wanted) {
    if (wantedToo) {
      wanted.add(key);
    }
  }

  private boolean stands(Trait trait) {
    return finding(trait).stands();
  }

  private int crowd(Trait trait) {
    return finding(trait).sharing();
  }

  private Finding finding(Trait trait) {
    return Objects.requireNonNull(findings.get(trait));
  }

  private double share(FeatureVector vector) {
    double share = 0;
    for (ContentKey key : candidate.content()) {
      share = Math.max(share, content.share(vector, key));
    }
    return share;
  }

  private static HotKey hotKey(Frame frame, String networkId) {
    return hotKey(LinkFamily.FRAME, frame.key(), networkId).toBuilder()
        .addAllFrameBands(frame.bands())
        .build();
  }

  private static HotKey hotKey(LinkFamily family, long key, String networkId) {
    return HotKey.newBuilder()
        .setFamily(FamilyNumbers.of(family))
        .setKey(key)
        .setNetworkId(networkId)
        .build();
  }

  private static String chance(double logChance) {
    return logChance <= Verification.LEAST_LOG_CHANCE
        ? "below 1e-12"
        : String.format(Locale.ROOT, "%.0e", Math.exp(logChance));
  }
}
