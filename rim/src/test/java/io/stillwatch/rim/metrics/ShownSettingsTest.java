package io.stillwatch.rim.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.rim.RimSettings;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.rim.tokens.TokenSeed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShownSettingsTest {
  private static final String SECRET = "sw_never-to-be-shown-anywhere";

  @Test
  void shown_ofSettingsWithSecrets_saysOnlyThatTheyAreSet() {
    RimSettings settings =
        new RimSettings(
            ServiceClock.Source.SYSTEM,
            false,
            16,
            new RimSettings.Tokens(
                Duration.ofSeconds(2),
                List.of(new TokenSeed("gateway-1", Set.of(Scope.CHECK), SECRET))));
    assertThat(ShownSettings.shown(settings).toString())
        .contains("clock=SYSTEM", "blockingThreads=16", "refresh=PT2S", "gateway-1", "secret=set")
        .doesNotContain(SECRET);
  }

  @Test
  void shown_ofAnEmptySecret_saysThatItIsNotSet() {
    assertThat(ShownSettings.shown(new Reached("somewhere", "")).toString())
        .isEqualTo("{target=somewhere, token=not set}");
  }

  private record Reached(String target, String token) {}
}
