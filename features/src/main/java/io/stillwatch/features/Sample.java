package io.stillwatch.features;

import java.util.Arrays;

/**
 * A day's bottom 16 events by hash: a uniform sample that merges exactly, counts no event twice,
 * and records small accounts whole.
 */
final class Sample {
  static final int CAPACITY = 16;

  /** Columns of an event, each a long. */
  enum Column {
    HASH,
    FRAME,
    BODY,
    AFFIX,
    ADDRESS,
    CLIENT,
    HOUR
  }

  private static final int COLUMNS = Column.values().length;

  private long[] rows = new long[COLUMNS * 2];
  private int size;

  int size() {
    return size;
  }

  long get(int row, Column column) {
    return rows[row * COLUMNS + column.ordinal()];
  }

  /** Whether an event of that hash would be kept. */
  boolean wants(long hash) {
    return size < CAPACITY || hash < get(CAPACITY - 1, Column.HASH);
  }

  /** Takes an event; the columns in their order. Nothing happens when it is there already. */
  void add(long... columns) {
    int at = 0;
    while (at < size && get(at, Column.HASH) < columns[0]) {
      at++;
    }
    boolean known = at < size && get(at, Column.HASH) == columns[0];
    if (!known && at < CAPACITY) {
      insert(at, columns);
    }
  }

  void addAll(Sample other) {
    for (int row = 0; row < other.size; row++) {
      add(Arrays.copyOfRange(other.rows, row * COLUMNS, (row + 1) * COLUMNS));
    }
  }

  private void insert(int at, long[] columns) {
    if (size < CAPACITY) {
      if ((size + 1) * COLUMNS > rows.length) {
        rows = Arrays.copyOf(rows, Math.min(2 * rows.length, CAPACITY * COLUMNS));
      }
      size++;
    }
    System.arraycopy(rows, at * COLUMNS, rows, (at + 1) * COLUMNS, (size - 1 - at) * COLUMNS);
    System.arraycopy(columns, 0, rows, at * COLUMNS, COLUMNS);
  }
}
