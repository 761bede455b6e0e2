package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.features.Histories.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AccountStateTest {
  private static final Duration WITHIN_LATENESS = Duration.ofHours(48);

  static long[] seeds() {
    return new Random(20_260_302).longs(25).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void add_anyOrderWithinLateness_givesEqualBytes(long seed) {
    Random random = new Random(seed);
    List<Event> events = Histories.random(random, 1 + random.nextInt(400), WITHIN_LATENESS);
    byte[] expected = Histories.state(events).encode();
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(events, random);
      assertThat(Histories.state(events).encode()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** Parts as they come about: of any size, over three weeks, each in the order of its time. */
  @ParameterizedTest
  @MethodSource("seeds")
  void merge_anyTreeOfDisjointParts_givesEqualBytes(long seed) {
    Random random = new Random(seed);
    List<Event> events = Histories.random(random, 300, Duration.ofDays(21));
    events.sort((one, other) -> one.eventTime().compareTo(other.eventTime()));
    byte[] expected = Histories.state(events).encode();
    for (int i = 0; i < 5; i++) {
      List<AccountState> parts = parts(random, events);
      while (parts.size() > 1) {
        AccountState one = parts.remove(random.nextInt(parts.size()));
        AccountState other = parts.remove(random.nextInt(parts.size()));
        parts.add(one.merge(other));
      }
      assertThat(parts.get(0).encode()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static List<AccountState> parts(Random random, List<Event> events) {
    List<AccountState> parts = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      parts.add(AccountState.create(Histories.ACCOUNT));
    }
    events.forEach(event -> parts.get(random.nextInt(count)).add(event));
    return parts;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void merge_associativeAndCommutative_andLeavesItsSides(long seed) {
    Random random = new Random(seed);
    List<AccountState> parts = new ArrayList<>();
    List<Event> events = Histories.random(random, 90, Duration.ofDays(12));
    for (int i = 0; i < 3; i++) {
      parts.add(Histories.state(events.subList(30 * i, 30 * i + 30)));
    }
    AccountState a = parts.get(0);
    AccountState b = parts.get(1);
    AccountState c = parts.get(2);
    byte[] before = a.encode();
    byte[] expected = a.merge(b).merge(c).encode();
    assertThat(a.merge(b.merge(c)).encode()).as("seed %d", seed).isEqualTo(expected);
    assertThat(c.merge(b).merge(a).encode()).as("seed %d", seed).isEqualTo(expected);
    assertThat(a.encode()).as("seed %d", seed).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void merge_empty_changesNothing(long seed) {
    AccountState state =
        Histories.state(Histories.random(new Random(seed), 100, Duration.ofDays(9)));
    AccountState empty = AccountState.create(Histories.ACCOUNT);
    assertThat(empty.merge(state).encode()).as("seed %d", seed).isEqualTo(state.encode());
    assertThat(state.merge(empty).encode()).as("seed %d", seed).isEqualTo(state.encode());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void add_newestAgain_isADuplicateAndChangesNothing(long seed) {
    Random random = new Random(seed);
    List<Event> events = Histories.random(random, 200, WITHIN_LATENESS);
    AccountState state = Histories.state(events);
    byte[] before = state.encode();
    events.sort((one, other) -> other.eventTime().compareTo(one.eventTime()));
    for (Event event : events.subList(0, NewestEvents.CAPACITY)) {
      assertThat(state.add(event)).as("seed %d", seed).isEqualTo(Admission.DUPLICATE);
    }
    assertThat(state.encode()).as("seed %d", seed).isEqualTo(before);
  }

  @Test
  void add_sameIdOfAnotherSource_isCounted() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    AccountEvent one = Histories.changed("e1", Histories.START, new AccountEvent.Other());
    AccountEvent other =
        new AccountEvent("batch", "e1", Histories.ACCOUNT, "", Histories.START, one.change());
    assertThat(state.add(one)).isEqualTo(Admission.COUNTED);
    assertThat(state.add(other)).isEqualTo(Admission.COUNTED);
    assertThat(state.add(other)).isEqualTo(Admission.DUPLICATE);
  }

  @Test
  void add_beyondLateness_isLeftOutAndCounted() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    Instant now = Histories.START.plus(Duration.ofDays(3));
    Instant oldest = now.minus(AccountState.LATENESS);
    assertThat(state.add(new Call("a", now).event())).isEqualTo(Admission.COUNTED);
    assertThat(state.add(new Call("b", oldest).event())).isEqualTo(Admission.COUNTED);
    assertThat(state.add(new Call("c", oldest.minusMillis(1)).event())).isEqualTo(Admission.LATE);
    assertThat(state.late()).isEqualTo(1);
    assertThat(state.vector(now).requests7d()).isEqualTo(2);
    assertThat(state.watermark()).isEqualTo(now);
  }

  @Test
  void add_factOlderThanLateness_isLearned() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    Instant now = Histories.START.plus(Duration.ofDays(30));
    state.add(new Call("a", now).event());
    state.add(
        Histories.changed(
            "b", Histories.START, new AccountEvent.SignedUp("mail", null, "net", "FR", "free")));
    assertThat(state.vector(now).account().signedUpAt()).isEqualTo(Histories.START);
    assertThat(state.vector(now).account().country()).isEqualTo("FR");
  }

  @Test
  void add_otherAccount_isRefused() {
    AccountState state = AccountState.create("acct-2");
    assertThatThrownBy(() -> state.add(new Call("a", Histories.START).event()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Histories.ACCOUNT);
    assertThatThrownBy(() -> state.merge(AccountState.create(Histories.ACCOUNT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acct-2");
    assertThatThrownBy(() -> AccountState.create("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void watermark_noEvent_isTheDistantPast() {
    assertThat(AccountState.create("acct-2").watermark()).isEqualTo(Instant.MIN);
  }

  /** As a state that is rebuilt from a log whose beginning is gone. */
  @ParameterizedTest
  @MethodSource("seeds")
  void withoutUsage_andEveryEventAgain_givesEqualBytes(long seed) {
    Random random = new Random(seed);
    List<Event> events = Histories.random(random, 200, Duration.ofDays(12));
    AccountState state = Histories.state(events);
    byte[] before = state.encode();
    AccountState told = state.withoutUsage();
    assertThat(told.watermark()).isEqualTo(Instant.MIN);
    assertThat(told.panes(Integer.MIN_VALUE, Integer.MAX_VALUE)).isEmpty();
    events.forEach(told::add);
    assertThat(told.encode()).as("seed %d", seed).isEqualTo(before);
    assertThat(state.encode()).as("seed %d", seed).isEqualTo(before);
  }

  @Test
  void withoutUsage_factsAndKeys_stay() {
    AccountState state = Histories.state(Histories.random(new Random(5), 400, Duration.ofDays(12)));
    AccountState told = state.withoutUsage();
    for (AccountState.Fact fact : AccountState.Fact.values()) {
      assertThat(told.fact(fact)).isEqualTo(state.fact(fact));
    }
    assertThat(told.instruments.newestFirst()).isEqualTo(state.instruments.newestFirst());
    assertThat(told.issuers.newestFirst()).isEqualTo(state.issuers.newestFirst());
    assertThat(told.emails.newestFirst()).isEqualTo(state.emails.newestFirst());
    assertThat(told.signUpAddresses.newestFirst()).isEqualTo(state.signUpAddresses.newestFirst());
    assertThat(told.apiKeys.newestFirst()).isEqualTo(state.apiKeys.newestFirst()).isNotEmpty();
    assertThat(AccountState.decode(told.encode()).encode()).isEqualTo(told.encode());
  }
}
