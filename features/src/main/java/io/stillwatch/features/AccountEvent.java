package io.stillwatch.features;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change of an account that is no call. */
public record AccountEvent(
    String source,
    String eventId,
    String accountId,
    String organisationId,
    Instant eventTime,
    Change change)
    implements Event {
  public AccountEvent {
    if (eventId.isEmpty() || accountId.isEmpty()) {
      throw new IllegalArgumentException("an account event without event_id or account_id");
    }
  }

  /** What changed. Empty tokens and null are not known. */
  public sealed interface Change {}

  public record SignedUp(
      String emailPatternToken,
      @Nullable Boolean disposableEmail,
      String addressPrefixToken,
      String country,
      String plan)
      implements Change {}

  public record PlanChanged(String plan) implements Change {}

  /**
   * How well the holder is known.
   *
   * @param level the number of {@code stillwatch.v1.VerificationLevel}, 0 to 5
   */
  public record Verified(int level) implements Change {}

  public record InstrumentAdded(
      String instrumentToken, String issuerCellToken, @Nullable Boolean virtualCard)
      implements Change {}

  /** Suspended or banned, or restored. */
  public record Silenced(boolean silenced) implements Change {}

  /** A change that no feature looks at yet. */
  public record Other() implements Change {}
}
