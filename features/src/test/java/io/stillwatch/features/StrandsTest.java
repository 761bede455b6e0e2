package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.features.Histories.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What samples show of strands, how keys are changed, and what known frames are left out of. */
final class StrandsTest {
  private static final int ACCOUNTS = 400;
  private static final long FRAME = Histories.frame(1);
  private static final long RETIRED = Histories.frame(2);

  /**
   * A week of 100 calls a day: how many of 400 accounts show a strand of that share at all, and
   * with three sampled calls or more, as capability features want. By the binomial of 112 draws:
   * 0.90 and 0.39 at 2 %, 0.997 and 0.92 at 5 %, 1.00 and 1.00 at 10 %.
   */
  @ParameterizedTest
  @CsvSource({"0.02, 0.84, 0.31", "0.05, 0.98, 0.87", "0.10, 1.00, 0.99"})
  void sample_aWeek_showsAStrandOfThatShare(double share, double seen, double thrice) {
    int once = 0;
    int often = 0;
    for (int account = 0; account < ACCOUNTS; account++) {
      long calls = sampledCallsOfTheStrand(new Random(account), share);
      once += calls >= 1 ? 1 : 0;
      often += calls >= 3 ? 1 : 0;
    }
    assertThat((double) once / ACCOUNTS).as("seen").isGreaterThanOrEqualTo(seen);
    assertThat((double) often / ACCOUNTS).as("three times").isGreaterThanOrEqualTo(thrice);
    assertThat((double) often / ACCOUNTS).as("three times").isLessThanOrEqualTo(thrice + 0.16);
  }

  private static long sampledCallsOfTheStrand(Random random, double share) {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    for (int i = 0; i < 700; i++) {
      Instant time = Histories.START.plus(Duration.ofMinutes(14L * i));
      Call call = new Call(random.nextInt(10) + "e" + random.nextLong(), time);
      long frame = random.nextDouble() < share ? FRAME : Histories.frame(random.nextLong());
      call.content = Histories.content(frame, 0, 0);
      state.add(call.event());
    }
    return new Strands(new Week(state, state.watermark().toEpochMilli()).panes, frame -> false)
        .calls().stream().filter(call -> call.frame() == FRAME).count();
  }

  @Test
  void vector_acrossAChangeOfKeys_keepsOneStrandAndBothLinks() {
    FeatureVector before = changing(3).vector(Histories.START.plus(Duration.ofDays(3)));
    FeatureVector between = changing(9).vector(Histories.START.plus(Duration.ofDays(9)));
    FeatureVector after = changing(20).vector(Histories.START.plus(Duration.ofDays(20)));
    assertThat(List.of(before, between, after))
        .allSatisfy(vector -> assertThat(vector.strands()).hasSize(1));
    assertThat(frames(before)).containsExactly(RETIRED);
    assertThat(frames(between)).containsExactlyInAnyOrder(RETIRED, FRAME);
    assertThat(frames(after)).containsExactly(FRAME);
    assertThat(between.strands().get(0).frameKey()).isEqualTo(FRAME);
    assertThat(between.strands().get(0).share()).isEqualTo(1);
  }

  /** 12 calls a day: 5 days under the old key, 8 under both, then under the new one. */
  private static AccountState changing(int days) {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    for (int i = 0; i < 12 * days; i++) {
      int day = i / 12;
      Call call = new Call("e" + i, Histories.START.plus(Duration.ofHours(2L * i)));
      long frame = day < 5 ? RETIRED : FRAME;
      long retired = day >= 5 && day < 13 ? RETIRED : 0;
      call.content =
          new UsageEvent.Content(frame, Histories.bands(frame), true, retired, i + 1, 0, -1, -1);
      state.add(call.event());
    }
    return AccountState.decode(state.encode());
  }

  private static Set<Long> frames(FeatureVector vector) {
    return vector.links().stream()
        .filter(link -> link.family() == LinkFamily.FRAME)
        .map(LinkKey::key)
        .collect(Collectors.toSet());
  }

  @Test
  void vector_knownFrame_isNoStrandAndLinksNobody() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    for (int i = 0; i < 96; i++) {
      Call call = new Call("e" + i, Histories.START.plus(Duration.ofHours(i)));
      call.content = Histories.content(i % 4 == 0 ? RETIRED : FRAME, i + 1, 0);
      state.add(call.event());
    }
    FeatureVector vector = state.vector(state.watermark(), frame -> frame == FRAME);
    double[] values = vector.values();
    double known = values[FeatureCatalogue.indexOf("known_frame_share_7d")];
    double top = values[FeatureCatalogue.indexOf("frame_top_share_7d")];
    assertThat(known).isBetween(0.5, 0.95);
    assertThat(top).isCloseTo(1 - known, within(1e-9));
    assertThat(frames(vector)).containsExactly(RETIRED);
    FeatureVector all = state.vector(state.watermark(), frame -> true);
    assertThat(all.strands()).isEmpty();
    assertThat(all.values()[FeatureCatalogue.indexOf("frame_top_share_7d")]).isZero();
    assertThat(all.values()[FeatureCatalogue.indexOf("known_frame_share_7d")]).isEqualTo(1);
  }

  /** A busy day's sampled calls stand for ten times as many. */
  @Test
  void strands_byShare_areTheLargestFirstWhateverWasSampled() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    for (int i = 0; i < 48; i++) {
      Call call = new Call("quiet" + i, Histories.START.plus(Duration.ofMinutes(90L * i)));
      call.content = Histories.content(RETIRED, i + 1, 0);
      state.add(call.event());
    }
    for (int i = 0; i < 160; i++) {
      Call call = new Call("busy" + i, Histories.START.plus(Duration.ofDays(3)).plusSeconds(i));
      call.content = Histories.content(FRAME, i + 1, 0);
      state.add(call.event());
    }
    List<Strand> strands = state.vector(state.watermark()).strands();
    assertThat(strands).extracting(Strand::frameKey).containsExactly(FRAME, RETIRED);
    assertThat(strands).extracting(Strand::events).containsExactly(16, 48);
    assertThat(strands.get(0).share()).isCloseTo(160.0 / 208, within(1e-9));
  }

  /** Samples count for the 7 days up to the newest, though a state holds eight. */
  @Test
  void strands_seenFromTheDayBeforeTheNewest_areWithoutTheOldestDay() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    Instant eve = Histories.START.plus(Duration.ofDays(7)).minusMillis(1);
    for (int i = 0; i < 64; i++) {
      if (i == 56) {
        assertThat(frames(state.vector(eve))).containsExactlyInAnyOrder(RETIRED, FRAME);
      }
      Call call = new Call("e" + i, Histories.START.plus(Duration.ofHours(3L * i)));
      call.content = Histories.content(i < 8 ? RETIRED : FRAME, i + 1, 0);
      state.add(call.event());
    }
    assertThat(state.vector(eve).requests7d()).isEqualTo(56);
    assertThat(frames(state.vector(eve))).containsExactly(FRAME);
  }

  @Test
  void bands_ofAStrand_areThoseOfItsFrame() {
    AccountState state = AccountState.create(Histories.ACCOUNT);
    for (int i = 0; i < 96; i++) {
      Call call = new Call("e" + i, Histories.START.plus(Duration.ofHours(i)));
      call.content = Histories.content(i % 5 == 0 ? FRAME ^ 0xf0 : FRAME, i + 1, 0);
      state.add(call.event());
    }
    List<Strand> strands = state.vector(state.watermark()).strands();
    assertThat(strands).hasSize(1);
    assertThat(strands.get(0).frameKey()).isEqualTo(FRAME);
    assertThat(strands.get(0).frameBands().stream().mapToLong(word -> word).toArray())
        .isEqualTo(Histories.bands(FRAME));
  }
}
