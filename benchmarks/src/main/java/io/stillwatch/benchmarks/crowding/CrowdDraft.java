package io.stillwatch.benchmarks.crowding;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.crowding.Crowd;
import java.util.ArrayList;
import java.util.List;

/** A crowd that still grows. */
final class CrowdDraft {
  @SuppressWarnings("ArrayRecordComponent") // Never leaves the draft.
  private record Account(float[] row, int persona, int organisation, int id, boolean trusted) {}

  private final List<Account> accounts = new ArrayList<>();

  void add(float[] row, int persona, int organisation, int id, boolean trusted) {
    accounts.add(new Account(row, persona, organisation, id, trusted));
  }

  int size() {
    return accounts.size();
  }

  Crowd crowd() {
    boolean[] trusted = new boolean[size()];
    for (int i = 0; i < size(); i++) {
      trusted[i] = accounts.get(i).trusted;
    }
    return new Crowd(
        accounts.stream().map(Account::row).toArray(float[][]::new),
        accounts.stream().mapToInt(Account::persona).toArray(),
        accounts.stream().mapToInt(Account::organisation).toArray(),
        accounts.stream().mapToLong(account -> Dice.mix(account.id + 1L)).toArray(),
        trusted);
  }
}
