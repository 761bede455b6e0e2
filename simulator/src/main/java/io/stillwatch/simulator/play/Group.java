package io.stillwatch.simulator.play;

import java.util.ArrayList;
import java.util.List;

/**
 * Accounts whose doings depend on each other: a person alone, a class, an organisation, a vendor's
 * customers, a campaign. Groups know nothing of each other. Planned by one thread at a time, day
 * after day.
 */
public abstract class Group {
  private final List<Account> accounts = new ArrayList<>();

  /** Whom it has so far; some join later. */
  public final List<Account> accounts() {
    return accounts;
  }

  /** An account joins: before the season, or at the latest on the day of its sign-up. */
  protected final Account join(Account account) {
    accounts.add(account);
    return account;
  }

  /** Plans what happens on that day. */
  public abstract void plan(Diary diary);
}
