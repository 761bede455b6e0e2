package io.stillwatch.features;

import java.time.Instant;

/** Something that happened to or by an account. */
public interface Event {
  String source();

  String eventId();

  String accountId();

  Instant eventTime();
}
