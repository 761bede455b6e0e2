package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
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
    BitSet told = new BitSet();
    hands.forEach(hand -> mark(hand.candidate().members(), told));
    List<NetworkDraft> all = new ArrayList<>(hands);
    for (NetworkDraft draft : drafts) {
      if (shared.contains(draft)) {
        draft.leaveOut(told);
        all.add(draft);
      } else if (hands.stream().noneMatch(hand -> isPart(draft, hand))) {
        all.add(draft);
      }
    }
    all.sort(Comparator.comparingInt(draft -> -draft.candidate().representatives().length));
    return all;
  }

  private List<NetworkDraft> hands(List<NetworkDraft> shared, List<NetworkDraft> drafts) {
    List<ContentKey> content =
        drafts.stream().flatMap(draft -> draft.content().stream()).distinct().toList();
    List<NetworkDraft> hands = new ArrayList<>();
    IntStream.Builder rest = IntStream.builder();
    for (int[] members : new PaidTogether(today, content).groups(shared)) {
      if (!addHand(members, content, hands)) {
        IntStream.of(members).forEach(rest::add);
      }
    }
    addHand(rest.build().sorted().toArray(), content, hands);
    return hands;
  }

  /** Gives whether it stands by itself; who is too few for that is one group with the others. */
  private boolean addHand(int[] members, List<ContentKey> content, List<NetworkDraft> hands) {
    Candidate candidate = Candidate.among(members, carried(content, members), today);
    if (candidate.content().isEmpty()
        || candidate.representatives().length < HotContent.LEAST_UNITS) {
      return false;
    }
    NetworkDraft hand = draw.apply(candidate);
    if (hand.standing() == NetworkStanding.VERIFIED) {
      hands.add(hand);
      return true;
    }
    return false;
  }

  /** Public prompts that enough of them use, and novel ones that are mostly theirs. */
  private static List<ContentKey> carried(List<ContentKey> content, int[] members) {
    List<ContentKey> carried = new ArrayList<>();
    for (ContentKey key : content) {
      long theirs = IntStream.of(members).filter(key.accounts()::get).count();
      boolean own = !key.novel() || theirs >= HALF * key.accounts().cardinality();
      if (theirs >= HotContent.LEAST_UNITS && own) {
        carried.add(key);
      }
    }
    carried.sort(Comparator.comparingInt(key -> -key.units()));
    return carried;
  }

  private static boolean isPart(NetworkDraft draft, NetworkDraft hand) {
    int[] members = draft.members();
    BitSet inHand = new BitSet();
    mark(hand.candidate().members(), inHand);
    return members.length > 0
        && IntStream.of(members).filter(inHand::get).count() >= NEARLY_ALL * members.length;
  }

  private static void mark(int[] accounts, BitSet marked) {
    IntStream.of(accounts).forEach(marked::set);
  }
}
