package io.stillwatch.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Distinct frames' bands, ascending, by their place from 1; place 0 is for none. */
final class SharedBands {
  private static final Comparator<long[]> ORDER = Arrays::compare;
  private static final long[] NONE = new long[Strand.BAND_WORDS];

  private final long[][] ascending;

  private SharedBands(long[][] ascending) {
    this.ascending = ascending;
  }

  static SharedBands of(List<long[]> all) {
    TreeSet<long[]> distinct = new TreeSet<>(ORDER);
    distinct.addAll(all);
    distinct.remove(NONE);
    return new SharedBands(distinct.toArray(new long[0][]));
  }

  void put(StateBytes out) {
    out.putVar(ascending.length);
    for (long[] one : ascending) {
      for (long word : one) {
        out.putLong(word);
      }
    }
  }

  static SharedBands get(StateBytes in, int most) {
    long[][] ascending = new long[in.getCount(most, "bands")][];
    long[] before = NONE;
    for (int i = 0; i < ascending.length; i++) {
      long[] one = new long[Strand.BAND_WORDS];
      Arrays.setAll(one, at -> in.getLong());
      if (Arrays.equals(one, NONE) || (i > 0 && ORDER.compare(before, one) >= 0)) {
        throw new IllegalArgumentException("bands of a state that do not ascend");
      }
      ascending[i] = one;
      before = one;
    }
    return new SharedBands(ascending);
  }

  int place(long[] one) {
    return Math.max(0, Arrays.binarySearch(ascending, one, ORDER) + 1);
  }

  long[] get(StateBytes in) {
    int place = in.getCount(ascending.length, "as a place");
    return place == 0 ? NONE : ascending[place - 1];
  }
}
