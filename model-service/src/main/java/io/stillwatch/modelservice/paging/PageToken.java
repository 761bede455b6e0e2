package io.stillwatch.modelservice.paging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A place in a list as text that callers hand back. A checksum tells accidents from tokens; it is
 * no secret, so whoever opens one checks what is in it.
 */
public final class PageToken {
  private static final String NOT_OURS = "the page token is not one of this service's";

  private PageToken() {}

  /**
   * Makes a token.
   *
   * @param question a digest of what was asked for
   * @param place of the list's own format, of a fixed length
   */
  public static String seal(int question, byte[] place, String id) {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    int end = Integer.BYTES + place.length + name.length;
    ByteBuffer bytes = ByteBuffer.allocate(end + Integer.BYTES);
    bytes.putInt(question).put(place).put(name);
    bytes.putInt(Arrays.hashCode(Arrays.copyOf(bytes.array(), end)));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Throws IllegalArgumentException for a token that was not made here, for this question. */
  public static Opened open(String token, int question, int placeBytes) {
    byte[] bytes = decoded(token);
    int end = bytes.length - Integer.BYTES;
    int head = Integer.BYTES + placeBytes;
    if (end <= head
        || ByteBuffer.wrap(bytes).getInt(end) != Arrays.hashCode(Arrays.copyOf(bytes, end))) {
      throw notOurs();
    }
    if (ByteBuffer.wrap(bytes).getInt() != question) {
      throw new IllegalArgumentException(
          "the page token belongs to another question, or to a list that was another then:"
              + " begin with the first page");
    }
    return new Opened(
        ByteBuffer.wrap(bytes, Integer.BYTES, placeBytes).slice(),
        text(ByteBuffer.wrap(bytes, head, end - head)));
  }

  /** For whoever finds a place that cannot be. */
  public static IllegalArgumentException notOurs() {
    return new IllegalArgumentException(NOT_OURS);
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

  /** What was in a token. */
  public record Opened(ByteBuffer place, String id) {}
}
