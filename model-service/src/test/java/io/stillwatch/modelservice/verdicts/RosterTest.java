package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.detector.Judge;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.modelservice.models.Crowned;
import io.stillwatch.modelservice.paging.PageToken;
import io.stillwatch.modelservice.verdicts.RosterQuery.Order;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RosterTest {
  private static final int ACCOUNTS = 3000;
  private static final List<Band> BANDS =
      Arrays.asList(null, Band.BAND_UNKNOWN, Band.BAND_NONE, Band.BAND_WATCH, Band.BAND_HARD);
  private static Judge judge;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final PlayedTable played = new PlayedTable(Crowned.by(judge));

  @BeforeAll
  static void train() {
    judge = Judge.of(Models.with(snapshot(), "v1"));
  }

  @Test
  void page_anyOrderAndFilter_isTheNaiveSort() {
    fill(ACCOUNTS);
    for (int i = 0; i < 400; i++) {
      RosterQuery query = anyQuery();
      List<AccountRow> naive = naive(query);
      for (Roster roster : List.of(played.roster(10_000, 200_000), played.roster(100, 250))) {
        assertThat(ids(all(roster, query))).as("seed %d, %s", seed, query).isEqualTo(ids(naive));
      }
    }
  }

  @Test
  void page_row_saysWhatIsHeld() {
    Held held = PlayedTable.any("one", random);
    played.put(held);

    AccountRow row = played.roster(10, 10).page(query(Order.ACCOUNT)).rows().get(0);

    assertThat(row.accountId()).isEqualTo("one");
    assertThat(row.organisationId()).isEqualTo(held.organisationId());
    assertThat(row.plan()).isEqualTo(held.plan());
    assertThat(row.band()).isEqualTo(held.verdict().getBand());
    assertThat(row.risk() != null).isEqualTo(held.verdict().hasRisk());
    assertThat(row.networkId()).isEqualTo(held.verdict().getNetworkId());
    assertThat(row.modelVersion()).isEqualTo("v1");
    assertThat(row.asOf()).isEqualTo(held.asOf());
    assertThat(row.judgedAt()).isEqualTo(PlayedTable.START);
    assertThat(row.requests7d()).isEqualTo(held.requests7d());
    assertThat(row.outputTokens7d()).isEqualTo(held.outputTokens7d());
  }

  @Test
  void page_searchWithoutHits_isCutShortAndGoesOn() {
    fill(1000);
    Roster roster = played.roster(100, 400);
    RosterQuery query = searching("nowhere", "");

    RosterPage first = roster.page(query);
    RosterPage second = roster.page(searching("nowhere", first.next()));
    RosterPage third = roster.page(searching("nowhere", second.next()));

    assertThat(List.of(first, second, third))
        .extracting(RosterPage::truncatedSearch)
        .containsExactly(true, true, false);
    assertThat(third.next()).isEmpty();
    assertThat(first.rows()).isEmpty();
  }

  @Test
  void page_accountsChangeBetweenPages_whatStaysIsThereOnce() {
    fill(ACCOUNTS);
    Set<String> staying =
        played.table.all().stream()
            .map(Held::accountId)
            .filter(id -> id.hashCode() % 2 == 0)
            .collect(Collectors.toSet());
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> change(staying, over));
    try {
      for (int i = 0; i < 60; i++) {
        Order order = Order.values()[i % Order.values().length];
        List<String> seen = ids(all(played.roster(100, 2000), query(order)));
        List<String> stayed = seen.stream().filter(staying::contains).toList();
        assertThat(stayed).as("seed %d, %s", seed, order).doesNotHaveDuplicates();
        assertThat(stayed).as("seed %d, %s", seed, order).hasSameSizeAs(staying);
      }
    } finally {
      over.set(true);
      traffic.join();
    }
  }

  @Test
  void page_hostileToken_isRefusedOrAPage() {
    fill(500);
    Roster roster = played.roster(100, 1000);
    String token = roster.page(query(Order.NEWEST)).next();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'Q' : 'A';
      refuse(roster, Order.NEWEST, token.substring(0, i) + other + token.substring(i + 1));
    }
    refuse(roster, Order.MOST_TOKENS, token);
    refuse(roster, Order.NEWEST, "!");
    refuse(roster, Order.NEWEST, token + token);
    int question = RosterPlace.question(query(Order.NEWEST), false);
    byte[] place = new byte[41];
    for (int i = 0; i < 2000; i++) {
      random.nextBytes(place);
      place[0] = (byte) (i % 5 - 1);
      RosterQuery forged = after(query(Order.NEWEST), PageToken.seal(question, place, "acct-1"));
      try {
        roster.page(forged);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("the page token");
      }
    }
  }

  @Test
  void page_tokenOfAnotherFilter_isRefused() {
    fill(500);
    Roster roster = played.roster(100, 1000);
    String token = roster.page(searching("a", "")).next();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> roster.page(searching("b", token)))
        .withMessageContaining("another question");
  }

  @Test
  void query_nonsense_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RosterQuery(Order.ACCOUNT, null, "", "", "", "", "", 1001))
        .withMessageContaining("1001");
    assertThatIllegalArgumentException().isThrownBy(() -> searching("x".repeat(129), ""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RosterQuery(Order.ACCOUNT, Band.BAND_UNSPECIFIED, "", "", "", "", "", 10));
  }

  @Test
  void page_whileLearning_isUnknownByAccount() {
    PlayedTable learning = new PlayedTable(new Champion());
    for (int i = 0; i < 300; i++) {
      learning.put(PlayedTable.any("acct-" + i, random));
    }
    Roster roster = learning.roster(100, 1000);

    List<AccountRow> rows = all(roster, query(Order.WORST_FIRST));
    String token = roster.page(query(Order.WORST_FIRST)).next();

    assertThat(ids(rows)).hasSize(300).isSorted();
    assertThat(rows).allMatch(row -> row.band() == Band.BAND_UNKNOWN && row.risk() == null);
    assertThat(rows).allMatch(row -> row.networkId().isEmpty() && row.modelVersion().isEmpty());
    assertThat(roster.countsByBand().get(Band.BAND_UNKNOWN)).isEqualTo(300);
    assertThat(roster.countsByBand().get(Band.BAND_HARD)).isZero();
    assertThat(roster.page(ofBand(Band.BAND_HARD)).rows()).isEmpty();
    assertThat(all(roster, ofBand(Band.BAND_UNKNOWN))).hasSize(300);
    Crowned.crown(learning.champion, judge);
    refuse(roster, Order.WORST_FIRST, token);
  }

  @Test
  void countsAndPlans_afterChanges_areThoseOfAWalk() {
    fill(ACCOUNTS);
    for (int i = 0; i < ACCOUNTS; i++) {
      played.put(PlayedTable.any("acct-" + random.nextInt(ACCOUNTS), random));
    }
    Roster roster = played.roster(100, 1000);
    Map<Band, Long> walked =
        played.table.all().stream()
            .collect(
                Collectors.groupingBy(held -> held.verdict().getBand(), Collectors.counting()));

    assertThat(roster.countsByBand()).as("seed %d", seed).isEqualTo(walked);
    assertThat(roster.size()).isEqualTo(played.table.all().size());
    assertThat(roster.plans()).containsExactly("enterprise", "free", "pro", "team");
  }

  @Test
  void plans_many_areAHundred() {
    for (int i = 0; i < 300; i++) {
      Held any = PlayedTable.any("acct-" + i, random);
      played.put(
          Held.stored(
              any.verdict(), any.asOf(), List.of(), new Held.Listing("", "plan-" + i, 1, 1)));
    }
    assertThat(played.roster(10, 10).plans()).hasSize(100).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void members_ofANetwork_areByWeightThenIdWithStrangers() {
    played.put(PlayedTable.any("held", random));
    Roster roster = played.roster(10, 10);
    ModelBundle model = Objects.requireNonNull(played.champion.judge()).bundle();
    List<MemberRow> rows = new ArrayList<>();
    String next = "";
    do {
      MemberPage page = roster.members(model, "net-1", next, 2);
      rows.addAll(page.rows());
      next = page.next();
    } while (!next.isEmpty());

    assertThat(rows)
        .extracting(row -> row.account().accountId())
        .containsExactly("held", "a", "b", "c", "d");
    assertThat(rows.get(0).account().asOf()).isAfter(Instant.EPOCH);
    assertThat(rows.get(1).account().asOf()).isEqualTo(Instant.EPOCH);
    assertThat(rows.get(1).account().networkId()).isEqualTo("net-1");
    assertThat(roster.members(model, "net-9", "", 10).rows()).isEmpty();
    String ofAnother = roster.members(model, "net-1", "", 2).next();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> roster.members(model, "net-9", ofAnother, 2));
  }

  @Test
  void members_ofOneWhoseMembersChanged_areRefusedButNotAfterAnotherModelWithTheSame() {
    Roster roster = played.roster(10, 10);
    String next = roster.members(Models.of("v1", "a", "b", "c", "d"), "net-1", "", 2).next();

    assertThat(roster.members(Models.of("v2", "a", "b", "c", "d"), "net-1", next, 2).rows())
        .extracting(row -> row.account().accountId())
        .containsExactly("c", "d");
    for (ModelBundle changed : List.of(Models.of("v2", "a", "c", "d"), lighter("d"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> roster.members(changed, "net-1", next, 2))
          .withMessageContaining("begin with the first page");
    }
  }

  /** That one is at the fringe. */
  private static ModelBundle lighter(String account) {
    ModelBundle.Builder model = Models.of("v2", "a", "b", "c", "d").toBuilder();
    model.getNetworksBuilder().getNetworksBuilder(0).getMembersBuilderList().stream()
        .filter(member -> member.getAccountId().equals(account))
        .forEach(member -> member.setWeight(0.5));
    return model.build();
  }

  private void fill(int accounts) {
    for (int i = 0; i < accounts; i++) {
      played.put(PlayedTable.any(id(i), random));
    }
  }

  private static String id(int i) {
    return switch (i % 10) {
      case 0 -> "org-" + i;
      case 1 -> "ö\uD83D\uDE00-" + i;
      case 2 -> "user/" + i + "/acct";
      default -> "acct-" + i;
    };
  }

  /** Those that stay are replaced as they are; the others move. */
  private void change(Set<String> staying, AtomicBoolean over) {
    Random chance = new Random(seed + 1);
    List<Held> held = new ArrayList<>(played.table.all());
    while (!over.get()) {
      Held one = held.get(chance.nextInt(held.size()));
      played.put(
          staying.contains(one.accountId())
              ? Held.stored(
                  one.verdict(),
                  one.asOf(),
                  List.of(),
                  new Held.Listing(
                      one.organisationId(), one.plan(), one.requests7d(), one.outputTokens7d()))
              : PlayedTable.any(one.accountId(), chance));
    }
  }

  private RosterQuery anyQuery() {
    return new RosterQuery(
        Order.values()[random.nextInt(Order.values().length)],
        BANDS.get(random.nextInt(BANDS.size())),
        seldom("pro", "enterprise"),
        seldom("org-7", "org-1", "org-none"),
        seldom("net-0", "net-2"),
        seldom("acct-1", "org-", "-12", "ö", "9/acct", "none such", "a", "\uD83D\uDE00"),
        "",
        1 + random.nextInt(300));
  }

  private String seldom(String... values) {
    return random.nextInt(3) > 0 ? "" : values[random.nextInt(values.length)];
  }

  private List<AccountRow> naive(RosterQuery query) {
    String search = query.search();
    Comparator<Held> begins =
        Comparator.comparing(
            held ->
                !(held.accountId().startsWith(search) || held.organisationId().startsWith(search)));
    return played.table.all().stream()
        .filter(held -> isNullOr(query.band(), held.verdict().getBand()))
        .filter(held -> query.plan().isEmpty() || held.plan().equals(query.plan()))
        .filter(
            held ->
                query.organisationId().isEmpty()
                    || held.organisationId().equals(query.organisationId()))
        .filter(
            held ->
                query.networkId().isEmpty()
                    || held.verdict().getNetworkId().equals(query.networkId()))
        .filter(held -> held.accountId().contains(search) || held.organisationId().contains(search))
        .sorted(begins.thenComparing(naive(query.order())).thenComparing(held -> held.accountId()))
        .map(held -> row(held.accountId()))
        .toList();
  }

  private static Comparator<Held> naive(Order order) {
    return switch (order) {
      case WORST_FIRST ->
          Comparator.comparing((Held held) -> held.verdict().getBand())
              .thenComparing(held -> held.verdict().getRisk())
              .reversed();
      case ACCOUNT -> Comparator.comparing(held -> held.accountId());
      case NEWEST -> Comparator.comparing((Held held) -> held.asOf()).reversed();
      case MOST_REQUESTS -> Comparator.comparing((Held held) -> held.requests7d()).reversed();
      case MOST_TOKENS -> Comparator.comparing((Held held) -> held.outputTokens7d()).reversed();
    };
  }

  private static boolean isNullOr(@Nullable Band wanted, Band actual) {
    return wanted == null || wanted == actual;
  }

  private static AccountRow row(String id) {
    return new AccountRow(
        id, "", "", Band.BAND_NONE, null, null, "", "", Instant.EPOCH, Instant.EPOCH, 0, 0);
  }

  private static List<String> ids(List<AccountRow> rows) {
    return rows.stream().map(AccountRow::accountId).toList();
  }

  private static List<AccountRow> all(Roster roster, RosterQuery query) {
    List<AccountRow> all = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    String next = "";
    do {
      RosterPage page = roster.page(after(query, next));
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(query.size());
      all.addAll(page.rows());
      next = page.next();
      assertThat(tokens.add(next)).as("pages that go on and on").isTrue();
    } while (!next.isEmpty());
    return all;
  }

  private static RosterQuery query(Order order) {
    return new RosterQuery(order, null, "", "", "", "", "", 70);
  }

  private static RosterQuery ofBand(Band band) {
    return new RosterQuery(Order.WORST_FIRST, band, "", "", "", "", "", 70);
  }

  private static RosterQuery searching(String search, String after) {
    return new RosterQuery(Order.WORST_FIRST, null, "", "", "", search, after, 70);
  }

  private static RosterQuery after(RosterQuery query, String token) {
    return new RosterQuery(
        query.order(),
        query.band(),
        query.plan(),
        query.organisationId(),
        query.networkId(),
        query.search(),
        token,
        query.size());
  }

  private static void refuse(Roster roster, Order order, String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> roster.page(after(query(order), token)))
        .withMessageContaining("the page token");
  }

  private static NetworkSnapshot snapshot() {
    Network.Builder network = Network.newBuilder().setId("net-1");
    network.addMembers(NetworkMember.newBuilder().setAccountId("d").setWeight(0.3));
    for (String id : List.of("c", "a", "b")) {
      network.addMembers(NetworkMember.newBuilder().setAccountId(id).setWeight(0.8));
    }
    network.addMembers(NetworkMember.newBuilder().setAccountId("held").setWeight(1));
    return NetworkSnapshot.newBuilder().setVersion("n").addNetworks(network).build();
  }
}
