package io.stillwatch.featureservice.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.wire.EventWire;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.featureservice.log.LoggedEvent;
import io.stillwatch.v1.AccountVector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountStatesTest {
  private static final int ACCOUNTS = 40;
  private static final Instant LATER = Usage.START.plus(Duration.ofDays(2));

  private final AccountStates unpacked = new AccountStates(ACCOUNTS);
  private final AccountStates packed = new AccountStates(3);

  @Test
  void fold_moreAccountsThanMayBeLive_isTheSameAsWithAllLive() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int from = 1; from < 3000; from += 100) {
      List<LoggedEvent> events = events(random, from, 100);
      unpacked.fold(events);
      packed.fold(events);
      assertThat(packed.live()).isEqualTo(3);
    }
    assertThat(unpacked.live()).isEqualTo(ACCOUNTS);
    assertThat(vectors(packed)).hasSize(ACCOUNTS).isEqualTo(vectors(unpacked));
    List<String> ids = IntStream.range(0, ACCOUNTS).mapToObj(AccountStatesTest::id).toList();
    assertThat(packed.encoded(ids)).usingRecursiveComparison().isEqualTo(unpacked.encoded(ids));
  }

  @Test
  void load_states_arePackedAndGoOn() {
    unpacked.fold(events(new Random(1), 1, 500));
    List<String> ids = IntStream.range(0, ACCOUNTS).mapToObj(AccountStatesTest::id).toList();
    unpacked.encoded(ids).forEach(packed::load);
    assertThat(packed.live()).isZero();
    assertThat(vectors(packed)).isEqualTo(vectors(unpacked));
    List<LoggedEvent> more = events(new Random(2), 501, 50);
    unpacked.fold(more);
    packed.fold(more);
    assertThat(packed.live()).isEqualTo(3);
    assertThat(vectors(packed)).isEqualTo(vectors(unpacked));
  }

  @Test
  void vector_ofAPackedAccount_leavesItPacked() {
    packed.fold(events(new Random(3), 1, 500));
    long live = packed.live();
    IntStream.range(0, ACCOUNTS).forEach(i -> assertThat(packed.vector(id(i), LATER)).isPresent());
    assertThat(packed.live()).isEqualTo((int) live);
  }

  @Test
  void vector_asOfATimeBeforeItsNewestEvent_isAsOfThatEvent() {
    packed.fold(List.of(event("one", 1, LATER)));
    assertThat(packed.vector("one", Usage.START).orElseThrow().getAsOf().getSeconds())
        .isEqualTo(LATER.getEpochSecond());
  }

  /** What was read of them before they were erased is in the rebuilt states. */
  @Test
  void replaceBy_accountsErasedSinceItBegan_stayAsTheyAre() {
    List<LoggedEvent> before = new ArrayList<>();
    for (int number = 1; number <= 9; number++) {
      String account = List.of("back", "gone", "other").get(number % 3);
      before.add(event(account, number, Usage.START));
    }
    unpacked.fold(before);
    AccountStates rebuilt = unpacked.toRebuild(true);
    rebuilt.fold(before);
    unpacked.erase(new ErasedAccount("back", 10, LATER));
    unpacked.erase(new ErasedAccount("gone", 11, LATER));
    List<LoggedEvent> since = List.of(event("back", 12, Usage.START));
    unpacked.fold(since);
    rebuilt.fold(since);
    assertThat(unpacked.replaceBy(rebuilt, 9)).as("the other alone").isEqualTo(1);
    assertThat(unpacked.vector("back", LATER).orElseThrow().getRequests7D()).isEqualTo(1);
    assertThat(unpacked.vector("gone", LATER)).isEmpty();
    assertThat(unpacked.vector("other", LATER).orElseThrow().getRequests7D()).isEqualTo(3);
  }

  /** Who was erased before and began anew is rebuilt like any other. */
  @Test
  void replaceBy_accountErasedBeforeItBegan_isReplaced() {
    unpacked.erase(new ErasedAccount("back", 1, LATER));
    unpacked.fold(List.of(event("back", 2, Usage.START)));
    AccountStates rebuilt = unpacked.toRebuild(true);
    rebuilt.fold(List.of(event("back", 2, Usage.START)));
    assertThat(unpacked.replaceBy(rebuilt, 2)).isEqualTo(1);
    assertThat(unpacked.takeUnstored().ids()).containsExactly("back");
  }

  private static List<AccountVector> vectors(AccountStates states) {
    return states.changedAfter(0, Integer.MAX_VALUE, LATER);
  }

  private static List<LoggedEvent> events(Random random, int from, int count) {
    List<LoggedEvent> events = new ArrayList<>();
    for (int number = from; number < from + count; number++) {
      Instant time = Usage.START.plusSeconds(30L * number - random.nextInt(3600));
      events.add(event(id(random.nextInt(ACCOUNTS)), number, time));
    }
    return events;
  }

  private static LoggedEvent event(String account, long number, Instant time) {
    return new LoggedEvent(
        number, EventWire.read("gateway", Usage.event(account, number, time).build()));
  }

  private static String id(int number) {
    return "account-" + number;
  }
}
