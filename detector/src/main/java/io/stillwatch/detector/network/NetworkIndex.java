package io.stillwatch.detector.network;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot made ready for look-ups. Members are those that discovery found. An account that in
 * between shows a verified network's content joins it as the night would let it: who pays with a
 * card of its hand, and who is new and brought what is novel; with another confirming key it is at
 * the fringe. A look-up costs a few map reads. Immutable; safe for any number of threads.
 */
public final class NetworkIndex {
  private static final double FRINGE = 0.3;

  /** Sampled calls that say what an account does, and those with the content among them. */
  private static final int LEAST_CALLS = 8;

  private static final int LEAST_OF_CONTENT = 4;

  private final Map<String, Membership> members = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Network> verified = new HashMap<>();

  /** Per network its strongest member's weight: nobody who joins in between is nearer. */
  private final Map<String, Double> strongest = new HashMap<>();

  private final HotKeys hotKeys = new HotKeys();
  private final @Nullable Instant newSince;

  /** Throws IllegalArgumentException for a snapshot that contradicts itself. */
  public NetworkIndex(NetworkSnapshot snapshot) {
    snapshot.getNetworksList().forEach(this::add);
    snapshot.getHotKeysList().forEach(this::add);
    this.newSince = snapshot.hasNewSince() ? instant(snapshot.getNewSince()) : null;
  }

  /** The account's strongest membership; null: in no network. */
  public @Nullable Membership of(FeatureVector vector) {
    Membership membership = members.get(vector.account().accountId());
    if (membership != null && Labels.excuse(membership.network())) {
      return membership;
    }
    Membership joined = joined(vector);
    return membership == null || (joined != null && joined.outweighs(membership))
        ? joined
        : membership;
  }

  /** Whether the strand's frame is near to a hot one. */
  public boolean isHot(Strand strand) {
    return !hotKeys.near(Frame.of(strand)).isEmpty();
  }

  private @Nullable Membership joined(FeatureVector vector) {
    Membership best = null;
    for (Map.Entry<String, CarriedContent> carried : carried(vector).entrySet()) {
      Network network = verified.get(carried.getKey());
      double weight = network == null ? 0 : weight(vector, network, carried.getValue());
      if (network != null && weight > (best == null ? 0 : best.weight())) {
        best = new Membership(network, NetworkStanding.VERIFIED, weight);
      }
    }
    return best;
  }

  private double weight(FeatureVector vector, Network network, CarriedContent carried) {
    double most = Math.max(FRINGE, strongest.getOrDefault(network.getId(), 0.0));
    if (carried.share() >= NetworkDraft.MUCH && paysWithItsCard(vector, network)) {
      return Math.min(most, NetworkDraft.LINKED);
    }
    if (network.getJoinsByContent() && isNew(vector) && broughtMuch(vector, carried)) {
      return Math.min(most, NetworkDraft.BY_CONTENT);
    }
    return hasConfirmingKey(vector, network) ? FRINGE : 0;
  }

  /**
   * Whether it surely is on no baseline day. Of an organisation nobody here knows how long it has
   * been there, of an account without a time of its sign-up neither.
   */
  private boolean isNew(FeatureVector vector) {
    Instant signedUpAt = vector.account().signedUpAt();
    return newSince != null
        && signedUpAt != null
        && !signedUpAt.isBefore(newSince)
        && vector.account().organisationId().isEmpty();
  }

  /** Not for a try or two of a prompt that went round. */
  private static boolean broughtMuch(FeatureVector vector, CarriedContent carried) {
    long calls = sampledCalls(vector);
    double share = carried.novelShare();
    return share >= NetworkDraft.MUCH
        && calls >= LEAST_CALLS
        && Math.round(share * calls) >= LEAST_OF_CONTENT;
  }

  /** Strands say of how many calls they are a share; 0 without any. */
  private static long sampledCalls(FeatureVector vector) {
    return vector.strands().stream()
        .filter(strand -> strand.share() > 0)
        .mapToLong(strand -> Math.round(strand.events() / strand.share()))
        .max()
        .orElse(0);
  }

  private boolean paysWithItsCard(FeatureVector vector, Network network) {
    return vector.links().stream()
        .anyMatch(link -> link.family() == LinkFamily.INSTRUMENT && leadsTo(link, network));
  }

  private boolean hasConfirmingKey(FeatureVector vector, Network network) {
    return vector.links().stream()
        .anyMatch(
            link ->
                link.family() != LinkFamily.FRAME
                    && link.family() != LinkFamily.AFFIX
                    && leadsTo(link, network));
  }

  private boolean leadsTo(LinkKey link, Network network) {
    return link.share() >= Population.LEAST_SHARE && hotKeys.of(link).containsKey(network.getId());
  }

  /** By the networks' ids. */
  private Map<String, CarriedContent> carried(FeatureVector vector) {
    Map<String, CarriedContent> found = new HashMap<>();
    for (Strand strand : vector.strands()) {
      if (strand.share() >= Population.LEAST_SHARE) {
        hotKeys
            .near(Frame.of(strand))
            .forEach((id, novel) -> of(id, found).addFrame(strand.share(), novel));
      }
    }
    for (LinkKey link : vector.links()) {
      if (link.family() == LinkFamily.AFFIX && link.share() >= Population.LEAST_SHARE) {
        hotKeys.of(link).forEach((id, novel) -> of(id, found).addAffix(link.share(), novel));
      }
    }
    return found;
  }

  private static CarriedContent of(String id, Map<String, CarriedContent> found) {
    return found.computeIfAbsent(id, unused -> new CarriedContent());
  }

  private void add(Network network) {
    require(!network.getId().isEmpty(), "a network without an id");
    require(ids.add(network.getId()), "network twice: " + network.getId());
    for (NetworkEvidence evidence : network.getEvidenceList()) {
      require(evidence.getLogChance() <= 0, "log chance " + evidence.getLogChance());
    }
    NetworkStanding standing = NetworkStanding.of(network);
    if (standing == NetworkStanding.VERIFIED) {
      verified.put(network.getId(), network);
    }
    for (NetworkMember member : network.getMembersList()) {
      double weight = member.getWeight();
      require(weight >= 0 && weight <= 1, "weight of a member " + weight);
      Membership membership = new Membership(network, standing, weight);
      members.merge(member.getAccountId(), membership, (a, b) -> b.outweighs(a) ? b : a);
      strongest.merge(network.getId(), weight, Math::max);
    }
  }

  private void add(HotKey key) {
    require(ids.contains(key.getNetworkId()), "a key of no network: " + key.getNetworkId());
    hotKeys.add(key);
  }

  private static Instant instant(Timestamp time) {
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException broken) {
      throw new IllegalArgumentException(
          "not a network snapshot: accounts are new since " + time.getSeconds() + " s", broken);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("not a network snapshot: " + what);
    }
  }
}
