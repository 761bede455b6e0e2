package io.stillwatch.modelservice.paging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a page ended, in a list by falling weight and, within it, by rising id.
 *
 * @param filter a digest of what was asked for: a mark holds for the same question only
 */
public record PageMark(int filter, double weight, String id) implements Comparable<PageMark> {
  private static final int HEAD = Integer.BYTES + Double.BYTES;

  public String token() {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + name.length + Integer.BYTES);
    bytes.putInt(filter).putDouble(weight).put(name);
    bytes.putInt(Arrays.hashCode(Arrays.copyOf(bytes.array(), HEAD + name.length)));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Throws IllegalArgumentException for a token that was not made here, for this question. */
  public static PageMark of(String token, int filter) {
    byte[] bytes = decoded(token);
    int end = bytes.length - Integer.BYTES;
    if (end <= HEAD
        || ByteBuffer.wrap(bytes).getInt(end) != Arrays.hashCode(Arrays.copyOf(bytes, end))) {
      throw notOurs();
    }
    ByteBuffer head = ByteBuffer.wrap(bytes);
    if (head.getInt() != filter) {
      throw new IllegalArgumentException("the page token belongs to another question");
    }
    double weight = head.getDouble();
    if (Double.isNaN(weight)) {
      throw notOurs();
    }
    return new PageMark(filter, weight, text(ByteBuffer.wrap(bytes, HEAD, end - HEAD)));
  }

  @Override
  public int compareTo(PageMark other) {
    int byWeight = Double.compare(other.weight, weight);
    return byWeight != 0 ? byWeight : id.compareTo(other.id);
  }

  private static byte[] decoded(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException broken) {
      throw notOurs();
    }
  }

  private static String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException broken) {
      throw notOurs();
    }
  }

  private static IllegalArgumentException notOurs() {
    return new IllegalArgumentException("the page token is not one of this service's");
  }
}
