package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds the networks of a day. The same vectors, seed and history give the same networks. Costs a
 * pass over all vectors, and per candidate 199 passes over as many accounts as it has units.
 */
public final class Discovery {
  private final BaselineContent baseline;
  private final Population today;
  private final NetworkHistory history;
  private final long seed;
  private Set<String> ignored = Set.of();

  /**
   * @param baseline of trusted, earlier days
   * @param previous the snapshot of the night before; empty: none
   */
  public Discovery(
      BaselineContent baseline, List<FeatureVector> today, NetworkSnapshot previous, long seed) {
    this.baseline = baseline;
    this.today = new Population(today);
    this.history = new NetworkHistory(previous);
    this.seed = seed;
  }

  /**
   * The same as if nothing had been found of these families of evidence, so that a measurement can
   * tell what each is worth. The content is what candidates are made of and cannot be ignored.
   */
  public Discovery without(Set<String> families) {
    ignored = Set.copyOf(families);
    return this;
  }

  /**
   * Networks by falling number of units. Honest groups that an honest cause explains are among
   * them.
   */
  public NetworkSnapshot networks(Instant madeAt) {
    return networks(madeAt, known -> known.dormant(openAccounts(), madeAt));
  }

  /**
   * The same between two nights: what is not found again stays as it was, for the next night to
   * decide, and no day is told of before it is over.
   */
  public NetworkSnapshot renewed(Instant madeAt) {
    NetworkSnapshot.Builder renewed = networks(madeAt, NetworkHistory::left).toBuilder();
    String unfinished = LocalDate.ofInstant(madeAt, ZoneOffset.UTC).toString();
    renewed
        .getNetworksBuilderList()
        .forEach(network -> NetworkTimeline.endBefore(unfinished, network));
    return renewed.build();
  }

  private NetworkSnapshot networks(
      Instant madeAt, Function<NetworkHistory, List<Network>> notFoundAgain) {
    NetworkSnapshot.Builder snapshot = NetworkSnapshot.newBuilder();
    snapshot.setVersion("networks-" + madeAt);
    snapshot.setMadeAt(Timestamps.timestamp(madeAt));
    newSince(madeAt).ifPresent(since -> snapshot.setNewSince(Timestamps.timestamp(since)));
    List<NetworkDraft> drafts = drafts();
    drafts.removeIf(NetworkDraft::isEmpty);
    history.expect(drafts);
    drafts.forEach(draft -> history.take(draft, madeAt));
    List<Network> networks = new ArrayList<>();
    history.found().forEach(network -> networks.add(rated(network)));
    networks.addAll(notFoundAgain.apply(history));
    for (Network network : networks) {
      snapshot.addNetworks(network);
      history.hotKeysOf(network).forEach(snapshot::addHotKeys);
    }
    return snapshot.build();
  }

  /**
   * On no baseline day, and no more than a day ago: whom discovery has seen for longer, and left
   * out, it had reasons for that a look-up does not know.
   */
  private Optional<Instant> newSince(Instant madeAt) {
    Instant yesterday = madeAt.minus(Duration.ofDays(1));
    return Optional.ofNullable(baseline.newSince())
        .map(since -> since.isBefore(yesterday) ? yesterday : since);
  }

  private static Network rated(Network network) {
    return network.toBuilder().setConfidence(Confidence.shipped().of(network)).build();
  }

  private List<NetworkDraft> drafts() {
    HotContent content = new HotContent(today);
    List<ContentKey> keys = content.against(baseline, history);
    SteadyContent steady = new SteadyContent(today);
    List<Candidate> candidates = candidates(keys, steady);
    candidates.removeIf(found -> found.representatives().length < HotContent.LEAST_UNITS);
    candidates.sort(Comparator.comparingInt(found -> -found.representatives().length));
    BitSet suspects = new BitSet();
    candidates.stream()
        .filter(
            found ->
                !found.of(ContentKey.Interest.NONE) || steady.areLinked(found.representatives()))
        .forEach(candidate -> markAll(candidate.members(), suspects));
    MatchedSets honest = new MatchedSets(today, suspects, new Dice(seed));
    Verification verification = new Verification(today, honest, candidates.size() + keys.size());
    ControlFacts control =
        new ControlFacts(
            today, content, honestRepeats(keys, content), verification.logChanceOfOne());
    List<NetworkDraft> drafts = new ArrayList<>();
    for (Candidate candidate : candidates) {
      NetworkDraft draft = draft(candidate, content, verification, control);
      if (candidate.of(ContentKey.Interest.HOT) || draft.standing() == NetworkStanding.VERIFIED) {
        drafts.add(draft);
      }
    }
    List<NetworkDraft> whole = absorbed(drafts, content, verification, control);
    return new Hands(today, candidate -> draft(candidate, content, verification, control))
        .toldApart(whole);
  }

  /** Of what turned hot or is followed, and of what is steady. */
  private List<Candidate> candidates(List<ContentKey> keys, SteadyContent steady) {
    List<ContentKey> found =
        keys.stream().filter(key -> key.interest() != ContentKey.Interest.NONE).toList();
    List<Candidate> candidates = new ArrayList<>(Candidates.of(found, today));
    candidates.addAll(Candidates.of(steady.among(keys), today));
    return candidates;
  }

  private static HonestRepeats honestRepeats(List<ContentKey> keys, HotContent content) {
    return new HonestRepeats(
        keys.stream()
            .filter(key -> key.frame() && !key.novel())
            .map(key -> content.tasks(List.of(key), key.accounts().stream().toArray()))
            .toList());
  }

  private NetworkDraft draft(
      Candidate candidate, HotContent content, Verification verification, ControlFacts control) {
    Map<Trait, Finding> findings = seen(verification.of(candidate));
    PooledTasks tasks = content.tasks(candidate.content(), candidate.members());
    Circumstances known = Circumstances.of(candidate, today, baseline);
    List<NetworkEvidence> facts =
        control.of(candidate, tasks, findings, known).stream()
            .filter(fact -> !ignored.contains(fact.getFamily()))
            .toList();
    return new NetworkDraft(today, content, baseline, candidate, findings, tasks, known, facts);
  }

  private Map<Trait, Finding> seen(Map<Trait, Finding> findings) {
    Map<Trait, Finding> seen = new EnumMap<>(findings);
    seen.replaceAll((trait, of) -> ignored.contains(trait.family()) ? of.unproven() : of);
    return seen;
  }

  /** What lies nearly within a verified candidate is its content too, such as a paraphrase. */
  private List<NetworkDraft> absorbed(
      List<NetworkDraft> drafts,
      HotContent content,
      Verification verification,
      ControlFacts control) {
    List<Set<Integer>> beside = beside(drafts);
    BitSet taken = new BitSet();
    List<NetworkDraft> whole = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (taken.get(i)) {
        continue;
      }
      NetworkDraft largest = drafts.get(i);
      List<Integer> within =
          beside.get(i).stream()
              .filter(other -> !taken.get(other) && largest.absorbs(drafts.get(other)))
              .toList();
      NetworkDraft merged =
          within.isEmpty()
              ? largest
              : draft(
                  largest.candidate().with(within.stream().map(drafts::get).toList(), today),
                  content,
                  verification,
                  control);
      if (merged.standing() == largest.standing()) {
        within.forEach(taken::set);
        whole.add(merged);
      } else {
        whole.add(largest);
      }
    }
    return whole;
  }

  /** Of each draft, the later ones with an account in common: none else can lie within. */
  private List<Set<Integer>> beside(List<NetworkDraft> drafts) {
    List<Set<Integer>> beside = new ArrayList<>();
    drafts.forEach(unused -> beside.add(new TreeSet<>()));
    List<int[]> members = drafts.stream().map(draft -> draft.candidate().members()).toList();
    new SharedAccounts(members, today.size())
        .forEachPair((later, earlier, shared) -> beside.get(earlier).add(later));
    return beside;
  }

  private static void markAll(int[] accounts, BitSet marked) {
    for (int account : accounts) {
      marked.set(account);
    }
  }

  private Set<String> openAccounts() {
    Set<String> open = new HashSet<>();
    for (int account = 0; account < today.size(); account++) {
      if (!today.vector(account).account().silenced()) {
        open.add(today.vector(account).account().accountId());
      }
    }
    return open;
  }
}
