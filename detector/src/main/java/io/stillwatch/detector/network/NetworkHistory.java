package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was known the night before. A network keeps its id while it shares a third of the smaller
 * one's members, or its content: a pool that takes over from a closed one is the same network. With
 * the id it keeps what people decided of it: its case, what they split, and what they merged.
 */
final class NetworkHistory {
  private static final double OVERLAP = 1.0 / 3;
  private static final double FADING = 0.87;
  private static final double FORGOTTEN = 0.2;
  private static final double WATCHED = 0.7;
  private static final double NEARLY_ALL = 0.8;

  private final Map<String, Network> before = new LinkedHashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, FrameClusters> framesBefore = new HashMap<>();

  /** What many had word for word. */
  private final Map<String, List<Frame>> peaksBefore = new HashMap<>();

  private final Map<String, Set<Long>> affixesBefore = new HashMap<>();
  private final Map<String, List<HotKey>> hotKeysBefore = new HashMap<>();
  private final SplitFamilies families;
  private final Set<String> stillThere = new HashSet<>();
  private final Map<String, Network> found = new LinkedHashMap<>();
  private final Map<String, Set<HotKey>> hotKeysFound = new HashMap<>();

  /** Ids of networks by member, and by what their content is looked up by. */
  private final Map<String, Set<String>> byAccount = new HashMap<>();

  private final Map<Long, Set<String>> byLookUp = new HashMap<>();

  NetworkHistory(NetworkSnapshot previous) {
    for (Network network : previous.getNetworksList()) {
      places.put(network.getId(), places.size());
      before.put(network.getId(), network);
      accounts(network.getMembersList())
          .forEach(account -> put(byAccount, account, network.getId()));
    }
    families = new SplitFamilies(before.values());
    Map<String, FrameClusters.Builder> frames = new HashMap<>();
    previous.getHotKeysList().forEach(key -> addContent(key, frames));
    frames.forEach((id, counted) -> framesBefore.put(id, counted.build()));
  }

  /** Whether it is content of a verified network. */
  boolean suspects(ContentKey key) {
    return withContent(key)
        .flatMap(id -> Stream.ofNullable(before.get(id)))
        .anyMatch(
            old -> NetworkStanding.of(old) == NetworkStanding.VERIFIED && hasContent(old, key));
  }

  /** Hears of all drafts before any is taken in: whose accounts are there goes before content. */
  void expect(List<NetworkDraft> drafts) {
    for (NetworkDraft draft : drafts) {
      Set<String> accounts = draft.accountIds();
      touched(draft, accounts).stream()
          .filter(old -> overlaps(accounts, old))
          .forEach(old -> stillThere.add(old.getId()));
    }
  }

  /** Takes a draft in as what it continues; one that people had split in its parts. */
  void take(NetworkDraft draft, Instant madeAt) {
    Network rest = draft.network().build();
    Map<String, Set<String>> shares = families.shares(rest);
    List<String> known = List.copyOf(shares.keySet());
    for (int i = known.size() - 1; i > 0; i--) {
      String id = known.get(i);
      Parts.Cut cut = Parts.cut(rest, shares.getOrDefault(id, Set.of()));
      take(cut.part(), before.get(id), draft, madeAt);
      rest = cut.rest();
    }
    take(rest, known.isEmpty() ? null : before.get(known.get(0)), draft, madeAt);
  }

  /** In the order in which they were taken in. */
  List<Network> found() {
    return List.copyOf(found.values());
  }

  /** Gives the network its id, life, predecessors, case and the day it was first seen. */
  private void take(Network part, @Nullable Network known, NetworkDraft draft, Instant madeAt) {
    Network.Builder network = part.toBuilder();
    Set<String> accounts = accounts(network.getMembersList());
    List<Network> ancestors = new ArrayList<>();
    for (Network old : touched(draft, accounts)) {
      if (overlaps(accounts, old) || sharesContent(draft, old)) {
        ancestors.add(old);
      }
    }
    ancestors.sort(Comparator.comparingInt(old -> -common(accounts, old)));
    Network self =
        known != null
            ? known
            : ancestors.stream().filter(old -> mayBe(old, accounts)).findFirst().orElse(null);
    network.setId(self == null ? newId(draft, madeAt) : self.getId());
    network.addAllPredecessorIds(predecessors(network.getId(), self, ancestors));
    network.setFirstSeen(self == null ? Timestamps.timestamp(madeAt) : self.getFirstSeen());
    if (self != null && self.hasCase()) {
      network.setCase(Labels.at(madeAt, self).getCase());
    }
    if (self != null && found.containsKey(self.getId())) {
      NetworkTimeline.onlyNew(self.getDaysList(), network);
    } else if (self != null) {
      NetworkTimeline.goOn(self.getDaysList(), network);
    }
    network.setLife(life(draft, self != null, self != null && sharesContent(draft, self)));
    found.merge(network.getId(), network.build(), Parts::joined);
    hotKeysFound
        .computeIfAbsent(network.getId(), id -> new LinkedHashSet<>())
        .addAll(draft.hotKeys(network.getId()));
  }

  /**
   * Whether it goes on as that: not by content alone where another draft has its members; of those
   * that nobody else goes on as, one that was split off only with its own members; and of those
   * that were merged, whatever goes on as one.
   */
  private boolean mayBe(Network old, Set<String> accounts) {
    if (stillThere.contains(old.getId()) && !overlaps(accounts, old)) {
      return false;
    }
    return found.containsKey(old.getId())
        ? old.getCase().getAbsorbedIdsCount() > 0
        : old.getCase().getSplitFromId().isEmpty() || common(accounts, old) > 0;
  }

  private Set<String> predecessors(String id, @Nullable Network self, List<Network> ancestors) {
    Set<String> all = new LinkedHashSet<>();
    if (self != null) {
      all.addAll(self.getPredecessorIdsList());
    }
    for (Network old : ancestors) {
      if (!old.getId().equals(id) && !families.haveSplit(id, old.getId())) {
        all.add(old.getId());
      }
    }
    return all;
  }

  /**
   * Networks that were not found again but whose accounts are still there, and not nearly all in
   * another network. Their members count for less each night, the core for two more nights, until
   * nobody stands by them; but what people excused stays while they do, lest it come back without
   * its label.
   */
  List<Network> dormant(Set<String> openAccounts, Instant madeAt) {
    Map<String, Set<String>> now = verifiedNow();
    return before.values().stream()
        .filter(old -> !found.containsKey(old.getId()))
        .map(old -> Labels.at(madeAt, old))
        .filter(old -> Labels.excuse(old) || NetworkStanding.of(old) != NetworkStanding.EXPLAINED)
        .filter(old -> accounts(old.getMembersList()).stream().anyMatch(openAccounts::contains))
        .filter(old -> Labels.excuse(old) || !isWithinOne(now, old))
        .map(old -> Labels.excuse(old) ? excused(old) : faded(old))
        .filter(old -> old.getMembersCount() > 0)
        .toList();
  }

  /** Networks that were not found again, as they were. */
  List<Network> left() {
    return before.values().stream().filter(old -> !found.containsKey(old.getId())).toList();
  }

  /** By account, the verified networks of this night that it is in. */
  private Map<String, Set<String>> verifiedNow() {
    Map<String, Set<String>> now = new HashMap<>();
    for (Network network : found.values()) {
      if (NetworkStanding.of(network) == NetworkStanding.VERIFIED) {
        accounts(network.getMembersList()).forEach(id -> put(now, id, network.getId()));
      }
    }
    return now;
  }

  private static boolean isWithinOne(Map<String, Set<String>> now, Network old) {
    Map<String, Integer> common = new HashMap<>();
    for (NetworkMember member : old.getMembersList()) {
      now.getOrDefault(member.getAccountId(), Set.of())
          .forEach(id -> common.merge(id, 1, Integer::sum));
    }
    return common.values().stream().anyMatch(count -> count >= NEARLY_ALL * old.getMembersCount());
  }

  /** Of what was found, or of what is dormant. */
  List<HotKey> hotKeysOf(Network network) {
    Set<HotKey> now = hotKeysFound.get(network.getId());
    return now != null ? List.copyOf(now) : hotKeysBefore.getOrDefault(network.getId(), List.of());
  }

  /** Should its label end, nobody is more than watched before it is found again. */
  private static Network excused(Network old) {
    Network.Builder network = asleep(old).toBuilder().clearMembers().clearJoinsByContent();
    for (NetworkMember member : old.getMembersList()) {
      network.addMembers(member.toBuilder().setWeight(Math.min(WATCHED, member.getWeight())));
    }
    return network.build();
  }

  private static Network asleep(Network old) {
    return old.toBuilder().setLife(NetworkLife.NETWORK_LIFE_DORMANT).build();
  }

  private static Network faded(Network old) {
    Network.Builder network = asleep(old).toBuilder().clearMembers().clearJoinsByContent();
    for (NetworkMember member : old.getMembersList()) {
      double weight = FADING * member.getWeight();
      if (weight >= FORGOTTEN) {
        network.addMembers(member.toBuilder().setWeight(weight));
      }
    }
    return network.build();
  }

  private String newId(NetworkDraft draft, Instant madeAt) {
    ContentKey content = draft.content().get(0);
    long smallest = content.keys().stream().mapToLong(Long::longValue).min().orElse(0);
    long hash = Dice.mix(smallest ^ madeAt.getEpochSecond());
    String id = name(hash);
    while (before.containsKey(id) || found.containsKey(id)) {
      hash = Dice.mix(hash + 1);
      id = name(hash);
    }
    return id;
  }

  private static String name(long hash) {
    return "net-" + Long.toHexString(hash | Long.MIN_VALUE).substring(0, 8);
  }

  private static NetworkLife life(NetworkDraft draft, boolean known, boolean sameContent) {
    if (draft.isClosed()) {
      return NetworkLife.NETWORK_LIFE_CLOSED;
    }
    if (!known) {
      return NetworkLife.NETWORK_LIFE_NEW;
    }
    return sameContent ? NetworkLife.NETWORK_LIFE_GROWING : NetworkLife.NETWORK_LIFE_PIVOTED;
  }

  private boolean sharesContent(NetworkDraft draft, Network old) {
    return draft.content().stream().anyMatch(key -> hasContent(old, key));
  }

  private boolean hasContent(Network old, ContentKey key) {
    if (key.frame()) {
      return key.frames().values().stream().anyMatch(frame -> hasFrame(old, frame));
    }
    Set<Long> affixes = affixesBefore.getOrDefault(old.getId(), Set.of());
    return key.keys().stream().anyMatch(affixes::contains);
  }

  private boolean hasFrame(Network old, Frame frame) {
    FrameClusters frames = framesBefore.get(old.getId());
    return (frames != null && frames.of(frame) != FrameClusters.ABSENT)
        || peaksBefore.getOrDefault(old.getId(), List.of()).stream().anyMatch(frame::isVariantOf);
  }

  /** Networks with an account or, perhaps, content of the draft, in the order of the snapshot. */
  private List<Network> touched(NetworkDraft draft, Set<String> accounts) {
    Set<String> ids = new HashSet<>();
    accounts.forEach(account -> ids.addAll(byAccount.getOrDefault(account, Set.of())));
    draft.content().forEach(key -> withContent(key).forEach(ids::add));
    List<Network> touched = new ArrayList<>();
    ids.stream().flatMap(id -> Stream.ofNullable(before.get(id))).forEach(touched::add);
    touched.sort(Comparator.comparingInt(old -> places.getOrDefault(old.getId(), 0)));
    return touched;
  }

  /** Ids of networks that may have the key among their content, and of all that have. */
  private Stream<String> withContent(ContentKey key) {
    LongStream lookUps =
        key.frame()
            ? key.frames().values().stream().flatMapToLong(frame -> LongStream.of(frame.lookUps()))
            : key.keys().stream().mapToLong(Long::longValue);
    return lookUps.boxed().flatMap(lookUp -> byLookUp.getOrDefault(lookUp, Set.of()).stream());
  }

  private static boolean overlaps(Set<String> accounts, Network old) {
    int smaller = Math.min(accounts.size(), old.getMembersCount());
    return smaller > 0 && common(accounts, old) >= OVERLAP * smaller;
  }

  private static int common(Set<String> accounts, Network old) {
    int common = 0;
    for (NetworkMember member : old.getMembersList()) {
      common += accounts.contains(member.getAccountId()) ? 1 : 0;
    }
    return common;
  }

  private static Set<String> accounts(List<NetworkMember> members) {
    Set<String> accounts = new HashSet<>();
    members.forEach(member -> accounts.add(member.getAccountId()));
    return accounts;
  }

  private void addContent(HotKey key, Map<String, FrameClusters.Builder> frames) {
    String id = key.getNetworkId();
    hotKeysBefore.computeIfAbsent(id, unused -> new ArrayList<>()).add(key);
    if (key.getFamily() == FamilyNumbers.of(LinkFamily.FRAME)) {
      Frame frame = Frame.of(key);
      if (key.getVariantsOnly()) {
        peaksBefore.computeIfAbsent(id, unused -> new ArrayList<>()).add(frame);
      } else {
        frames.computeIfAbsent(id, unused -> new FrameClusters.Builder()).add(frame);
      }
      for (long lookUp : frame.lookUps()) {
        put(byLookUp, lookUp, id);
      }
    } else if (key.getFamily() == FamilyNumbers.of(LinkFamily.AFFIX)) {
      affixesBefore.computeIfAbsent(id, unused -> new HashSet<>()).add(key.getKey());
      put(byLookUp, key.getKey(), id);
    }
  }

  private static <K> void put(Map<K, Set<String>> ids, K key, String id) {
    ids.computeIfAbsent(key, unused -> new HashSet<>(2)).add(id);
  }
}
