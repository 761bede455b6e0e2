package io.stillwatch.features.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of an encoded message as long as they are written the way our own encoder would
 * write them: in ascending order, each once, numbers in as few bytes as they need, texts in ASCII.
 * Whatever is written otherwise, or broken, makes it odd: it stops there, and its values are not to
 * be used. A message that is not odd holds nothing beside the values that were read. Not
 * thread-safe.
 */
final class PlainFields {
  /** Wire types, the lowest bits of a tag. */
  static final int VARINT = 0;

  static final int FIXED64 = 1;
  static final int BYTES = 2;

  private static final int WIRE_TYPE_BITS = 3;
  private static final int NO_LIST = -1;
  private static final int VARINT_BITS = 7;
  private static final int LAST_SHIFT = 56;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int at;
  private int tag;
  private boolean odd;

  PlainFields(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Goes to the next field; false at the end, and once it is odd. */
  boolean next() {
    return next(NO_LIST, NO_LIST);
  }

  /** The same where one of two tags may come more than once. */
  boolean next(int list, int otherList) {
    if (odd || at == end) {
      return false;
    }
    int before = tag;
    tag = number();
    odd |= tag < before || (tag == before && tag != list && tag != otherList);
    return !odd;
  }

  /** The field's number and wire type. */
  int tag() {
    return tag;
  }

  int field() {
    return tag >>> WIRE_TYPE_BITS;
  }

  /** Nobody knows this field, or its value is not what it should be. */
  void refuse() {
    odd = true;
  }

  boolean isOdd() {
    return odd;
  }

  /** An unsigned number of 32 bits. */
  int number() {
    long value = longNumber();
    if (value >>> Integer.SIZE != 0) {
      odd = true;
    }
    return (int) value;
  }

  /** A number from 0 to 2^63 - 1. */
  long longNumber() {
    long value = 0;
    for (int shift = 0; at < end && shift <= LAST_SHIFT; shift += VARINT_BITS) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        odd |= next == 0 && shift > 0;
        return value;
      }
    }
    odd = true;
    return 0;
  }

  /** A number within bounds. */
  int within(int least, int most) {
    int value = number();
    if (value < least || value > most) {
      odd = true;
    }
    return value;
  }

  boolean flag() {
    return within(0, 1) == 1;
  }

  long fixed64() {
    if (end - at < Long.BYTES) {
      odd = true;
      return 0;
    }
    long value = (long) LONG.get(bytes, at);
    at += Long.BYTES;
    return value;
  }

  double between(double least, double most) {
    double value = Double.longBitsToDouble(fixed64());
    if (!(value >= least && value <= most)) {
      odd = true;
    }
    return value;
  }

  /** A text of 1 to so many bytes, or also an empty one where it stands in a list. */
  String text(int least, int most) {
    int size = size(least, most);
    for (int i = at - size; i < at; i++) {
      odd |= bytes[i] <= 0;
    }
    return odd ? "" : new String(bytes, at - size, size, StandardCharsets.ISO_8859_1);
  }

  /** So many numbers of 32 bits. */
  int[] ints(int count) {
    int[] values = new int[count];
    int size = size(Integer.BYTES * count, Integer.BYTES * count);
    for (int i = 0; i < count && size > 0; i++) {
      values[i] = (int) INT.get(bytes, at - size + Integer.BYTES * i);
    }
    return values;
  }

  /** So many bytes. */
  byte[] bytes(int count) {
    byte[] values = new byte[count];
    int size = size(count, count);
    System.arraycopy(bytes, at - size, values, 0, size);
    return values;
  }

  /** A message; {@link #leave} takes it back. */
  PlainFields enter() {
    int size = size(0, Integer.MAX_VALUE);
    return new PlainFields(bytes, at - size, at);
  }

  void leave(PlainFields message) {
    odd |= message.odd;
  }

  /** Passes over a value whose size comes first; the size is 0 once it is odd. */
  private int size(int least, int most) {
    int size = within(least, most);
    if (odd || size > end - at) {
      odd = true;
      return 0;
    }
    at += size;
    return size;
  }
}
