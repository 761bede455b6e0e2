package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.features.Histories.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StateCodecTest {
  private static final Instant SOON = Histories.START.plus(Duration.ofDays(10));

  static long[] seeds() {
    return new Random(7).longs(25).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void decode_encoded_isTheSameState(long seed) {
    Random random = new Random(seed);
    AccountState state =
        Histories.state(Histories.random(random, random.nextInt(600), Duration.ofDays(17)));
    AccountState decoded = AccountState.decode(state.encode());
    assertThat(decoded.encode()).as("seed %d", seed).isEqualTo(state.encode());
    for (int day = 0; day < 25; day++) {
      Instant asOf = Histories.START.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(86_400));
      FeatureVector expected = state.vector(asOf);
      FeatureVector actual = decoded.vector(asOf);
      assertThat(actual.values()).as("seed %d", seed).isEqualTo(expected.values());
      assertThat(actual)
          .as("seed %d", seed)
          .usingRecursiveComparison()
          .ignoringFields("values")
          .isEqualTo(expected);
    }
  }

  @Test
  void decode_empty_isTheEmptyState() {
    AccountState state = AccountState.create("acct-2");
    assertThat(AccountState.decode(state.encode()).watermark()).isEqualTo(Instant.MIN);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void add_afterDecode_goesOnAsBefore(long seed) {
    Random random = new Random(seed);
    var events = Histories.random(random, 300, Duration.ofDays(17));
    events.sort((one, other) -> one.eventTime().compareTo(other.eventTime()));
    AccountState interrupted =
        AccountState.decode(Histories.state(events.subList(0, 150)).encode());
    events.subList(150, 300).forEach(interrupted::add);
    assertThat(interrupted.encode())
        .as("seed %d", seed)
        .isEqualTo(Histories.state(events).encode());
  }

  @Test
  void decode_anyByteChanged_isRefused() {
    byte[] bytes =
        Histories.state(Histories.random(new Random(1), 80, Duration.ofDays(9))).encode();
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x40;
      assertThatThrownBy(() -> AccountState.decode(changed))
          .as("byte %d", at)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void decode_anyEnd_isRefused() {
    byte[] bytes =
        Histories.state(Histories.random(new Random(1), 80, Duration.ofDays(9))).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> AccountState.decode(cut))
          .as("length %d", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Whoever can write the table can mend the checksum too: no bytes may do harm. */
  @ParameterizedTest
  @MethodSource("seeds")
  void decode_changedUnderAMendedChecksum_isRefusedOrASoundState(long seed) {
    Random random = new Random(seed);
    byte[] bytes = Histories.state(Histories.random(random, 60, Duration.ofDays(9))).encode();
    for (int i = 0; i < 1_500; i++) {
      byte[] changed = bytes.clone();
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        changed[1 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
      }
      assertHarmless(mended(changed), "seed " + seed + ", change " + i);
    }
  }

  private static byte[] mended(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) sum.getValue());
    return bytes;
  }

  private static void assertHarmless(byte[] bytes, String where) {
    AccountState state;
    try {
      state = AccountState.decode(bytes);
    } catch (IllegalArgumentException refused) {
      return;
    }
    byte[] again = state.encode();
    assertThat(AccountState.decode(again).encode()).as(where).isEqualTo(again);
    for (double value : state.vector(SOON).values()) {
      assertThat(Double.isInfinite(value)).as(where).isFalse();
    }
    Call next = new Call("next", SOON, state.accountId());
    next.input = 1;
    state.add(next.event());
    state.merge(AccountState.decode(again));
  }

  @Test
  void decode_otherVersion_isRefusedByNumber() {
    byte[] bytes = AccountState.create("acct-2").encode();
    bytes[0] = 9;
    assertThatThrownBy(() -> AccountState.decode(bytes)).hasMessageContaining("version 9");
  }

  @Test
  void encode_heavyAccounts_stayWithinTheirBounds() {
    assertThat(sizeOf(new Random(1), 30_000, 1, 2)).as("one frame").isLessThan(5 * 1024);
    assertThat(sizeOf(new Random(2), 300, 20, 3)).as("a user").isLessThan(4608);
    assertThat(sizeOf(new Random(2), 30_000, 20, 10)).as("a team").isLessThan(6 * 1024);
    assertThat(sizeOf(new Random(3), 30_000, 1 << 20, 1 << 20))
        .as("all calls unlike, from everywhere: the most that can be")
        .isLessThan(10 * 1024);
  }

  private static int sizeOf(Random random, int calls, int frames, int places) {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    for (int i = 0; i < calls; i++) {
      Call call = new Call("e" + i, Histories.START.plusSeconds(i * 9L * 86_400 / calls));
      call.apiKey = "0123456789abcdef0123456789abcdef-" + random.nextInt(Math.min(8, places));
      call.input = random.nextInt(20_000);
      call.output = random.nextInt(4_000);
      call.cachedInput = 0;
      call.turn = 1;
      call.maxTokens = 4_000;
      call.modelOutput = 8_000;
      call.address = "net-" + random.nextInt(places);
      call.client = "client-" + random.nextInt(places);
      call.model = "model-" + random.nextInt(2);
      call.asn = random.nextInt(places);
      call.country = "DE";
      long frame = Histories.frame(random.nextInt(frames));
      call.content =
          new UsageEvent.Content(
              frame,
              Histories.bands(frame),
              frames < 1_000,
              0,
              random.nextLong(),
              frame,
              random.nextInt(64),
              random.nextInt(3));
      state.add(call.event());
    }
    return state.encode().length;
  }
}
