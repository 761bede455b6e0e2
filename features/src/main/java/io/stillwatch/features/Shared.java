package io.stillwatch.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Distinct things of one or more numbers each, ascending, by their place from 1; 0 is nothing. */
final class Shared {
  private static final Comparator<long[]> ORDER = Arrays::compare;

  private final long[] nothing;
  private final long[][] ascending;

  private Shared(int width, long[][] ascending) {
    this.nothing = new long[width];
    this.ascending = ascending;
  }

  static Shared of(List<long[]> all) {
    TreeSet<long[]> distinct = new TreeSet<>(ORDER);
    distinct.addAll(all);
    int width = all.isEmpty() ? 1 : all.get(0).length;
    distinct.remove(new long[width]);
    return new Shared(width, distinct.toArray(new long[0][]));
  }

  void put(StateBytes out, LongConsumer writing) {
    out.putVar(ascending.length);
    for (long[] one : ascending) {
      Arrays.stream(one).forEach(writing);
    }
  }

  static Shared get(StateBytes in, int width, int most, LongSupplier reading) {
    int size = in.getCount(most, "shared values");
    long[][] ascending = new long[size][];
    long[] before = new long[0];
    for (int i = 0; i < size; i++) {
      long[] one = new long[width];
      Arrays.setAll(one, at -> reading.getAsLong());
      if (ORDER.compare(before, one) >= 0) {
        throw new IllegalArgumentException("shared values of a state that do not ascend");
      }
      ascending[i] = one;
      before = one;
    }
    return new Shared(width, ascending);
  }

  int size() {
    return ascending.length;
  }

  int place(long... one) {
    int at = Arrays.binarySearch(ascending, one, ORDER);
    return Math.max(0, at + 1);
  }

  long[] at(int place) {
    return place == 0 ? nothing : ascending[place - 1];
  }

  long[] get(StateBytes in) {
    return at(in.getCount(ascending.length, "as a place"));
  }
}
