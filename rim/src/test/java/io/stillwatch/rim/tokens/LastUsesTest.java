package io.stillwatch.rim.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastUsesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  private final LastUses uses = new LastUses();

  @Test
  void of_tokenNeverUsed_isNull() {
    uses.note("gateway", NOW);
    assertThat(uses.of("other")).isNull();
  }

  @Test
  void note_againWithinASecond_keepsTheFirst() {
    uses.note("gateway", NOW);
    uses.note("gateway", NOW.plusMillis(999));
    assertThat(uses.of("gateway")).isEqualTo(NOW);
    uses.note("other", NOW.plusMillis(999));
    assertThat(uses.of("other")).isEqualTo(NOW.plusMillis(999));
  }

  @Test
  void note_aSecondLater_isTaken() {
    uses.note("gateway", NOW);
    uses.note("gateway", NOW.plusSeconds(1));
    assertThat(uses.of("gateway")).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void note_afterTheClockWasSetBack_isTaken() {
    uses.note("gateway", NOW);
    uses.note("gateway", NOW.minusSeconds(3600));
    assertThat(uses.of("gateway")).isEqualTo(NOW.minusSeconds(3600));
  }
}
