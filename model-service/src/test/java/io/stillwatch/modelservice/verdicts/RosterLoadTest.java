package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.Judge;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import io.stillwatch.features.Strand;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.models.Crowned;
import io.stillwatch.modelservice.verdicts.RosterQuery.Order;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.Band;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How fast a page of 50 is among a million accounts, held against ten and a thousand in the same
 * run; what an arrival and an account's places in the rankings cost. Run it with {@code mvn -pl
 * model-service -am test -DexcludedTags=none -DtestHeap=10g -Dtest=RosterLoadTest
 * -Dsurefire.failIfNoSpecifiedTests=false}; the figures are in its output file.
 */
@Tag("load")
final class RosterLoadTest {
  private static final int MANY = Integer.getInteger("stillwatch.load.accounts", 1_000_000);
  private static final int RUNS = 400;
  private static final int SIZE = 50;
  private static final Instant START = PlayedTable.START;
  private static final List<String> PLANS = List.of("free", "pro", "team", "enterprise");

  private final Judge judge =
      Judge.of(
          Models.of("v1", IntStream.range(0, 1500).mapToObj(i -> id(i)).toArray(String[]::new)));

  @Test
  void page_amongAMillion_isAboutAsFastAsAmongAThousand() {
    PlayedTable ten = table(10);
    PlayedTable thousand = table(1000);
    long began = System.nanoTime();
    PlayedTable million = table(MANY);
    System.out.printf("%,d accounts in %.1f s%n", MANY, (System.nanoTime() - began) / 1e9);
    System.out.println(million.rankings.countsByBand());
    memory(million);
    arrivals(million);

    System.out.printf(
        "%-34s %23s %23s %29s %7s%n", "p50/p95/p99 in us", "10", "1,000", "many", "ratio");
    Map<String, RosterQuery> questions = questions();
    for (Map.Entry<String, RosterQuery> question : questions.entrySet()) {
      long[] few = times(ten, question.getValue());
      long[] some = times(thousand, question.getValue());
      long[] many = times(million, question.getValue());
      System.out.printf(
          "%-34s %23s %23s %29s %7.1f%n",
          question.getKey(), show(few), show(some), show(many), ratio(many, some));
    }
    deep("a deep page, worst first", thousand, million, Order.WORST_FIRST);
    deep("a deep page, by requests", thousand, million, Order.MOST_REQUESTS);
    wholeSearch(million, "no hit at all", "zzz");
    wholeSearch(million, "few hits", "7a7a7");
    assertThat(million.table.size()).isEqualTo(MANY);
  }

  private static Map<String, RosterQuery> questions() {
    Map<String, RosterQuery> questions = new LinkedHashMap<>();
    for (Order order : Order.values()) {
      questions.put("first page, " + order, query(order, null, "", "", "", ""));
    }
    questions.put("soft, worst first", query(Order.WORST_FIRST, Band.BAND_SOFT, "", "", "", ""));
    questions.put("soft, newest", query(Order.NEWEST, Band.BAND_SOFT, "", "", "", ""));
    questions.put("none, newest", query(Order.NEWEST, Band.BAND_NONE, "", "", "", ""));
    questions.put("hard (nobody), newest", query(Order.NEWEST, Band.BAND_HARD, "", "", "", ""));
    questions.put("organisation, worst first", query(Order.WORST_FIRST, null, "", "org-7", "", ""));
    questions.put("organisation, requests", query(Order.MOST_REQUESTS, null, "", "org-7", "", ""));
    questions.put("network, worst first", query(Order.WORST_FIRST, null, "", "", "net-1", ""));
    questions.put("plan, worst first", query(Order.WORST_FIRST, null, "pro", "", "", ""));
    questions.put("plan, tokens", query(Order.MOST_TOKENS, null, "pro", "", "", ""));
    questions.put("rare plan, tokens", query(Order.MOST_TOKENS, null, "enterprise", "", "", ""));
    questions.put("plan and soft, newest", query(Order.NEWEST, Band.BAND_SOFT, "pro", "", "", ""));
    questions.put("prefix, 16 hits", query(Order.WORST_FIRST, null, "", "", "", "acct-7a7a"));
    questions.put("prefix of all", query(Order.WORST_FIRST, null, "", "", "", "acct-"));
    questions.put("substring, many hits", query(Order.WORST_FIRST, null, "", "", "", "a"));
    questions.put("substring, few hits", query(Order.WORST_FIRST, null, "", "", "", "7a7a7"));
    questions.put("substring, no hit", query(Order.WORST_FIRST, null, "", "", "", "zzz"));
    questions.put("substring, no hit, by account", query(Order.ACCOUNT, null, "", "", "", "zzz"));
    return questions;
  }

  private PlayedTable table(int accounts) {
    PlayedTable played = new PlayedTable(Crowned.by(judge));
    Random random = new Random(7);
    for (int i = 0; i < accounts; i++) {
      played.table.arrived(vector(i, random));
      if (i % 4096 == 0) {
        played.changes.take(Integer.MAX_VALUE);
      }
    }
    played.table.unsaved().clear();
    played.changes.take(Integer.MAX_VALUE);
    return played;
  }

  private static AccountVector vector(int i, Random random) {
    String organisation = random.nextInt(3) > 0 ? "" : "org-" + (int) (2000 * random.nextDouble());
    String plan = random.nextInt(1000) == 0 ? "enterprise" : PLANS.get(random.nextInt(3));
    AccountProfile profile =
        new AccountProfile(
            id(i), organisation, plan, 1, START, "DE", false, List.of("key-" + id(i)));
    double[] values = random.doubles(FeatureCatalogue.size()).toArray();
    long requests = (long) Math.exp(9 * random.nextDouble());
    List<LinkKey> links =
        IntStream.range(0, 8)
            .mapToObj(k -> new LinkKey(LinkFamily.values()[k], random.nextLong(), 0.5))
            .toList();
    Strand strand =
        new Strand(
            random.nextLong() | 1,
            random.longs(Strand.BAND_WORDS).boxed().toList(),
            0.4,
            9,
            List.of(),
            List.of());
    Instant asOf = START.plusMillis(random.nextInt(86_400_000));
    return VectorWire.write(
        new FeatureVector(
            profile,
            asOf,
            values,
            requests,
            requests * (100 + random.nextInt(900)),
            links,
            List.of(strand, strand, strand)),
        i + 1);
  }

  /** Ids whose order is not that of arrival. */
  private static String id(int i) {
    return "acct-%08x".formatted(i * 0x9e3779b1);
  }

  private static void memory(PlayedTable played) {
    long before = used();
    Rankings second = new Rankings();
    played.table.all().forEach(held -> second.replace(null, held));
    long each = (used() - before) / MANY;
    System.out.printf(
        "%d bytes an account in rankings, %d in all beside a second set of them%n",
        each, before / MANY);
    assertThat(second.countsByBand()).isEqualTo(played.rankings.countsByBand());
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void arrivals(PlayedTable played) {
    Map<String, Held> bare = new ConcurrentHashMap<>();
    played.table.all().forEach(held -> bare.put(held.accountId(), held));
    for (int round = 0; round < 3; round++) {
      Random random = new Random(round);
      List<AccountVector> vectors =
          IntStream.range(0, 50_000).mapToObj(i -> vector(random.nextInt(MANY), random)).toList();
      long start = System.nanoTime();
      for (AccountVector vector : vectors) {
        Held held = Held.of(vector, judge, START, 1);
        bare.put(held.accountId(), held);
      }
      long without = System.nanoTime() - start;
      start = System.nanoTime();
      vectors.forEach(played.table::arrived);
      long with = System.nanoTime() - start;
      System.out.printf(
          "an arrival: %.1f us judged and put into a map alone, %.1f us with rankings (%.2fx)%n",
          without / 5e7, with / 5e7, (double) with / without);
    }
  }

  private static long[] times(PlayedTable played, RosterQuery query) {
    Roster roster = roster(played);
    long[] times = new long[RUNS];
    long slow = System.nanoTime() + 20_000_000_000L;
    for (int run = 0; run < RUNS / 2 && System.nanoTime() < slow; run++) {
      roster.page(query);
    }
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      roster.page(query);
      times[run] = System.nanoTime() - start;
    }
    Arrays.sort(times);
    return times;
  }

  private static Roster roster(PlayedTable played) {
    return new Roster(played.rankings, played.table, played.champion);
  }

  private static void deep(String what, PlayedTable some, PlayedTable many, Order order) {
    long[] before = times(some, halfway(some, order));
    long[] after = times(many, halfway(many, order));
    System.out.printf(
        "%-34s %23s %23s %29s %7.1f%n", what, "", show(before), show(after), ratio(after, before));
  }

  private static RosterQuery halfway(PlayedTable played, Order order) {
    String next = "";
    RosterQuery query = query(order, null, "", "", "", "");
    for (long seen = 0; seen < played.table.size() / 2; seen += SIZE) {
      next = roster(played).page(after(query, next)).next();
    }
    return after(query, next);
  }

  private static void wholeSearch(PlayedTable played, String what, String search) {
    RosterQuery query = query(Order.WORST_FIRST, null, "", "", "", search);
    for (int run = 0; run < 3; run++) {
      int pages = 0;
      int rows = 0;
      String next = "";
      long start = System.nanoTime();
      do {
        RosterPage page = roster(played).page(after(query, next));
        rows += page.rows().size();
        pages++;
        next = page.next();
      } while (!next.isEmpty());
      System.out.printf(
          "%s: the whole search took %.0f ms in %d pages, %d rows%n",
          what, (System.nanoTime() - start) / 1e6, pages, rows);
    }
  }

  private static RosterQuery query(
      Order order,
      @org.jspecify.annotations.Nullable Band band,
      String plan,
      String organisation,
      String network,
      String search) {
    return new RosterQuery(order, band, plan, organisation, network, search, "", SIZE);
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

  private static String show(long[] sorted) {
    return "%.0f/%.0f/%.0f"
        .formatted(
            sorted[RUNS / 2] / 1e3, sorted[RUNS * 95 / 100] / 1e3, sorted[RUNS * 99 / 100] / 1e3);
  }

  private static double ratio(long[] many, long[] some) {
    return (double) many[RUNS / 2] / some[RUNS / 2];
  }
}
