package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot made ready for look-ups. Core membership comes from training nights alone; an account
 * that shows a verified network's content and one of its confirming keys in between is at its
 * fringe. A look-up costs a few map reads. Immutable; safe for any number of threads.
 */
public final class NetworkIndex {
  private static final double FRINGE = 0.3;

  private final Map<String, Membership> members = new HashMap<>();
  private final Map<String, Network> networks = new HashMap<>();

  /** Frames by what near ones are looked up by, all else by key. */
  private final Map<LinkFamily, Map<Long, Set<String>>> hotKeys = new EnumMap<>(LinkFamily.class);

  /** Throws IllegalArgumentException for a snapshot that contradicts itself. */
  public NetworkIndex(NetworkSnapshot snapshot) {
    snapshot.getNetworksList().forEach(this::add);
    snapshot.getHotKeysList().forEach(this::add);
  }

  /** The account's strongest membership; null: in no network. */
  public @Nullable Membership of(FeatureVector vector) {
    Membership membership = members.get(vector.account().accountId());
    Membership fringe = fringe(vector);
    return membership == null || (fringe != null && fringe.outweighs(membership))
        ? fringe
        : membership;
  }

  /** Whether the strand's frame is near to a hot one. */
  public boolean isHot(Strand strand) {
    return !withNearFrame(Frame.of(strand)).isEmpty();
  }

  private @Nullable Membership fringe(FeatureVector vector) {
    Membership strongest = null;
    for (String id : withHotContent(vector)) {
      Network network = networks.get(id);
      if (network == null || !hasConfirmingKey(vector, id)) {
        continue;
      }
      Membership found = new Membership(network, NetworkStanding.of(network), FRINGE);
      boolean isVerified = found.standing() == NetworkStanding.VERIFIED;
      if (isVerified && (strongest == null || found.outweighs(strongest))) {
        strongest = found;
      }
    }
    return strongest;
  }

  private Set<String> withHotContent(FeatureVector vector) {
    Set<String> found = new HashSet<>();
    for (Strand strand : vector.strands()) {
      if (strand.share() >= Population.LEAST_SHARE) {
        found.addAll(withNearFrame(Frame.of(strand)));
      }
    }
    for (LinkKey link : vector.links()) {
      if (link.family() == LinkFamily.AFFIX && link.share() >= Population.LEAST_SHARE) {
        found.addAll(networksOf(LinkFamily.AFFIX, link.key()));
      }
    }
    return found;
  }

  private Set<String> withNearFrame(Frame frame) {
    Set<String> found = new HashSet<>();
    for (long lookUp : frame.lookUps()) {
      found.addAll(networksOf(LinkFamily.FRAME, lookUp));
    }
    return found;
  }

  private boolean hasConfirmingKey(FeatureVector vector, String id) {
    for (LinkKey link : vector.links()) {
      boolean confirms = link.family() != LinkFamily.FRAME && link.family() != LinkFamily.AFFIX;
      if (confirms && networksOf(link.family(), link.key()).contains(id)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> networksOf(LinkFamily family, long key) {
    return hotKeys.getOrDefault(family, Map.of()).getOrDefault(key, Set.of());
  }

  private void add(Network network) {
    require(!network.getId().isEmpty(), "a network without an id");
    require(networks.put(network.getId(), network) == null, "network twice: " + network.getId());
    for (NetworkEvidence evidence : network.getEvidenceList()) {
      require(evidence.getLogChance() <= 0, "log chance " + evidence.getLogChance());
    }
    NetworkStanding standing = NetworkStanding.of(network);
    for (NetworkMember member : network.getMembersList()) {
      double weight = member.getWeight();
      require(weight >= 0 && weight <= 1, "weight of a member " + weight);
      Membership membership = new Membership(network, standing, weight);
      members.merge(member.getAccountId(), membership, (a, b) -> b.outweighs(a) ? b : a);
    }
  }

  private void add(HotKey key) {
    require(networks.containsKey(key.getNetworkId()), "a key of no network: " + key.getNetworkId());
    LinkFamily family = FamilyNumbers.family(key.getFamily());
    if (family == null) {
      throw new IllegalArgumentException("a hot key of no known family: " + key.getFamily());
    }
    if (family == LinkFamily.FRAME) {
      for (long lookUp : Frame.of(key).lookUps()) {
        add(family, lookUp, key.getNetworkId());
      }
    } else {
      add(family, key.getKey(), key.getNetworkId());
    }
  }

  private void add(LinkFamily family, long key, String networkId) {
    hotKeys
        .computeIfAbsent(family, unused -> new HashMap<>())
        .computeIfAbsent(key, unused -> new HashSet<>())
        .add(networkId);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("not a network snapshot: " + what);
    }
  }
}
