package io.stillwatch.features;

import java.time.Instant;

/** All that is kept of an account: create, add, merge, vector. */
public final class AccountState {
  private AccountState() {}

  public static AccountState create(String accountId) {
    throw new UnsupportedOperationException(accountId);
  }

  /** Takes an event of this account. Not thread-safe. */
  public Admission add(Event event) {
    throw new UnsupportedOperationException(event.eventId());
  }

  /** A new state of both event sets, which must be disjoint. Associative and commutative. */
  public AccountState merge(AccountState other) {
    throw new UnsupportedOperationException(other.accountId());
  }

  /** The features as seen at that time. Windows look back from it. */
  public FeatureVector vector(Instant asOf) {
    throw new UnsupportedOperationException(asOf.toString());
  }

  public byte[] encode() {
    throw new UnsupportedOperationException();
  }

  /** Throws IllegalArgumentException for bytes that no state encoded. */
  public static AccountState decode(byte[] bytes) {
    throw new UnsupportedOperationException(bytes.length + " bytes");
  }

  public String accountId() {
    throw new UnsupportedOperationException();
  }

  /** The newest event time; null before the first event is impossible: create gives Instant.MIN. */
  public Instant watermark() {
    throw new UnsupportedOperationException();
  }
}
