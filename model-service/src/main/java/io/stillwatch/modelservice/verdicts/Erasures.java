package io.stillwatch.modelservice.verdicts;

import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Erases accounts from all that this service holds: the table and with it the stored verdict, the
 * feed, the history, and lists of networks' members. What is stored is removed behind.
 */
@Component
final class Erasures {
  private final VerdictTable table;
  private final Changes changes;
  private final ErasedAccounts erased;

  Erasures(VerdictTable table, Changes changes, ErasedAccounts erased) {
    this.table = table;
    this.changes = changes;
    this.erased = erased;
  }

  /**
   * Returns whether a verdict was held.
   *
   * @param before an account with a vector of this position or a later one has begun anew, and
   *     stays
   */
  boolean erase(String accountId, long before, Instant at) {
    erased.add(accountId, at);
    boolean wasHeld = table.erase(accountId, before);
    changes.erase(accountId, at);
    return wasHeld;
  }
}
