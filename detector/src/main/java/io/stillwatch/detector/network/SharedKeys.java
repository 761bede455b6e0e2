package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.SharedKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** The keys that most members of a network carry. Near frames of its content are one key. */
final class SharedKeys {
  /** Keys that are kept. */
  static final int MOST = 24;

  private static final Comparator<Shared> MOST_FIRST =
      Comparator.comparingInt((Shared key) -> -key.members())
          .thenComparing(Shared::family)
          .thenComparing(Shared::key, Long::compareUnsigned);

  private final Population today;
  private final int[] members;
  private final List<Shared> found = new ArrayList<>();

  /**
   * A key.
   *
   * @param members how many carry it
   * @param carries whether an account does, by its number
   */
  private record Shared(LinkFamily family, long key, int members, IntPredicate carries) {}

  /**
   * @param content of the network
   * @param members account numbers, in the order of the network's members
   */
  SharedKeys(Population today, List<ContentKey> content, int[] members) {
    this.today = today;
    this.members = members;
    Set<Long> frames = new HashSet<>();
    for (ContentKey key : content) {
      if (key.frame()) {
        frames.addAll(key.keys());
        addFrame(key);
      }
    }
    for (LinkFamily family : LinkFamily.values()) {
      addKeys(family, family == LinkFamily.FRAME ? frames : Set.of());
    }
    found.removeIf(key -> key.members() < 2);
    found.sort(MOST_FIRST);
  }

  /** Adds them, and to each member which of them it carries. */
  void addTo(Network.Builder network) {
    for (Shared key : found.subList(0, Math.min(MOST, found.size()))) {
      int number = network.getSharedKeysCount();
      network.addSharedKeys(
          SharedKey.newBuilder()
              .setFamily(FamilyNumbers.of(key.family()))
              .setKey(key.key())
              .setMembers(key.members()));
      for (int place = 0; place < members.length; place++) {
        if (key.carries().test(members[place])) {
          network.getMembersBuilder(place).addSharedKeys(number);
        }
      }
    }
  }

  private void addFrame(ContentKey frame) {
    int carriers = 0;
    for (int member : members) {
      carriers += frame.accounts().get(member) ? 1 : 0;
    }
    long key = frame.keys().stream().min(Long::compareUnsigned).orElse(0L);
    found.add(new Shared(LinkFamily.FRAME, key, carriers, frame.accounts()::get));
  }

  private void addKeys(LinkFamily family, Set<Long> butNot) {
    Map<Integer, Integer> carriers = new HashMap<>();
    for (int member : members) {
      for (int number : today.keys(family, member)) {
        carriers.merge(number, 1, Integer::sum);
      }
    }
    carriers.forEach(
        (number, count) -> {
          long key = today.key(family, number);
          if (!butNot.contains(key)) {
            found.add(new Shared(family, key, count, account -> carries(family, account, number)));
          }
        });
  }

  private boolean carries(LinkFamily family, int account, int number) {
    for (int carried : today.keys(family, account)) {
      if (carried == number) {
        return true;
      }
    }
    return false;
  }
}
