package io.stillwatch.features;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a state: variable-length integers, longs and texts. */
final class StateBytes {
  private static final int MAX_TEXT = 1024;
  private static final int NARROW_BYTES = 5;
  private static final long MAX_SUM = 1L << 52;

  private byte[] bytes;
  private int at;
  private final int limit;

  /** To write. */
  StateBytes() {
    this.bytes = new byte[1024];
    this.limit = Integer.MAX_VALUE;
  }

  /** To read up to a place. */
  StateBytes(byte[] bytes, int limit) {
    this.bytes = bytes;
    this.limit = limit;
  }

  byte[] written() {
    return Arrays.copyOf(bytes, at);
  }

  void put(int value) {
    if (at == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * at);
    }
    bytes[at++] = (byte) value;
  }

  void putVar(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      put((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** Small for numbers near 0 of either sign. */
  void putSigned(long value) {
    putVar(value << 1 ^ value >> 63);
  }

  void putLong(long value) {
    putBytes(value, Long.BYTES);
  }

  /** The lower 40 bits. */
  void putNarrow(long value) {
    putBytes(value, NARROW_BYTES);
  }

  /** The lowest bytes, highest first. */
  void putBytes(long value, int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
  }

  void putText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    putVar(encoded.length);
    for (byte b : encoded) {
      put(b);
    }
  }

  int get() {
    if (at >= limit) {
      throw new IllegalArgumentException("a state that ends at byte " + at);
    }
    return bytes[at++] & 0xff;
  }

  long getVar() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = get();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits before byte " + at);
  }

  long getSigned() {
    long value = getVar();
    return value >>> 1 ^ -(value & 1);
  }

  /** A count; throws for one beyond the bound. */
  int getCount(int most, String what) {
    long count = getVar();
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(count + " " + what + " in a state, at most " + most);
    }
    return (int) count;
  }

  /** A sum: from 0 to 2^52, so that those of all panes together stay within a long. */
  long getSum(String what) {
    long sum = getVar();
    if (sum < 0 || sum > MAX_SUM) {
      throw new IllegalArgumentException(sum + " as " + what + " in a state");
    }
    return sum;
  }

  long getLong() {
    return getBytes(Long.BYTES);
  }

  long getNarrow() {
    return getBytes(NARROW_BYTES);
  }

  long getBytes(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | get();
    }
    return value;
  }

  String getText() {
    int length = getCount(MAX_TEXT, "bytes of a text");
    if (length > limit - at) {
      throw new IllegalArgumentException("a state that ends within a text at byte " + at);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, at, length))
              .toString();
      at += length;
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text that is not UTF-8 at byte " + at, e);
    }
  }

  boolean atEnd() {
    return at == limit;
  }
}
