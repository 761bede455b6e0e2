package io.stillwatch.modelservice.networks;

import io.stillwatch.detector.network.Decision;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.audit.AuditAction;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.decisions.DecisionStore;
import io.stillwatch.modelservice.models.ChampionWatch;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkMember;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes people's decisions on networks. One is taken at a time in all replicas, on what the one
 * before left, with its line of the audit log in one transaction; and it counts here on return.
 * Throws as {@code NetworkService} documents.
 */
@Component
public final class NetworkCases {
  private static final int MOST_ACCOUNTS = 50_000;
  private static final int MOST_ABSORBED = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a database and a JSON can hold. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final NetworkBook networks;
  private final DecisionStore decisions;
  private final ChampionWatch champion;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final ServiceClock clock;

  NetworkCases(
      NetworkBook networks,
      DecisionStore decisions,
      ChampionWatch champion,
      AuditLog audit,
      TransactionTemplate transaction,
      ServiceClock clock) {
    this.networks = networks;
    this.decisions = decisions;
    this.champion = champion;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Says what a network is.
   *
   * @param label unspecified: takes the label away
   * @param expiresAt null: never
   */
  public void label(
      Actor by, String id, NetworkLabel label, String reason, @Nullable Instant expiresAt) {
    if (label == NetworkLabel.UNRECOGNIZED) {
      throw new IllegalArgumentException("label is not one that is known");
    }
    boolean needsReason = label != NetworkLabel.NETWORK_LABEL_CONFIRMED;
    String why = AnalystText.reason(reason, needsReason);
    Instant now = clock.instant();
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      throw new IllegalArgumentException("expires_at is not in the future: " + expiresAt);
    }
    if (expiresAt != null && expiresAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("expires_at is after " + LATEST + ": " + expiresAt);
    }
    String until = expiresAt == null ? "" : " until " + expiresAt;
    Note note =
        new Note(by, AuditAction.NETWORK_LABELLED, id, word(label) + until + ": " + why, why, now);
    take(note, there -> new Decision.Labelled(id, label, why, by.name(), now, expiresAt));
  }

  /**
   * Says how far people are, and who looks after it.
   *
   * @param state unspecified: as it is
   * @param owner null: as it is; empty: nobody
   */
  public void update(Actor by, String id, NetworkCaseState state, @Nullable String owner) {
    if (state == NetworkCaseState.UNRECOGNIZED) {
      throw new IllegalArgumentException("state is not one that is known");
    }
    boolean noState = state == NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED;
    if (noState && owner == null) {
      throw new IllegalArgumentException("neither a state nor an owner is given");
    }
    String whose = owner == null ? null : AnalystText.owner(owner);
    String told =
        (noState ? "" : word(state) + ' ')
            + (whose == null ? "" : whose.isEmpty() ? "nobody's" : "of " + whose);
    Note note = note(by, AuditAction.NETWORK_CASE_UPDATED, id, told.strip(), "");
    take(note, there -> new Decision.Handled(id, state, whose));
  }

  /** Makes members a network of their own; returns its id. */
  public String split(Actor by, String id, List<String> accountIds, String reason) {
    String why = AnalystText.reason(reason, true);
    Set<String> accounts = new HashSet<>(accountIds);
    if (accounts.isEmpty() || accountIds.size() > MOST_ACCOUNTS) {
      throw new IllegalArgumentException(
          "account_ids has " + accountIds.size() + "; 1 to " + MOST_ACCOUNTS + " are needed");
    }
    String newId = newId();
    String told = accounts.size() + " accounts to " + newId + ": " + why;
    Note note = note(by, AuditAction.NETWORK_SPLIT, id, told, why);
    take(
        note,
        there -> {
          refuseUnfit(there.known(id), accounts);
          return new Decision.Split(id, newId, accounts);
        });
    return newId;
  }

  /** Takes networks into one. */
  public void merge(Actor by, String id, List<String> absorbedIds, String reason) {
    String why = AnalystText.reason(reason, true);
    if (absorbedIds.isEmpty() || absorbedIds.size() > MOST_ABSORBED) {
      throw new IllegalArgumentException(
          "absorbed_ids has " + absorbedIds.size() + "; 1 to " + MOST_ABSORBED + " are needed");
    }
    Set<String> seen = new HashSet<>(Set.of(id));
    for (String absorbed : absorbedIds) {
      if (!seen.add(absorbed)) {
        throw new IllegalArgumentException(
            "network \"" + NetworkBook.shown(absorbed) + "\" is named twice");
      }
    }
    Function<KnownNetworks, Decision> decision =
        there -> {
          absorbedIds.forEach(there::known);
          return new Decision.Merged(id, absorbedIds);
        };
    String told = String.join(", ", absorbedIds.stream().map(NetworkBook::shown).toList());
    take(note(by, AuditAction.NETWORK_MERGED, id, told + ": " + why, why), decision);
  }

  /**
   * Nobody else decides between the look at what is there and the decision. What takes its time,
   * reading decisions and models, comes before the lock that all replicas wait for; if others
   * decided in between, it is looked again.
   */
  private void take(Note note, Function<KnownNetworks, Decision> decision) {
    do {
      champion.look();
    } while (!isTaken(note, decision));
    champion.look();
  }

  private boolean isTaken(Note note, Function<KnownNetworks, Decision> decision) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              decisions.lock();
              KnownNetworks there = networks.now();
              if (!there.heed(decisions.last())) {
                return false;
              }
              add(note, decision, there);
              return true;
            }));
  }

  private void add(Note note, Function<KnownNetworks, Decision> decision, KnownNetworks there) {
    there.known(note.networkId());
    decisions.add(
        decision.apply(there),
        new DecisionStore.Ground(
            note.by().name(), note.at(), there.snapshotVersion(), note.reason()));
    audit.add(note.by(), note.action(), note.networkId(), note.told());
  }

  private static void refuseUnfit(Network network, Set<String> accounts) {
    Set<String> members = new HashSet<>();
    network.getMembersList().stream().map(NetworkMember::getAccountId).forEach(members::add);
    for (String account : accounts) {
      if (!members.contains(account)) {
        throw new IllegalArgumentException(
            "account \"" + NetworkBook.shown(account) + "\" is no member of " + network.getId());
      }
    }
    if (accounts.size() == members.size()) {
      throw new IllegalArgumentException(
          "all " + members.size() + " members are named; nobody would stay in " + network.getId());
    }
  }

  private String newId() {
    String id;
    do {
      id = String.format("net-%08x", RANDOM.nextInt());
    } while (networks.now().find(id).isPresent() || decisions.knows(id));
    return id;
  }

  private Note note(Actor by, AuditAction action, String id, String told, String reason) {
    return new Note(by, action, id, told, reason, clock.instant());
  }

  private static String word(NetworkLabel label) {
    return label == NetworkLabel.NETWORK_LABEL_UNSPECIFIED
        ? "no label"
        : label.name().substring("NETWORK_LABEL_".length());
  }

  private static String word(NetworkCaseState state) {
    return state.name().substring("NETWORK_CASE_STATE_".length());
  }

  /** What is written of a decision, beside itself. */
  private record Note(
      Actor by, AuditAction action, String networkId, String told, String reason, Instant at) {}
}
