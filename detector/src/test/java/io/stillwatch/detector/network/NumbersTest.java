package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.detector.chance.Dice;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void putIfAbsent_manyKeysZeroAmongThem_keepsTheFirstValueOfEach() {
    Dice dice = new Dice(4);
    LongTable table = new LongTable();
    Map<Long, Integer> expected = new HashMap<>();
    for (int value = 0; value < 20_000; value++) {
      long key = (dice.below(9_000) - 4_500L) << 40;
      Integer before = expected.putIfAbsent(key, value);
      assertThat(table.putIfAbsent(key, value))
          .isEqualTo(before == null ? LongTable.ABSENT : before);
    }
    expected.forEach((key, value) -> assertThat(table.find(key)).isEqualTo(value));
    assertThat(table.find(1)).isEqualTo(LongTable.ABSENT);
  }

  @Test
  void add_ascendingNumbers_areKeptOnce() {
    NumberSet numbers = new NumberSet();
    for (int number = 0; number < 40; number++) {
      numbers.add(number / 2 * 3);
    }

    assertThat(numbers.cardinality()).isEqualTo(20);
    assertThat(numbers.get(57)).isTrue();
    assertThat(numbers.get(56)).isFalse();
    assertThatThrownBy(() -> numbers.add(4)).hasMessage("4 after 57");
  }
}
