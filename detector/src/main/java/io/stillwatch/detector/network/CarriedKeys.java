package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import java.util.Arrays;
import java.util.List;

/** The keys of one family by number, and which of them each account carries. Immutable. */
final class CarriedKeys {
  private final LongIndex index = new LongIndex();

  /** Where an account's numbers begin among all accounts' numbers. */
  private final int[] begins;

  private int[] numbers = new int[64];

  CarriedKeys(List<FeatureVector> vectors, LinkFamily family) {
    begins = new int[vectors.size() + 1];
    for (int account = 0; account < vectors.size(); account++) {
      begins[account + 1] = begins[account];
      for (LinkKey link : vectors.get(account).links()) {
        if (link.family() == family && link.share() >= Population.LEAST_SHARE) {
          add(account, index.add(link.key()));
        }
      }
    }
    numbers = Arrays.copyOf(numbers, begins[vectors.size()]);
  }

  /** How many distinct keys there are; they are numbered below. */
  int count() {
    return index.size();
  }

  long key(int number) {
    return index.key(number);
  }

  /** The place of the account's first number. */
  int begin(int account) {
    return begins[account];
  }

  /** The place behind its last one. */
  int end(int account) {
    return begins[account + 1];
  }

  int at(int place) {
    return numbers[place];
  }

  int[] of(int account) {
    return Arrays.copyOfRange(numbers, begins[account], begins[account + 1]);
  }

  private void add(int account, int number) {
    for (int place = begins[account]; place < begins[account + 1]; place++) {
      if (numbers[place] == number) {
        return;
      }
    }
    if (begins[account + 1] == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * numbers.length);
    }
    numbers[begins[account + 1]++] = number;
  }
}
