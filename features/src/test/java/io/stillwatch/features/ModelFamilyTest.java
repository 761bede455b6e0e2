package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelFamilyTest {
  @ParameterizedTest
  @CsvSource({
    "large-2, large",
    "large-3-20260105, large",
    "Large-3.1, large",
    "vendor/medium-v2:8b, vendor-medium",
    "q3, q",
    "small-3.5-turbo, small-turbo",
    "'', ''",
    "42, 42"
  })
  void of_name_leavesVersionsOut(String model, String family) {
    assertThat(ModelFamily.of(model)).isEqualTo(family);
  }
}
