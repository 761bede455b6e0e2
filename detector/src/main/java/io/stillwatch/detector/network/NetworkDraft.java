package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A measured candidate on its way to a network: members with their weights, evidence, harm, keys.
 */
final class NetworkDraft {
  private static final double NEARLY_ALL = 0.8;
  static final double LINKED = 1;
  static final double BY_CONTENT = 0.9;
  private static final double HALF = 0.5;
  private static final double SOME = 0.3;

  /** Of somebody's calls, so that an app among many of an aggregator is not his. */
  static final double MUCH = 0.1;

  private static final double UNLINKED = 0.5;
  private static final int CONFIRMATIONS_OF_A_KNOWN_PROMPT = 2;

  private final Population today;
  private final HotContent content;
  private final BaselineContent baseline;
  private final Candidate candidate;
  private final Map<Trait, Finding> findings;
  private final PooledTasks tasks;
  private final Circumstances known;
  private final List<NetworkEvidence> evidence;
  private final NetworkStanding standing;
  private final Set<Long> instruments = new TreeSet<>();

  /** Of these, those that no household has. */
  private final Set<Long> largeInstruments = new TreeSet<>();

  private final Set<Long> issuers = new TreeSet<>();
  private final Set<Long> artefacts = new TreeSet<>();
  private final double evenLoad;

  /** Content whose users belong together by that alone. */
  private final List<ContentKey> theirs;

  /** Of the candidate's members, in their order; 0: no member of the network. */
  private final double[] weights;

  /**
   * @param tasks what its units ask
   * @param facts of the control family, beside the findings
   */
  NetworkDraft(
      Population today,
      HotContent content,
      BaselineContent baseline,
      Candidate candidate,
      Map<Trait, Finding> findings,
      PooledTasks tasks,
      Circumstances known,
      List<NetworkEvidence> facts) {
    this.today = today;
    this.content = content;
    this.baseline = baseline;
    this.candidate = candidate;
    this.findings = findings;
    this.tasks = tasks;
    this.known = known;
    if (isUnexplained(Trait.INSTRUMENT_SHARED)) {
      addKeys(LinkFamily.INSTRUMENT, 2, Integer.MAX_VALUE, instruments);
      addKeys(
          LinkFamily.INSTRUMENT, CommonCause.HOUSEHOLD + 1, Integer.MAX_VALUE, largeInstruments);
    }
    if (isUnexplained(Trait.ISSUER_CROWDED)) {
      addKeys(LinkFamily.ISSUER, crowd(Trait.ISSUER_CROWDED), Integer.MAX_VALUE, issuers);
    }
    if (isUnexplained(Trait.ARTEFACT_SHARED)) {
      addKeys(LinkFamily.ARTEFACT, 2, TraitCounts.MOST_OF_A_REPLAY, artefacts);
    }
    boolean isEven = isUnexplained(Trait.EVEN_LOAD) && (candidate.novel() || hasOneLoad());
    this.evenLoad = isEven ? medianLoad() : Double.NaN;
    this.evidence = evidence(facts);
    this.standing = NetworkStanding.of(Network.newBuilder().addAllEvidence(evidence).build());
    boolean allAreHeld =
        facts.stream().anyMatch(fact -> !fact.getExplained()) || !Double.isNaN(evenLoad);
    this.theirs =
        candidate.content().stream().filter(key -> allAreHeld || coverage(key) >= HALF).toList();
    this.weights = Arrays.stream(candidate.members()).mapToDouble(this::weight).toArray();
  }

  NetworkStanding standing() {
    return standing;
  }

  List<ContentKey> content() {
    return candidate.content();
  }

  Candidate candidate() {
    return candidate;
  }

  /**
   * Whether this is verified, and the other's members are nearly all among its own, most of them at
   * its core: honest users of what it hides behind are not taken in.
   */
  boolean absorbs(NetworkDraft other) {
    if (standing != NetworkStanding.VERIFIED || candidate.coverage(other.candidate) < NEARLY_ALL) {
      return false;
    }
    long core =
        Arrays.stream(other.candidate.members())
            .map(member -> Arrays.binarySearch(candidate.members(), member))
            .filter(place -> place >= 0 && weights[place] >= Membership.CORE)
            .count();
    return core >= HALF * other.candidate.members().length;
  }

  /** Whether it is of who pays with one hand's cards, behind a prompt that others use, too. */
  boolean hidesBehindOthers() {
    long others = Arrays.stream(weights).filter(weight -> weight == 0).count();
    return standing == NetworkStanding.VERIFIED
        && !instruments.isEmpty()
        && others >= SOME * weights.length;
  }

  /** Numbers of the cards that are one hand's. */
  IntStream cards() {
    return Arrays.stream(paidByItsCards())
        .flatMap(member -> Arrays.stream(today.keys(LinkFamily.INSTRUMENT, member)))
        .filter(card -> instruments.contains(today.key(LinkFamily.INSTRUMENT, card)));
  }

  /** Members that pay with these. */
  int[] paidByItsCards() {
    return Arrays.stream(candidate.members()).filter(this::isPaidWithThem).toArray();
  }

  /** Ids of its members. */
  Set<String> accountIds() {
    return Arrays.stream(members())
        .mapToObj(member -> today.vector(member).account().accountId())
        .collect(Collectors.toSet());
  }

  /** Whether nobody is a member: whatever stands belongs to nobody in particular. */
  boolean isEmpty() {
    return Arrays.stream(weights).allMatch(weight -> weight == 0);
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
    Network.Builder network = Network.newBuilder().addAllEvidence(evidence);
    double exchanges = 0;
    double tokens = 0;
    BitSet units = new BitSet();
    for (int place = 0; place < weights.length; place++) {
      if (weights[place] == 0) {
        continue;
      }
      int member = candidate.members()[place];
      units.set(today.unit(member));
      FeatureVector vector = today.vector(member);
      double share = share(vector);
      exchanges += vector.requests7d() * share;
      tokens += vector.outputTokens7d() * share;
      network.addMembers(
          NetworkMember.newBuilder()
              .setAccountId(vector.account().accountId())
              .setWeight(weights[place])
              .setContentShare(share)
              .setRequests7D(vector.requests7d()));
    }
    network.setUnits(units.cardinality());
    network.setJoinsByContent(
        theirs.stream().anyMatch(ContentKey::novel) && standing == NetworkStanding.VERIFIED);
    network.setExchanges7D(Math.round(exchanges)).setOutputTokens7D(Math.round(tokens));
    new NetworkPortrait(today, content, baseline, candidate.content()).addTo(network, members());
    return describe(network);
  }

  /** The numbers of the accounts that are members, ascending. */
  int[] members() {
    return IntStream.range(0, weights.length)
        .filter(place -> weights[place] != 0)
        .map(place -> candidate.members()[place])
        .toArray();
  }

  List<HotKey> hotKeys(String networkId) {
    List<HotKey> keys = new ArrayList<>();
    for (ContentKey key : candidate.content()) {
      if (key.frame()) {
        key.frames().values().forEach(frame -> keys.add(hotKey(frame, networkId, key)));
      } else {
        key.keys().forEach(hash -> keys.add(hotAffix(hash, networkId, joins(key))));
      }
    }
    largeInstruments.forEach(hash -> keys.add(hotKey(LinkFamily.INSTRUMENT, hash, networkId)));
    issuers.forEach(hash -> keys.add(hotKey(LinkFamily.ISSUER, hash, networkId)));
    return keys;
  }

  /**
   * Who is linked to the others belongs to them; by his load alone, behind a prompt that was there
   * before, less surely, for strangers' loads are near to it by chance. So does whoever came with a
   * new prompt and was not there before, where a fact of control is about all of them or half of
   * them are linked. A prompt that was there before has users who do not belong, and so has a new
   * one that customers of before took up; 0: no member.
   */
  private double weight(int member) {
    boolean brought = candidate.content().stream().anyMatch(key -> cameWith(key, member));
    boolean broughtTheirs = theirs.stream().anyMatch(key -> cameWith(key, member));
    FeatureVector vector = today.vector(member);
    boolean isNew = baseline.isNew(vector.account());
    boolean replays = replays(member);
    if (carries(LinkFamily.INSTRUMENT, member, largeInstruments)) {
      return LINKED;
    }
    if (replays && (brought || isNew)) {
      return brought ? LINKED : BY_CONTENT;
    }
    if (isEven(member)) {
      return brought && isNew ? LINKED : BY_CONTENT;
    }
    if (isPaidWithThem(member)) {
      return BY_CONTENT;
    }
    if (standing != NetworkStanding.VERIFIED || replays) {
      return UNLINKED;
    }
    if (!brought || !isNew) {
      return 0;
    }
    return broughtTheirs && share(vector) >= MUCH ? BY_CONTENT : UNLINKED;
  }

  private boolean cameWith(ContentKey key, int member) {
    return key.novel()
        && key.accounts().get(member)
        && !key.unitsBefore().contains(today.vector(member).account().unit());
  }

  private Network.Builder describe(Network.Builder network) {
    CommonCause cause = contentCause();
    if (cause == CommonCause.NONE) {
      return network;
    }
    network.setNearestHonest(cause.text());
    network.getEvidenceList().stream()
        .filter(e -> !e.getExplained() && !e.getFamily().equals(NetworkStanding.CONTENT))
        .forEach(e -> network.addMisfits(e.getText()));
    return network;
  }

  private CommonCause contentCause() {
    return CommonCause.ofContent(findings, tasks, known);
  }

  /** The content first, then what stands, by falling rarity. */
  private List<NetworkEvidence> evidence(List<NetworkEvidence> facts) {
    List<NetworkEvidence> others = new ArrayList<>(facts);
    for (Finding finding : findings.values()) {
      if (finding.stands() && finding.trait() != Trait.INSTRUMENT_CROWDED) {
        others.add(evidence(finding));
      }
    }
    others.sort(Comparator.comparingDouble(NetworkEvidence::getLogChance));
    boolean hot = candidate.of(ContentKey.Interest.HOT);
    boolean confirmed =
        confirmations(others) >= (isOneEnough() ? 1 : CONFIRMATIONS_OF_A_KNOWN_PROMPT);
    List<NetworkEvidence> all = new ArrayList<>();
    all.add(contentEvidence(confirmed, hot));
    all.addAll(others);
    return all;
  }

  /** That a popular prompt has more users than ever says little of any. */
  private boolean isOneEnough() {
    boolean hot = candidate.of(ContentKey.Interest.HOT);
    return !artefacts.isEmpty() || (hot && (!known.popular() || !instruments.isEmpty()));
  }

  /** Families that nothing explains; each fact of control counts. */
  private static long confirmations(List<NetworkEvidence> evidence) {
    List<String> families =
        evidence.stream()
            .filter(one -> !one.getExplained())
            .map(NetworkEvidence::getFamily)
            .toList();
    long control = families.stream().filter(NetworkStanding.CONTROL::equals).count();
    long others =
        families.stream()
            .filter(family -> !family.equals(NetworkStanding.CONTROL))
            .distinct()
            .count();
    return control + others;
  }

  private NetworkEvidence contentEvidence(boolean confirmed, boolean hot) {
    ContentKey key = candidate.content().get(0);
    // One hand's cards do not fit a class or an app, even where another cause may explain them.
    boolean unexplained = confirmed || (hot && !instruments.isEmpty());
    String text =
        String.format(
            Locale.ROOT,
            "%d of %d share one %s that %s a day showed before; chance %s",
            carriers(key),
            candidate.representatives().length,
            key.what(),
            key.baselineUnits() < 0.05
                ? "none"
                : String.format(Locale.ROOT, "%.1f", key.baselineUnits()),
            Evidence.chance(key.logChance()));
    return Evidence.of(
        NetworkStanding.CONTENT,
        text,
        carriers(key),
        candidate.representatives().length,
        key.logChance(),
        unexplained ? CommonCause.NONE : contentCause());
  }

  /** The candidate's units that carry it. */
  private int carriers(ContentKey key) {
    return (int)
        Arrays.stream(candidate.members())
            .filter(key.accounts()::get)
            .map(today::unit)
            .distinct()
            .count();
  }

  private NetworkEvidence evidence(Finding finding) {
    CommonCause cause = CommonCause.of(finding.trait(), findings, tasks, known);
    String text =
        String.format(
            Locale.ROOT,
            "%d of %d %s, where matched honest sets reach %.0f %%; chance %s",
            finding.sharing(),
            finding.members(),
            finding.trait().text(),
            100 * finding.mostMatched(),
            Evidence.chance(finding.logChance()));
    return Evidence.of(
        finding.trait().family(),
        text,
        finding.sharing(),
        finding.members(),
        finding.logChance(),
        cause);
  }

  /** Whether a new account belongs to the network by that content. */
  private boolean joins(ContentKey key) {
    return key.novel() && theirs.contains(key);
  }

  /** Of the units that carry it, the share that is linked: who lends his prompt links nobody. */
  private double coverage(ContentKey key) {
    int[] carriers =
        Arrays.stream(candidate.representatives()).filter(key.accounts()::get).toArray();
    long linked = Arrays.stream(carriers).filter(this::isLinked).count();
    return carriers.length == 0 ? 0 : (double) linked / carriers.length;
  }

  private boolean isLinked(int member) {
    return isPaidWithThem(member) || isEven(member);
  }

  private boolean replays(int member) {
    return carries(LinkFamily.ARTEFACT, member, artefacts);
  }

  private boolean isPaidWithThem(int member) {
    return carries(LinkFamily.INSTRUMENT, member, instruments);
  }

  /**
   * Strangers' loads are near to it by chance: they do not have most of the content, or little of
   * it.
   */
  private boolean isEven(int member) {
    long had = candidate.content().stream().filter(key -> key.accounts().get(member)).count();
    return Math.abs(Loads.callsAWeek(today.vector(member)) - evenLoad)
            <= TraitCounts.EVEN * evenLoad
        && 2 * had > candidate.content().size()
        && share(today.vector(member)) >= MUCH
        && (hasOneLoad() || baseline.isNew(today.vector(member).account()));
  }

  /** Where nearly all have it, strangers who have it by chance are few. */
  private boolean hasOneLoad() {
    return finding(Trait.EVEN_LOAD).share() >= NEARLY_ALL;
  }

  private double medianLoad() {
    double[] loads =
        Arrays.stream(candidate.representatives())
            .mapToDouble(member -> Loads.callsAWeek(today.vector(member)))
            .sorted()
            .toArray();
    return loads[loads.length / 2];
  }

  private boolean carries(LinkFamily family, int member, Set<Long> wanted) {
    for (int key : today.keys(family, member)) {
      if (wanted.contains(today.key(family, key))) {
        return true;
      }
    }
    return false;
  }

  /** The keys of a family that so many units of the candidate carry. */
  private void addKeys(LinkFamily family, int least, int most, Set<Long> wanted) {
    Map<Integer, Integer> units = new HashMap<>();
    for (int member : candidate.representatives()) {
      for (int key : today.keys(family, member)) {
        units.merge(key, 1, Integer::sum);
      }
    }
    units.forEach(
        (key, count) -> addIf(count >= least && count <= most, today.key(family, key), wanted));
  }

  private static void addIf(boolean wantedToo, long key, Set<Long> wanted) {
    if (wantedToo) {
      wanted.add(key);
    }
  }

  private boolean isUnexplained(Trait trait) {
    return stands(trait) && CommonCause.of(trait, findings, tasks, known) == CommonCause.NONE;
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

  /** Of its calls, those with the content: frames add up, and affixes lie beside them. */
  private double share(FeatureVector vector) {
    double frames = 0;
    double affix = 0;
    for (ContentKey key : candidate.content()) {
      double share = content.share(vector, key);
      frames += key.frame() ? share : 0;
      affix = key.frame() ? affix : Math.max(affix, share);
    }
    return Math.min(1, Math.max(frames, affix));
  }

  private HotKey hotKey(Frame frame, String networkId, ContentKey content) {
    return hotKey(LinkFamily.FRAME, frame.key(), networkId).toBuilder()
        .addAllFrameBands(frame.bands())
        .setNovel(joins(content))
        .setVariantsOnly(content.peak())
        .build();
  }

  private static HotKey hotAffix(long hash, String networkId, boolean novel) {
    return hotKey(LinkFamily.AFFIX, hash, networkId).toBuilder().setNovel(novel).build();
  }

  private static HotKey hotKey(LinkFamily family, long key, String networkId) {
    return HotKey.newBuilder()
        .setFamily(FamilyNumbers.of(family))
        .setKey(key)
        .setNetworkId(networkId)
        .build();
  }
}
