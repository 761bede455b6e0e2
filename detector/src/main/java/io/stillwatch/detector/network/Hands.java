package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells apart the hands that hide behind one public prompt. Each such prompt leads to a network of
 * all who pay with shared cards behind it, whoever they are; here accounts that are tied by cards
 * are put together by what they use, whatever the prompt, and each hand has a network of its own.
 */
final class Hands {
  private static final double NEARLY_ALL = 0.8;
  private static final double HALF = 0.5;
  private static final int LEAST = HotContent.LEAST_UNITS;

  private final Population today;
  private final Function<Candidate, NetworkDraft> draw;

  /**
   * @param draw measures a candidate
   */
  Hands(Population today, Function<Candidate, NetworkDraft> draw) {
    this.today = today;
    this.draw = draw;
  }

  /** The drafts, with a verified one for each hand instead of those that several hide behind. */
  List<NetworkDraft> toldApart(List<NetworkDraft> drafts) {
    List<NetworkDraft> shared = drafts.stream().filter(NetworkDraft::hidesBehindOthers).toList();
    if (shared.isEmpty()) {
      return drafts;
    }
    List<NetworkDraft> hands = hands(shared, drafts);
    List<BitSet> members = hands.stream().map(hand -> marked(hand.members())).toList();
    BitSet told = new BitSet();
    members.forEach(told::or);
    List<NetworkDraft> all = new ArrayList<>(hands);
    for (NetworkDraft draft : drafts) {
      if (shared.contains(draft)) {
        rest(draft, told).ifPresent(all::add);
      } else if (members.stream().noneMatch(hand -> isPart(draft, hand))) {
        all.add(draft);
      }
    }
    all.sort(Comparator.comparingInt(draft -> -draft.candidate().representatives().length));
    return all;
  }

  /** What is left of it, measured anew, if it stands by itself. */
  private Optional<NetworkDraft> rest(NetworkDraft draft, BitSet told) {
    int[] left = IntStream.of(draft.members()).filter(member -> !told.get(member)).toArray();
    return draw(left, draft.content());
  }

  private Optional<NetworkDraft> draw(int[] members, List<ContentKey> content) {
    Candidate candidate = Candidate.among(members, content, today);
    if (content.isEmpty() || candidate.representatives().length < LEAST) {
      return Optional.empty();
    }
    return Optional.of(draw.apply(candidate))
        .filter(draft -> draft.standing() == NetworkStanding.VERIFIED);
  }

  private List<NetworkDraft> hands(List<NetworkDraft> shared, List<NetworkDraft> drafts) {
    BitSet paid = new BitSet();
    shared.forEach(draft -> IntStream.of(draft.paidByItsCards()).forEach(paid::set));
    List<ContentKey> content =
        drafts.stream()
            .flatMap(draft -> draft.content().stream())
            .distinct()
            .filter(key -> key.accounts().stream().filter(paid::get).count() >= LEAST)
            .toList();
    List<NetworkDraft> hands = new ArrayList<>();
    IntStream.Builder rest = IntStream.builder();
    for (int[] members : new PaidTogether(today, content).groups(shared)) {
      Optional<NetworkDraft> hand = draw(members, carried(content, members));
      hand.ifPresentOrElse(hands::add, () -> IntStream.of(members).forEach(rest::add));
    }
    int[] left = rest.build().sorted().toArray();
    draw(left, carried(content, left)).ifPresent(hands::add);
    return hands;
  }

  /** Public prompts that enough of them use, and novel ones that are mostly theirs. */
  private static List<ContentKey> carried(List<ContentKey> content, int[] members) {
    List<ContentKey> carried = new ArrayList<>();
    for (ContentKey key : content) {
      long theirs = IntStream.of(members).filter(key.accounts()::get).count();
      boolean own = !key.novel() || theirs >= HALF * key.accounts().cardinality();
      if (theirs >= LEAST && own) {
        carried.add(key);
      }
    }
    carried.sort(Comparator.comparingInt(key -> -key.units()));
    return carried;
  }

  private static boolean isPart(NetworkDraft draft, BitSet hand) {
    int[] members = draft.members();
    return members.length > 0
        && IntStream.of(members).filter(hand::get).count() >= NEARLY_ALL * members.length;
  }

  private static BitSet marked(int[] accounts) {
    BitSet marked = new BitSet();
    IntStream.of(accounts).forEach(marked::set);
    return marked;
  }
}
