package io.stillwatch.features;

import java.util.Arrays;

/**
 * A day's bottom 16 events by hash: a uniform sample that merges exactly, counts no event twice,
 * and records small accounts whole.
 *
 * <p>Two things cost too much to be kept of every row. Bands of a frame are kept of the row with
 * the smallest hash, and where the frame is a system prompt of the 4 smallest; affixes of the 4
 * smallest. Which rows these are depends on the set of events alone, so that merging stays exact.
 */
final class Sample {
  static final int CAPACITY = 16;
  static final int WITH_AFFIX = 4;
  static final int WITH_BANDS = 4;

  /** Columns of an event, each a long. 0 is nothing. */
  enum Column {
    HASH,
    FRAME,
    RETIRED_FRAME,
    BODY,
    AFFIX,
    ADDRESS,
    NETWORK,
    COUNTRY,
    CLIENT,
    MODEL,
    PARAMETERS,
    /** The hour of the day, the topic, the intents, the sizes: see {@link Traits}. */
    TRAITS,
    BANDS_0,
    BANDS_1,
    BANDS_2,
    BANDS_3
  }

  private static final Column[] BANDS = {
    Column.BANDS_0, Column.BANDS_1, Column.BANDS_2, Column.BANDS_3
  };
  private static final int COLUMNS = Column.values().length;

  private long[] rows = new long[COLUMNS];
  private int size;

  static long[] emptyRow() {
    return new long[COLUMNS];
  }

  static Column bands(int word) {
    return BANDS[word];
  }

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

  /** Whether a row keeps its bands. */
  boolean keepsBands(int row) {
    return keepsBands(row, Traits.framed(get(row, Column.TRAITS)));
  }

  static boolean keepsBands(int row, boolean framed) {
    return row == 0 || (row < WITH_BANDS && framed);
  }

  static boolean keepsAffix(int row) {
    return row < WITH_AFFIX;
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
      trim(at);
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

  /** Rows below a new one have moved down by one. */
  private void trim(int inserted) {
    for (int row = inserted; row < size && row <= Math.max(inserted, WITH_BANDS); row++) {
      if (!keepsBands(row)) {
        clear(row, Column.BANDS_0, Column.BANDS_3);
      }
    }
    if (inserted >= WITH_AFFIX) {
      clear(inserted, Column.AFFIX, Column.AFFIX);
    } else if (size > WITH_AFFIX) {
      clear(WITH_AFFIX, Column.AFFIX, Column.AFFIX);
    }
  }

  private void clear(int row, Column from, Column to) {
    Arrays.fill(rows, row * COLUMNS + from.ordinal(), row * COLUMNS + to.ordinal() + 1, 0);
  }
}
