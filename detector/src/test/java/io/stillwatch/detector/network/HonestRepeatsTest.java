package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HonestRepeatsTest {
  private static Set<Long> asking(Random random, int tasks, int minds) {
    Set<Long> asked = new HashSet<>();
    while (asked.size() < tasks) {
      asked.add((long) random.nextInt(minds));
    }
    return asked;
  }

  private static PooledTasks pooled(List<Set<Long>> tasksByUnit) {
    AskedTasks asked = new AskedTasks();
    for (int unit = 0; unit < tasksByUnit.size(); unit++) {
      asked.add(unit, tasksByUnit.get(unit));
    }
    return asked.pooled();
  }

  private static PooledTasks group(long seed, int units, int minds) {
    Random random = new Random(seed);
    return pooled(IntStream.range(0, units).mapToObj(i -> asking(random, 10, minds)).toList());
  }

  @Test
  void of_threeUnits_countsPairsOfDifferentOnes() {
    PooledTasks tasks = pooled(List.of(Set.of(1L, 2L, 3L), Set.of(2L, 3L), Set.of(3L, 9L)));

    assertThat(tasks.tasks()).isEqualTo(7);
    assertThat(tasks.pairs()).isEqualTo(3 * 2 + 3 * 2 + 2 * 2);
    assertThat(tasks.repeats()).as("2 twice, 3 in all three").isCloseTo(1 + 3, within(1e-6));
    assertThat(tasks.common()).isEqualTo(5 / 7.0, within(1e-12));
  }

  @Test
  void of_nobody_isZero() {
    PooledTasks none = pooled(List.of());

    assertThat(none.collision()).isZero();
    assertThat(none.common()).isZero();
    assertThat(new HonestRepeats(List.of()).logChance(none)).isZero();
  }

  /** Two of 2,000 questions are the same in one pair of 2,000. */
  @Test
  void expected_groupsOfStrangers_isWhatTheirFellowsHave() {
    List<PooledTasks> known =
        IntStream.range(0, 40).mapToObj(seed -> group(seed, 60, 2_000)).toList();
    HonestRepeats honest = new HonestRepeats(known);

    PooledTasks other = group(99, 60, 2_000);

    assertThat(honest.expected(other)).isBetween(0.7 * other.repeats(), other.repeats());
    int alarms = 0;
    for (int seed = 100; seed < 300; seed++) {
      alarms += honest.logChance(group(seed, 60, 2_000)) < Math.log(1e-3) ? 1 : 0;
    }
    assertThat(alarms).isZero();
  }

  @Test
  void logChance_queueThatIsDealtOut_isSmall() {
    HonestRepeats honest =
        new HonestRepeats(IntStream.range(0, 10).mapToObj(i -> group(i, 60, 2_000)).toList());
    List<Set<Long>> dealt =
        IntStream.range(0, 60)
            .mapToObj(i -> Set.of(10L * i, 10L * i + 1, 10L * i + 2, 10L * i + 3))
            .toList();

    PooledTasks queue = pooled(dealt);

    assertThat(honest.expected(queue)).isBetween(9.0, 16.0);
    assertThat(honest.logChance(queue)).isCloseTo(-honest.expected(queue), within(1e-9));
    PooledTasks few = pooled(dealt.subList(0, 30));
    assertThat(honest.logChance(few)).as("too few to expect any repeat").isZero();
  }

  @Test
  void expected_twoGroupsOrGroupsWithoutRepeats_isNotKnown() {
    PooledTasks busy = group(1, 60, 2_000);
    PooledTasks alone = group(2, 60, Integer.MAX_VALUE);

    assertThat(new HonestRepeats(List.of(busy, busy)).expected(busy)).isZero();
    assertThat(new HonestRepeats(Collections.nCopies(9, alone)).expected(busy)).isZero();
  }

  /** Such as a campaign that was there before and asks something twice now and then. */
  @Test
  void expected_oneGroupOfManyWithHardlyARepeat_isNotLowered() {
    List<PooledTasks> known =
        new ArrayList<>(IntStream.range(0, 9).mapToObj(i -> group(i, 60, 2_000)).toList());
    PooledTasks odd = group(50, 220, 200_000);
    known.add(odd);

    assertThat(odd.repeats()).isGreaterThanOrEqualTo(HonestRepeats.LEAST_REPEATS);
    PooledTasks other = group(99, 60, 2_000);
    assertThat(new HonestRepeats(known).expected(other)).isGreaterThan(0.7 * other.repeats());
  }
}
