package io.stillwatch.modelservice.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.NetworkLife;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T11:34:59Z");
  private final Words words = new Words(NOW);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "999|999",
        "1000|1.0 k",
        "999949|999.9 k",
        "999950|1.0 M",
        "-1500|-1.5 k",
        "1234567|1.2 M",
        "9223372036854775807|9223372.0 T"
      })
  void about_size_hasOneDecimalAndTheUnitThatFits(long value, String shown) {
    assertThat(words.about(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1.000",
    "-2.302585, 0.100",
    "-6.9, 0.001",
    "-11.512925, 1e-5",
    "-20, 2e-9",
    "-20.725, 1e-9",
    "-1000, 5e-435",
    "-Infinity, 0"
  })
  void chance_logarithm_isReadAsANumber(double log, String shown) {
    assertThat(words.chance(log)).isEqualTo(shown);
  }

  @Test
  void values_unknown_areADash() {
    assertThat(words.risk(null)).isEqualTo("–");
    assertThat(words.rarity(null)).isEqualTo("–");
    assertThat(words.rarity(1L)).isEqualTo("–");
    assertThat(words.time(null)).isEqualTo("–");
    assertThat(words.time(Instant.EPOCH)).isEqualTo("–");
    assertThat(words.timestamp(Timestamp.getDefaultInstance())).isEqualTo("–");
    assertThat(words.ago(null)).isEqualTo("–");
    assertThat(words.orNothing("")).isEqualTo("–");
    assertThat(words.life(NetworkLife.NETWORK_LIFE_UNSPECIFIED)).isEqualTo("–");
  }

  @Test
  void values_known_areSaidAsPeopleDo() {
    assertThat(words.count(12_345)).isEqualTo("12,345");
    assertThat(words.share(0.96)).isEqualTo("96 %");
    assertThat(words.risk(0.8725)).isEqualTo("0.873");
    assertThat(words.bits(-0.04)).isEqualTo("0.0 bit");
    assertThat(words.bits(39.94)).isEqualTo("39.9 bit");
    assertThat(words.rarity(600L)).isEqualTo("rarer than 1 in 600");
    assertThat(words.time(NOW)).isEqualTo("2026-11-26 11:34");
    assertThat(words.band(Band.BAND_SOFT)).isEqualTo("soft");
    assertThat(words.life(NetworkLife.NETWORK_LIFE_NEW)).isEqualTo("new");
  }

  @ParameterizedTest
  @CsvSource({
    "-100, just now",
    "59, just now",
    "60, 1 min ago",
    "3599, 59 min ago",
    "3600, 1 h ago",
    "172799, 47 h ago",
    "172800, 2 days ago"
  })
  void ago_age_isInTheUnitThatFits(long seconds, String shown) {
    assertThat(words.ago(NOW.minus(Duration.ofSeconds(seconds)))).isEqualTo(shown);
  }
}
