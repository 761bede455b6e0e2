package io.stillwatch.features;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Distinct numbers, ascending, by their place from 1; 0 is at place 0. */
final class SharedNumbers {
  private final long[] ascending;

  private SharedNumbers(long[] ascending) {
    this.ascending = ascending;
  }

  /** Sorts what it is given. */
  static SharedNumbers of(long[] all, int count) {
    Arrays.sort(all, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (all[i] != 0 && (kept == 0 || all[i] != all[kept - 1])) {
        all[kept++] = all[i];
      }
    }
    return new SharedNumbers(Arrays.copyOf(all, kept));
  }

  void put(StateBytes out, LongConsumer writing) {
    out.putVar(ascending.length);
    for (long one : ascending) {
      writing.accept(one);
    }
  }

  static SharedNumbers get(StateBytes in, int most, LongSupplier reading) {
    long[] ascending = new long[in.getCount(most, "shared values")];
    for (int i = 0; i < ascending.length; i++) {
      ascending[i] = reading.getAsLong();
      if (ascending[i] == 0 || (i > 0 && ascending[i] <= ascending[i - 1])) {
        throw new IllegalArgumentException("shared values of a state that do not ascend");
      }
    }
    return new SharedNumbers(ascending);
  }

  int size() {
    return ascending.length;
  }

  int place(long one) {
    return one == 0 ? 0 : Arrays.binarySearch(ascending, one) + 1;
  }

  long at(int place) {
    return place == 0 ? 0 : ascending[place - 1];
  }

  long get(StateBytes in) {
    return at(in.getCount(ascending.length, "as a place"));
  }
}
