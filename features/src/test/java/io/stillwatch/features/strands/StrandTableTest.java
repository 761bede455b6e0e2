package io.stillwatch.features.strands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.wire.StrandWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StrandTableTest {
  private static final FollowedFrame FRAME = Calls.frame(1);
  private static final FollowedFrame OTHER = Calls.frame(2);
  private static final FrameCluster CLUSTER = Calls.cluster("net-1", FRAME);

  private final StrandTable table = new StrandTable();

  @Test
  void add_callsOfAFollowedFrame_areCountedByAccountHourAndBody() {
    table.follow(List.of(CLUSTER), 10);
    table.add(Calls.call("a", Calls.DAY.plusSeconds(10), FRAME, 5), 11);
    table.add(Calls.call("a", Calls.DAY.plus(Duration.ofHours(23)), FRAME, 6), 12);
    table.add(Calls.call("b", Calls.DAY.plus(Duration.ofHours(2)), FRAME, 5), 13);
    table.add(Calls.call("b", Calls.DAY.plus(Duration.ofHours(2)), OTHER, 5), 14);
    StrandDay day = only("net-1");
    assertThat(day.calls()).isEqualTo(3);
    assertThat(day.position()).isEqualTo(13);
    assertThat(day.counted()).isTrue();
    assertThat(day.accounts()).isEqualTo(2);
    assertThat(day.distinctBodies()).isEqualTo(2);
    assertThat(row(day, "a").calls()).isEqualTo(2);
    assertThat(row(day, "a").hours()).isEqualTo(1 | 1 << 23);
    assertThat(row(day, "a").outputTokens()).isEqualTo(14);
    assertThat(row(day, "a").standsFor()).isEqualTo(2);
    BodyUse shared = body(day, 5);
    assertThat(shared.calls()).isEqualTo(2);
    assertThat(shared.accounts())
        .containsExactlyInAnyOrder(StrandDay.mark("a"), StrandDay.mark("b"));
    assertThat(body(day, 6).accounts()).containsExactly(StrandDay.mark("a"));
  }

  @Test
  void add_callsUpToThePositionOfFollowing_areNotCounted() {
    table.follow(List.of(CLUSTER), 10);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 10);
    assertThat(table.days("net-1")).isEmpty();
  }

  @Test
  void add_theSameCallsAgain_changesNothing() {
    table.follow(List.of(CLUSTER), 0);
    List<UsageEvent> calls = randomCalls(500);
    addAll(table, calls, 0);
    var before = table.days("net-1").stream().map(StrandWire::write).toList();
    addAll(table, calls, 0);
    assertThat(table.days("net-1").stream().map(StrandWire::write)).isEqualTo(before);
  }

  /** As after a crash: each day is as old as when it was stored, and the log comes once more. */
  @Test
  void load_daysOfDifferentAge_areEqualAfterTheReplay() {
    List<UsageEvent> calls = randomCalls(3_000);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      StrandTable calm = new StrandTable();
      StrandTable stormy = new StrandTable();
      calm.follow(List.of(CLUSTER), 0);
      stormy.load(CLUSTER, 0, true);
      for (int i = 0; i < calls.size(); i++) {
        calm.add(calls.get(i), i + 1);
        if (random.nextInt(800) == 0) {
          for (StrandDay day : calm.takeUnstored()) {
            stormy.load(StrandWire.read(StrandWire.write(day)));
          }
        }
      }
      addAll(stormy, calls, 0);
      assertThat(stormy.days("net-1").stream().map(StrandWire::write))
          .as("seed %d", seed)
          .hasSizeGreaterThan(2)
          .isEqualTo(calm.days("net-1").stream().map(StrandWire::write).toList());
    }
  }

  @Test
  void add_newerDays_pushOutTheOldest() {
    table.follow(List.of(CLUSTER), 0);
    for (int day = 0; day < 12; day++) {
      table.add(Calls.call("a", Calls.DAY.plus(Duration.ofDays(day)), FRAME, 5), day + 1);
    }
    assertThat(table.days("net-1"))
        .extracting(StrandDay::day)
        .containsExactlyElementsOf(
            IntStream.range(4, 12).map(day -> Calls.EPOCH_DAY + day).boxed().toList());
    table.add(Calls.call("a", Calls.DAY.plus(Duration.ofDays(3)), FRAME, 5), 20);
    assertThat(table.days("net-1")).hasSize(StrandTable.DAYS);
    table.add(Calls.call("a", Calls.DAY.plus(Duration.ofDays(40)), OTHER, 5), 21);
    assertThat(table.days("net-1")).as("days go by whoever calls").isEmpty();
    assertThat(table.takeUnstored()).isEmpty();
  }

  @Test
  void follow_otherClusters_keepsWhatGoesOn() {
    table.follow(List.of(CLUSTER, Calls.cluster("net-2", OTHER)), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 1);
    table.add(Calls.call("a", Calls.DAY, OTHER, 5), 2);
    assertThat(table.follow(List.of(CLUSTER), 2)).isEmpty();
    table.add(Calls.call("b", Calls.DAY, FRAME, 5), 3);
    table.add(Calls.call("b", Calls.DAY, OTHER, 5), 4);
    assertThat(only("net-1").calls()).isEqualTo(2);
    assertThat(table.days("net-2")).isEmpty();
    assertThat(table.followedFrom("net-1")).isZero();
  }

  @Test
  void follow_moreFramesOfACluster_countsTheNewOnesFromThereOn() {
    table.follow(List.of(CLUSTER), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 1);
    table.takeUnstored();
    assertThat(table.follow(List.of(Calls.cluster("net-1", FRAME, OTHER)), 1))
        .containsExactly("net-1");
    assertThat(table.toFillBack()).hasSize(1);
    table.add(Calls.call("a", Calls.DAY, OTHER, 5), 2);
    assertThat(only("net-1").calls()).isEqualTo(2);
    assertThat(table.takeUnstored()).hasSize(1);
  }

  @Test
  void giveBack_daysThatWereNotStored_areTakenAgain() {
    table.follow(List.of(CLUSTER), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 1);
    List<StrandDay> taken = table.takeUnstored();
    assertThat(taken).hasSize(1);
    assertThat(table.takeUnstored()).isEmpty();
    table.giveBack(taken);
    assertThat(table.takeUnstored()).isEqualTo(taken);
  }

  @Test
  void giveBack_daysThatWentMeanwhile_stayGone() {
    table.follow(List.of(CLUSTER, Calls.cluster("net-2", OTHER)), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 1);
    table.add(Calls.call("a", Calls.DAY, OTHER, 5), 2);
    List<StrandDay> taken = table.takeUnstored();
    assertThat(taken).hasSize(2);
    table.follow(List.of(CLUSTER), 2);
    table.add(Calls.call("a", Calls.DAY.plus(Duration.ofDays(8)), Calls.frame(3), 5), 3);
    table.giveBack(taken);
    assertThat(table.takeUnstored()).isEmpty();
    assertThat(table.days("net-1")).isEmpty();
  }

  @Test
  void giveBackFilledBack_thatItWasNotStored_isTakenAgain() {
    table.follow(List.of(CLUSTER, Calls.cluster("net-2", OTHER)), 0);
    assertThat(table.takeFilledBack()).isEmpty();
    assertThat(table.isStoredAsFilledBack("net-1")).isFalse();
    table.fillBack(new StrandTable.BackFill(List.of(CLUSTER)));
    assertThat(table.filledBack("net-1")).isTrue();
    assertThat(table.filledBack("net-2")).isFalse();
    assertThat(table.isStoredAsFilledBack("net-1")).isFalse();
    assertThat(table.takeFilledBack()).containsExactly("net-1");
    assertThat(table.isStoredAsFilledBack("net-1")).isTrue();
    assertThat(table.takeFilledBack()).isEmpty();
    table.giveBackFilledBack(Set.of("net-1"));
    assertThat(table.isStoredAsFilledBack("net-1")).isFalse();
    assertThat(table.takeFilledBack()).containsExactly("net-1");
  }

  @Test
  void unstored_ofSomeClusters_isTheirsAndStaysToBeTaken() {
    FrameCluster other = Calls.cluster("net-2", OTHER);
    table.follow(List.of(CLUSTER, other), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 1);
    table.add(Calls.call("a", Calls.DAY, OTHER, 5), 2);
    assertThat(table.unstored(List.of(other)))
        .extracting(StrandDay::clusterId)
        .containsOnly("net-2");
    assertThat(table.takeUnstored()).hasSize(2);
    assertThat(table.unstored(List.of(CLUSTER, other))).isEmpty();
  }

  /** 40 accounts, 10 days of 50 calls, a fifth of them behind the frame, sampled 16 a day. */
  @Test
  void fillBack_accountsSamples_estimateTheCallsOfDaysBefore() {
    StrandTable.BackFill filled = new StrandTable.BackFill(List.of(CLUSTER));
    for (int account = 0; account < 40; account++) {
      String id = "acct-" + account;
      AccountState state = AccountState.create(id);
      for (int i = 0; i < 500; i++) {
        FollowedFrame frame = i % 5 == 0 ? FRAME : Calls.frame(1_000L * account + i + 9);
        state.add(
            Calls.call(id, Calls.DAY.plus(Duration.ofMinutes(28L * i)), frame, 1 + account + i));
      }
      filled.add(id, state.framedCalls());
    }
    table.follow(List.of(CLUSTER), 7);
    assertThat(table.toFillBack()).containsExactly(CLUSTER);
    table.add(Calls.call("x", Calls.DAY.plus(Duration.ofDays(9)), FRAME, 5), 8);
    table.fillBack(filled);
    assertThat(table.toFillBack()).isEmpty();
    assertThat(table.takeFilledBack()).containsExactly("net-1");
    List<StrandDay> sampled = table.days("net-1").stream().filter(day -> !day.counted()).toList();
    assertThat(sampled).hasSize(StrandTable.DAYS);
    double estimated =
        sampled.stream()
            .flatMap(day -> day.rows().stream())
            .mapToDouble(StrandRow::standsFor)
            .sum();
    assertThat(estimated).isCloseTo(40 * 8 * 51.4 / 5, within(0.1 * 40 * 8 * 51.4 / 5));
    assertThat(table.days("net-1").stream().filter(StrandDay::counted)).hasSize(1);
    assertThat(table.takeUnstored()).hasSize(9);
  }

  @Test
  void fillBack_ofFramesThatChangedMeanwhile_isDropped() {
    table.follow(List.of(CLUSTER), 0);
    StrandTable.BackFill filled = new StrandTable.BackFill(table.toFillBack());
    AccountState state = AccountState.create("a");
    state.add(Calls.call("a", Calls.DAY, FRAME, 5));
    filled.add("a", state.framedCalls());
    table.follow(List.of(Calls.cluster("net-1", FRAME, OTHER)), 0);
    table.fillBack(filled);
    assertThat(table.days("net-1")).isEmpty();
    assertThat(table.toFillBack()).hasSize(1);
  }

  @Test
  void fillBack_anAccountForgottenMeanwhile_isNotInIt() {
    StrandTable.BackFill filled = new StrandTable.BackFill(List.of(CLUSTER));
    for (String id : List.of("a", "b")) {
      AccountState state = AccountState.create(id);
      state.add(Calls.call(id, Calls.DAY, FRAME, 5));
      state.add(Calls.call(id, Calls.DAY.plus(Duration.ofDays(1)), FRAME, 5));
      filled.add(id, state.framedCalls());
    }
    filled.forget("a");
    table.follow(List.of(CLUSTER), 0);
    table.fillBack(filled);
    assertThat(table.days("net-1")).hasSize(2);
    for (StrandDay day : table.days("net-1")) {
      assertThat(day.holds("a")).isFalse();
      assertThat(day.holds("b")).isTrue();
      assertThat(body(day, 5).accounts()).containsExactly(StrandDay.mark("b"));
    }
  }

  @Test
  void without_anAccount_isACopy() {
    table.follow(List.of(CLUSTER), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 1);
    table.add(Calls.call("b", Calls.DAY, FRAME, 5), 2);
    table.add(Calls.call("b", Calls.DAY.plus(Duration.ofDays(1)), FRAME, 5), 3);
    List<StrandDay> copies = table.without("a");
    assertThat(copies).hasSize(1);
    assertThat(copies.get(0).holds("a")).isFalse();
    assertThat(copies.get(0).holds("b")).isTrue();
    assertThat(copies.get(0).position()).isEqualTo(2);
    StrandDay first = table.days("net-1").iterator().next();
    assertThat(first.holds("a")).as("the table's own").isTrue();
    first.forget("a");
    assertThat(StrandWire.write(first)).isEqualTo(StrandWire.write(copies.get(0)));
    assertThat(table.without("nobody")).isEmpty();
  }

  @Test
  void forget_anAccountWhoseCallsHadNoBody_leavesNoRow() {
    table.follow(List.of(CLUSTER), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 0), 1);
    assertThat(only("net-1").holds("a")).isTrue();
    assertThat(table.forget("a")).hasSize(1);
    assertThat(only("net-1").rows()).isEmpty();
  }

  @Test
  void forget_anAccount_leavesNothingThatNamesIt() {
    table.follow(List.of(CLUSTER), 0);
    table.add(Calls.call("a", Calls.DAY, FRAME, 5), 1);
    table.add(Calls.call("b", Calls.DAY, FRAME, 5), 2);
    table.add(Calls.call("b", Calls.DAY.plus(Duration.ofDays(1)), FRAME, 5), 3);
    table.takeUnstored();
    assertThat(table.forget("a")).hasSize(1);
    StrandDay day = table.days("net-1").iterator().next();
    assertThat(day.rows()).extracting(StrandRow::accountId).containsExactly("b");
    assertThat(body(day, 5).accounts()).containsExactly(StrandDay.mark("b"));
    assertThat(day.calls()).isEqualTo(2);
    assertThat(table.takeUnstored()).containsExactly(day);
    assertThat(table.forget("a")).isEmpty();
  }

  /**
   * What the table is for: 60 honest accounts draw 40 bodies each from 2,000, so that 60 · 59 / 2 ·
   * 40² / 2,000 = 1,416 pairs meet, of which a day's 512 bodies of about 1,400 show a third; those
   * who part the work between them never meet.
   */
  @Test
  void bodies_ofPartedWork_areNeverShared() {
    assertThat(sharedPairs(true)).isZero();
    double honest = sharedPairs(false);
    assertThat(honest).isCloseTo(1_416, within(250.0));
  }

  private static double sharedPairs(boolean parted) {
    StrandTable pool = new StrandTable();
    pool.follow(List.of(CLUSTER), 0);
    Random random = new Random(3);
    for (int i = 0; i < 60 * 40; i++) {
      long body = 1L + (parted ? i : random.nextInt(2_000));
      pool.add(Calls.call("acct-" + i % 60, Calls.DAY.plusSeconds(i), FRAME, body), i + 1);
    }
    StrandDay day = pool.days("net-1").iterator().next();
    double pairs =
        day.bodies().stream()
            .mapToDouble(body -> body.accounts().size() * (body.accounts().size() - 1) / 2.0)
            .sum();
    return pairs * day.distinctBodies() / day.bodies().size();
  }

  @Test
  void body_ofMoreThan16Accounts_saysSo() {
    table.follow(List.of(CLUSTER), 0);
    for (int i = 0; i < 17; i++) {
      assertThat(i == 0 || !body(only("net-1"), 5).more()).isTrue();
      table.add(Calls.call("acct-" + i, Calls.DAY.plusSeconds(i), FRAME, 5), i + 1);
    }
    assertThat(body(only("net-1"), 5).accounts()).hasSize(16);
    assertThat(body(only("net-1"), 5).more()).isTrue();
    assertThat(body(only("net-1"), 5).calls()).isEqualTo(17);
  }

  /** So that a replay gives the same whatever came first. */
  @Test
  void body_ofManyAccountsInAnyOrder_namesThe16SmallestMarks() {
    List<String> ids = new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> "acct-" + i).toList());
    List<Integer> smallest =
        ids.stream().map(StrandDay::mark).sorted().limit(BodyUse.MAX_ACCOUNTS).toList();
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(ids, new Random(seed));
      BodyUse body = new BodyUse(5);
      ids.forEach(id -> body.add(StrandDay.mark(id)));
      ids.forEach(id -> body.add(StrandDay.mark(id)));
      assertThat(body.accounts()).as("seed %d", seed).isEqualTo(smallest);
      assertThat(body.more()).isTrue();
      assertThat(body.calls()).isEqualTo(80);
      assertThat(body.isOf(smallest.get(seed % 16))).isTrue();
      body.forget(smallest.get(seed % 16));
      assertThat(body.isOf(smallest.get(seed % 16))).isFalse();
      assertThat(body.accounts()).hasSize(15).isSorted();
    }
  }

  @Test
  void follow_whatCannotBeFollowed_isRefusedByName() {
    List<FrameCluster> many =
        IntStream.range(0, 65).mapToObj(i -> Calls.cluster("net-" + i, FRAME)).toList();
    assertThatThrownBy(() -> table.follow(many, 0))
        .hasMessage("65 clusters, at most 64 can be followed");
    assertThatThrownBy(() -> table.follow(List.of(CLUSTER, CLUSTER), 0))
        .hasMessage("cluster net-1 is named twice");
    FrameCluster wide =
        new FrameCluster("wide", IntStream.range(0, 8_193).mapToObj(Calls::frame).toList());
    assertThatThrownBy(() -> table.follow(List.of(wide), 0))
        .hasMessage("8193 frames, at most 8192 can be followed");
    assertThatThrownBy(() -> Calls.cluster("")).hasMessageContaining("0 characters");
    assertThatThrownBy(() -> Calls.cluster("x".repeat(129), FRAME)).hasMessageContaining("129");
    assertThatThrownBy(() -> Calls.cluster("a\0b", FRAME)).hasMessageContaining("zero byte");
    assertThatThrownBy(() -> Calls.cluster("net-1")).hasMessage("cluster net-1 has no frame");
    assertThatThrownBy(() -> new FollowedFrame(0, List.of())).hasMessageContaining("key 0");
    assertThatThrownBy(() -> new FollowedFrame(1, List.of(1L))).hasMessageContaining("not 1");
    assertThat(table.clusters()).isEmpty();
  }

  private static List<UsageEvent> randomCalls(int count) {
    Random random = new Random(count);
    List<UsageEvent> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(
          Calls.call(
              "acct-" + random.nextInt(40),
              Calls.DAY.plus(Duration.ofMinutes(2L * i)),
              random.nextInt(3) == 0 ? OTHER : Calls.like(FRAME, random.nextInt(10), 3),
              random.nextInt(200) + 1L));
    }
    return calls;
  }

  private static void addAll(StrandTable table, List<UsageEvent> calls, long before) {
    for (int i = 0; i < calls.size(); i++) {
      table.add(calls.get(i), before + i + 1);
    }
  }

  private StrandDay only(String cluster) {
    Collection<StrandDay> days = table.days(cluster);
    assertThat(days).hasSize(1);
    return days.iterator().next();
  }

  private static StrandRow row(StrandDay day, String account) {
    return day.rows().stream()
        .filter(row -> row.accountId().equals(account))
        .findFirst()
        .orElseThrow();
  }

  private static BodyUse body(StrandDay day, long body) {
    return day.bodies().stream().filter(use -> use.body() == body).findFirst().orElseThrow();
  }
}
