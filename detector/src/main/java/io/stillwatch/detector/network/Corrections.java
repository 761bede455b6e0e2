package io.stillwatch.detector.network;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decisions, in the order in which they were taken. A snapshot that heeds some of them already, as
 * one made after them does, comes out the same. What they say of networks that it does not know is
 * left out. Immutable; safe for any number of threads.
 */
public final class Corrections {
  public static final Corrections NONE = new Corrections(List.of(), 0);

  private final List<Decision> decisions;
  private final long last;

  /**
   * @param last the number of the last decision; 0: there is none
   */
  public Corrections(List<Decision> decisions, long last) {
    this.decisions = List.copyOf(decisions);
    this.last = last;
  }

  /** The number of the last decision; 0: there is none. */
  public long last() {
    return last;
  }

  public int size() {
    return decisions.size();
  }

  /** These and what was decided after them. */
  public Corrections and(List<Decision> newer, long newLast) {
    List<Decision> all = new ArrayList<>(decisions);
    all.addAll(newer);
    return new Corrections(all, newLast);
  }

  /** The snapshot as people see it at that time. */
  public NetworkSnapshot applied(NetworkSnapshot snapshot, Instant now) {
    Work work = new Work(snapshot);
    decisions.forEach(work::heed);
    return work.done(snapshot.toBuilder().setDecision(last), now);
  }

  /** When the next label stops counting; empty: none does. */
  public static Optional<Instant> nextExpiry(NetworkSnapshot snapshot) {
    return snapshot.getNetworksList().stream()
        .filter(network -> network.getCase().hasLabelExpiresAt())
        .map(network -> Labels.expiry(network.getCase()))
        .min(Instant::compareTo);
  }

  /** A snapshot under correction. */
  private static final class Work {
    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<String, Set<HotKey>> keys = new LinkedHashMap<>();
    private final Set<String> emptied = new HashSet<>();

    Work(NetworkSnapshot snapshot) {
      snapshot.getNetworksList().forEach(network -> networks.put(network.getId(), network));
      snapshot
          .getHotKeysList()
          .forEach(
              key ->
                  keys.computeIfAbsent(key.getNetworkId(), id -> new LinkedHashSet<>()).add(key));
    }

    void heed(Decision decision) {
      Network network = networks.get(decision.networkId());
      if (network == null) {
        return;
      }
      if (decision instanceof Decision.Labelled labelled) {
        networks.put(network.getId(), labelled(network, labelled));
      } else if (decision instanceof Decision.Handled handled) {
        networks.put(network.getId(), handled(network, handled));
      } else if (decision instanceof Decision.Split split) {
        split(network, split);
      } else if (decision instanceof Decision.Merged merged) {
        merged.absorbedIds().forEach(id -> absorb(merged.networkId(), id));
      }
    }

    private static Network labelled(Network network, Decision.Labelled decision) {
      NetworkCase.Builder told =
          Labels.without(network.getCase()).toBuilder()
              .setLabel(decision.label())
              .setReason(decision.reason())
              .setLabelledBy(decision.by())
              .setLabelledAt(Timestamps.timestamp(decision.at()));
      Instant expiresAt = decision.expiresAt();
      if (expiresAt != null) {
        told.setLabelExpiresAt(Timestamps.timestamp(expiresAt));
      }
      return network.toBuilder()
          .setCase(
              decision.label() == NetworkLabel.NETWORK_LABEL_UNSPECIFIED
                  ? Labels.without(network.getCase())
                  : told.build())
          .build();
    }

    private static Network handled(Network network, Decision.Handled decision) {
      NetworkCase.Builder told = network.getCase().toBuilder();
      if (decision.state() != NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED) {
        told.setState(decision.state());
      }
      String owner = decision.owner();
      if (owner != null) {
        told.setOwner(owner);
      }
      return network.toBuilder().setCase(told).build();
    }

    /** One that has nobody left, or nobody yet, stays: later decisions may be about it. */
    private void split(Network network, Decision.Split decision) {
      Parts.Cut cut = Parts.cut(network, decision.accountIds());
      String id = decision.newId();
      Network known = networks.get(id);
      boolean isNobodys = cut.part().getMembersCount() == 0;
      if (isNobodys && known != null) {
        return;
      }
      networks.put(
          id, known == null ? Parts.splitOff(cut.part(), id) : Parts.joined(known, cut.part()));
      keys.getOrDefault(network.getId(), Set.of()).forEach(key -> addKey(id, key));
      if (isNobodys) {
        emptied.add(id);
      } else {
        networks.put(network.getId(), cut.rest());
        emptied.add(network.getId());
      }
    }

    private void absorb(String into, String id) {
      Network whole = networks.get(into);
      Network absorbed = networks.get(id);
      if (whole == null || absorbed == null || into.equals(id)) {
        return;
      }
      networks.remove(id);
      Set<HotKey> moved = keys.remove(id);
      if (absorbed.getMembersCount() == 0 && emptied.contains(id)) {
        return;
      }
      networks.put(into, Parts.merged(whole, absorbed));
      if (moved != null) {
        moved.forEach(key -> addKey(into, key));
      }
    }

    private void addKey(String id, HotKey key) {
      keys.computeIfAbsent(id, unused -> new LinkedHashSet<>())
          .add(key.toBuilder().setNetworkId(id).build());
    }

    NetworkSnapshot done(NetworkSnapshot.Builder snapshot, Instant now) {
      emptied.forEach(this::dropIfEmpty);
      snapshot.clearNetworks().clearHotKeys();
      networks.values().forEach(network -> snapshot.addNetworks(Labels.at(now, network)));
      keys.values().forEach(snapshot::addAllHotKeys);
      return snapshot.build();
    }

    private void dropIfEmpty(String id) {
      Network left = networks.get(id);
      if (left != null && left.getMembersCount() == 0) {
        networks.remove(id);
        keys.remove(id);
      }
    }
  }
}
