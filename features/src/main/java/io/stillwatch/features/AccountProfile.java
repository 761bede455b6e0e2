package io.stillwatch.features;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the platform said of an account.
 *
 * @param organisationId empty: the account stands alone
 * @param plan empty: not known
 * @param verificationLevel the number of {@code stillwatch.v1.VerificationLevel}, 0 to 5
 * @param signedUpAt null: not known
 * @param country ISO 3166-1 alpha-2 of the sign-up, empty: not known
 * @param silenced whether the platform closed or suspended it
 * @param apiKeyTokens the keys used last, newest first, at most 8
 */
public record AccountProfile(
    String accountId,
    String organisationId,
    String plan,
    int verificationLevel,
    @Nullable Instant signedUpAt,
    String country,
    boolean silenced,
    List<String> apiKeyTokens) {
  public AccountProfile {
    if (accountId.isEmpty()) {
      throw new IllegalArgumentException("an account without an id");
    }
    if (verificationLevel < 0 || verificationLevel > 5) {
      throw new IllegalArgumentException(
          "verification level of " + accountId + " is not within 0 to 5: " + verificationLevel);
    }
    apiKeyTokens = List.copyOf(apiKeyTokens);
  }

  /**
   * The organisation, or the account itself where it stands alone: the unit that evidence counts.
   */
  public String unit() {
    return organisationId.isEmpty() ? "account:" + accountId : "organisation:" + organisationId;
  }
}
