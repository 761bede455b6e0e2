package io.stillwatch.benchmarks.contest;

/** What a contender does, piece after piece: it scores a row, say, or grows a forest. */
@FunctionalInterface
public interface Work {
  /**
   * Does the pieces {@code from} to {@code from + count - 1}.
   *
   * @return a number that depends on every piece's outcome, so that no piece can be left out
   */
  double run(int from, int count);
}
