package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * States as earlier builds wrote them. A file is never written anew: a changed encoding is a new
 * version with a file of its own. Run with {@code -Dregenerate=true} to write a missing one.
 */
final class StateFilesTest {
  private static final Path STATES = Path.of("src", "test", "resources", "states");

  @Test
  void decode_version1_keepsFactsAndForgetsUsage() throws IOException {
    AccountState state = AccountState.decode(Files.readAllBytes(STATES.resolve("version-1.state")));
    FeatureVector vector = state.vector(state.watermark());
    AccountProfile account = vector.account();
    assertThat(account.accountId()).isEqualTo("acct-1");
    assertThat(account.organisationId()).isEqualTo("org-1");
    assertThat(account.plan()).isEqualTo("pro");
    assertThat(account.verificationLevel()).isEqualTo(3);
    assertThat(account.signedUpAt()).isEqualTo(Histories.START);
    assertThat(account.apiKeyTokens()).hasSize(3);
    assertThat(state.watermark()).isEqualTo(Histories.START.plusSeconds(600L * 39));
    assertThat(vector.requests7d()).isZero();
    assertThat(vector.links()).extracting(LinkKey::family).contains(LinkFamily.INSTRUMENT);
    assertThat(AccountState.decode(state.encode()).encode()).isEqualTo(state.encode());
  }

  @Test
  void encode_version2_givesTheBytesOfTheFile() throws IOException {
    Path file = STATES.resolve("version-2.state");
    byte[] bytes =
        Histories.state(Histories.random(new Random(2), 700, Duration.ofDays(12))).encode();
    if (Boolean.getBoolean("regenerate") && !Files.exists(file)) {
      Files.write(file, bytes);
    }
    assertThat(bytes).isEqualTo(Files.readAllBytes(file));
    assertThat(AccountState.decode(bytes).encode()).isEqualTo(bytes);
  }
}
