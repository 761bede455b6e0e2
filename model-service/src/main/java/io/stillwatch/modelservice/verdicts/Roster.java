package io.stillwatch.modelservice.verdicts;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.modelservice.paging.Page;
import io.stillwatch.modelservice.paging.PageMark;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * All accounts in order, in pages. A page costs a walk down a skip list and along its rows, however
 * many accounts there are; only a search within ids walks further, to a bound. Waits on nobody.
 *
 * <p>Pages hold together while accounts move: one whose place in the order stays is in exactly one
 * of them; one that moves meanwhile is in none, one or two, never twice in one page.
 *
 * <p>While there is no champion every band is unknown and nobody is in a network, as gateways are
 * told; worst first is then by account.
 */
@Component
public final class Roster {
  private static final int MOST_PLANS = 100;
  private static final int MOST_GATHERED = 10_000;
  private static final int MOST_WALKED = 200_000;

  private final Rankings rankings;
  private final VerdictTable table;
  private final Champion champion;
  private final ErasedAccounts erased;
  private final int mostGathered;
  private final int mostWalked;

  @Autowired
  Roster(Rankings rankings, VerdictTable table, Champion champion, ErasedAccounts erased) {
    this(rankings, table, champion, erased, MOST_GATHERED, MOST_WALKED);
  }

  /** With bounds of its own. */
  Roster(
      Rankings rankings,
      VerdictTable table,
      Champion champion,
      ErasedAccounts erased,
      int mostGathered,
      int mostWalked) {
    this.rankings = rankings;
    this.table = table;
    this.champion = champion;
    this.erased = erased;
    this.mostGathered = mostGathered;
    this.mostWalked = mostWalked;
  }

  /**
   * Throws IllegalArgumentException for a page token that was not made here, for this question; a
   * list begun before the first champion ends with it.
   */
  public RosterPage page(RosterQuery query) {
    boolean learning = champion.judge() == null;
    int question = RosterPlace.question(query, learning);
    RosterPlace place =
        query.after().isEmpty() ? null : RosterPlace.of(query.after(), question, query);
    if (learning && (isOfKnownBand(query) || !query.networkId().isEmpty())) {
      return RosterPage.EMPTY;
    }
    return new RosterWalk(
            rankings, learning ? whileLearning(query) : query, mostGathered, mostWalked)
        .page(place, question, held -> row(held, learning));
  }

  /** Of every band, also of those without an account. */
  public Map<Band, Long> countsByBand() {
    Map<Band, Long> counts = rankings.countsByBand();
    if (champion.judge() != null) {
      return counts;
    }
    Map<Band, Long> unknown = new EnumMap<>(Band.class);
    counts.keySet().forEach(band -> unknown.put(band, 0L));
    unknown.put(Band.BAND_UNKNOWN, size());
    return unknown;
  }

  /** The plans that accounts have now, by name, at most 100. */
  public List<String> plans() {
    List<String> plans = new ArrayList<>();
    Held next = rankings.byPlan().first();
    while (next != null && plans.size() < MOST_PLANS) {
      plans.add(next.plan());
      next = rankings.byPlan().next(RosterRange.behindPlan(next.plan()));
    }
    return plans;
  }

  public long size() {
    return table.size();
  }

  /**
   * The members of a network of a model's, by falling weight, then id; also those of whom nothing
   * else is held. No such network: an empty page. Throws IllegalArgumentException for a page token
   * of another network, or of this one when it had other members or weights: who is heavier since
   * would be passed over. Erased accounts leave and change nothing else.
   *
   * @param after empty: the first page
   * @param size 1 to 1,000
   */
  public MemberPage members(ModelBundle model, String networkId, String after, int size) {
    List<NetworkMember> all =
        model.getNetworks().getNetworksList().stream()
            .filter(network -> network.getId().equals(networkId))
            .map(Network::getMembersList)
            .flatMap(List::stream)
            .toList();
    int question = 31 * networkId.hashCode() + membership(all);
    Page<NetworkMember> page =
        Page.of(
            all.stream().filter(member -> !isErased(model, member)),
            size,
            after,
            question,
            member -> new PageMark(question, member.getWeight(), member.getAccountId()));
    return new MemberPage(
        page.entries().stream().map(member -> row(member, networkId)).toList(), page.nextToken());
  }

  /** A digest of who is in with which weight, the same on every replica. */
  private static int membership(List<NetworkMember> members) {
    return members.stream()
        .mapToInt(member -> Objects.hash(member.getAccountId(), member.getWeight()))
        .sum();
  }

  /** All members of a network, in its order; also those of whom nothing else is held. */
  public List<MemberRow> members(Network network) {
    return network.getMembersList().stream().map(member -> row(member, network.getId())).toList();
  }

  private boolean isErased(ModelBundle model, NetworkMember member) {
    return erased.areNamedBy(model.getManifest(), member.getAccountId());
  }

  private MemberRow row(NetworkMember member, String networkId) {
    Held held = table.held(member.getAccountId());
    AccountRow account =
        held == null ? stranger(member.getAccountId(), networkId) : row(held, false);
    return new MemberRow(account, member);
  }

  private static AccountRow stranger(String accountId, String networkId) {
    return new AccountRow(
        accountId,
        "",
        "",
        Band.BAND_UNKNOWN,
        null,
        null,
        networkId,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        0);
  }

  private static boolean isOfKnownBand(RosterQuery query) {
    return query.band() != null && query.band() != Band.BAND_UNKNOWN;
  }

  private static RosterQuery whileLearning(RosterQuery query) {
    return new RosterQuery(
        query.order() == RosterQuery.Order.WORST_FIRST ? RosterQuery.Order.ACCOUNT : query.order(),
        null,
        query.plan(),
        query.organisationId(),
        "",
        query.search(),
        query.after(),
        query.size());
  }

  private static AccountRow row(Held held, boolean learning) {
    Verdict verdict = held.verdict();
    return new AccountRow(
        held.accountId(),
        held.organisationId(),
        held.plan(),
        learning ? Band.BAND_UNKNOWN : verdict.getBand(),
        !learning && verdict.hasRisk() ? verdict.getRisk() : null,
        !learning && verdict.hasRarerThanOneIn() ? verdict.getRarerThanOneIn() : null,
        learning ? "" : verdict.getNetworkId(),
        learning ? "" : verdict.getModelVersion(),
        held.asOf(),
        Timestamps.instant(verdict.getJudgedAt()),
        held.requests7d(),
        held.outputTokens7d());
  }
}
