package io.stillwatch.modelservice.paging;

import java.nio.ByteBuffer;

/**
 * Where a page ended, in a list by falling weight and, within it, by rising id.
 *
 * @param filter a digest of what was asked for: a mark holds for the same question only
 */
public record PageMark(int filter, double weight, String id) implements Comparable<PageMark> {
  public String token() {
    byte[] place = ByteBuffer.allocate(Double.BYTES).putDouble(weight).array();
    return PageToken.seal(filter, place, id);
  }

  /** Throws IllegalArgumentException for a token that was not made here, for this question. */
  public static PageMark of(String token, int filter) {
    PageToken.Opened opened = PageToken.open(token, filter, Double.BYTES);
    double weight = opened.place().getDouble();
    if (Double.isNaN(weight)) {
      throw PageToken.notOurs();
    }
    return new PageMark(filter, weight, opened.id());
  }

  @Override
  public int compareTo(PageMark other) {
    int byWeight = Double.compare(other.weight, weight);
    return byWeight != 0 ? byWeight : id.compareTo(other.id);
  }
}
