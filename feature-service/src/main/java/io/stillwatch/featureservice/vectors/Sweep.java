package io.stillwatch.featureservice.vectors;

import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.PassedTime;
import io.stillwatch.featureservice.accounts.SilentAccounts;
import io.stillwatch.v1.AccountVector;
import java.time.Instant;
import java.util.List;

/**
 * One walk over accounts in the order of their last change, from the first to the newest of those
 * that are not sent as changes of this hour. What changes meanwhile has left that stretch, and is
 * sent as a change.
 */
final class Sweep {
  private static final int CHUNK = 16;

  private final AccountStates states;
  private final PassedTime time;
  private final long end;
  private long position;

  /**
   * @param end accounts that last changed after it are sent as changes
   */
  Sweep(AccountStates states, PassedTime time, long end) {
    this.states = states;
    this.time = time;
    this.end = end;
  }

  /** A few vectors of accounts that time alone changed; may be none before the end. */
  List<AccountVector> next() {
    SilentAccounts some = states.changedByTime(position, end, CHUNK, time);
    position = some.lookedAtUpTo();
    return some.vectors();
  }

  boolean isDone() {
    return position >= end;
  }

  /** The time that its vectors tell of. */
  Instant asOf() {
    return time.until();
  }
}
