package io.stillwatch.features;

import java.time.Instant;

/** Something that happened to or by an account. */
public sealed interface Event permits UsageEvent, AccountEvent {
  /** Who reported it. */
  String source();

  /** Unique within its source. */
  String eventId();

  String accountId();

  /** Empty: the account stands alone. */
  String organisationId();

  Instant eventTime();
}
