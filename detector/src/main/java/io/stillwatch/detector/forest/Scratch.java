package io.stillwatch.detector.forest;

/**
 * A thread's own room for an encoded row and its leaves, so that scoring allocates nothing. Forests
 * of one size share it.
 */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record Scratch(long[] row, int[] leaves) {
  private static final ThreadLocal<Scratch[]> OF_THREAD =
      ThreadLocal.withInitial(() -> new Scratch[Integer.SIZE]);

  /** The calling thread's, good until it asks again. */
  static Scratch of(FlatTrees trees) {
    Scratch[] bySize = OF_THREAD.get();
    Scratch scratch = bySize[trees.rowBits()];
    if (scratch == null || scratch.leaves.length < trees.lanes()) {
      scratch = new Scratch(new long[1 << trees.rowBits()], new int[trees.lanes()]);
      bySize[trees.rowBits()] = scratch;
    }
    return scratch;
  }
}
