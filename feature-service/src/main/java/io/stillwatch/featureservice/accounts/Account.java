package io.stillwatch.featureservice.accounts;

import io.stillwatch.features.AccountState;

/**
 * One account's state and the log position of the last event in it. Guarded by its owner's lock.
 */
final class Account {
  final AccountState state;
  long position;

  Account(AccountState state, long position) {
    this.state = state;
    this.position = position;
  }
}
