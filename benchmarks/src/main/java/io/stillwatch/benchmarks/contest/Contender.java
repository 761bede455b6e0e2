package io.stillwatch.benchmarks.contest;

/**
 * Somebody who is timed.
 *
 * @param pieces how many different pieces of work there are; the count of a trial divides it
 * @param least the fewest pieces done at a time, such as the rows of a batch; divides {@code
 *     pieces}
 */
public record Contender(String name, int pieces, int least, Work work) {
  public Contender {
    if (Integer.bitCount(pieces) != 1 || Integer.bitCount(least) != 1 || least > pieces) {
      throw new IllegalArgumentException(
          name + ": " + pieces + " pieces, " + least + " at a time; both are powers of two");
    }
  }
}
