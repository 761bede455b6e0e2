package io.stillwatch.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SketchKeyTest {
  @Test
  void of_shortSecret_isRefused() {
    assertThatThrownBy(() -> SketchKey.of(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15");
  }

  @Test
  void of_sixteenBytes_isAKey() {
    assertThat(SketchKey.of(new byte[16]).id()).isPositive();
  }

  @Test
  void random_everyTime_isAnotherKey() {
    assertThat(SketchKey.random().id()).isNotEqualTo(SketchKey.random().id());
    assertThat(SketchKey.random().derive("x")).isNotEqualTo(SketchKey.random().derive("x"));
  }

  @Test
  void id_sameSecret_isTheSame() {
    assertThat(Prompts.key("a secret of the tests").id())
        .isEqualTo(Prompts.key("a secret of the tests").id())
        .isNotEqualTo(Prompts.key("another secret of the tests").id())
        .isPositive();
  }

  @Test
  void of_secretChangedLater_keepsItsOwn() {
    byte[] secret = "a secret of the tests".getBytes(StandardCharsets.UTF_8);
    SketchKey key = SketchKey.of(secret);
    secret[0]++;
    assertThat(key.derive("x")).isEqualTo(Prompts.key("a secret of the tests").derive("x"));
  }

  @Test
  void toString_secret_isNotInIt() {
    assertThat(Prompts.KEY.toString()).doesNotContain("first");
  }
}
