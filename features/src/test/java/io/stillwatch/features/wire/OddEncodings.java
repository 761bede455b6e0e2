package io.stillwatch.features.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Messages as another encoder may write them, or an enemy: fields out of order, twice, left out,
 * unknown, of another wire type, numbers of more bytes than they need, values beyond their bounds,
 * texts that are no UTF-8, sizes that do not fit.
 */
final class OddEncodings {
  private static final long[] NUMBERS = {
    0, 1, 2, 3, 99, 599, 600, 1L << 31, (1L << 32) - 1, 1L << 32, Long.MAX_VALUE, -1
  };
  private static final double[] DOUBLES = {
    0, -0.0, 1, Math.nextUp(1.0), 2, Math.nextUp(2.0), -Double.MIN_VALUE, Double.NaN, 1 / 0.0
  };
  private static final byte[][] TEXTS = {
    {},
    {0},
    {'e', 'n'},
    {'E', 'n'},
    {'e', 'n', 'g', 'l'},
    {'e', (byte) 0x80},
    {(byte) 0xc3, (byte) 0xa9},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    "x".repeat(128).getBytes(StandardCharsets.UTF_8),
    "x".repeat(129).getBytes(StandardCharsets.UTF_8),
    "\u00e9".repeat(65).getBytes(StandardCharsets.UTF_8)
  };

  private final Random random;

  OddEncodings(Random random) {
    this.random = random;
  }

  /** The message with one thing changed, in itself or in a message below. */
  byte[] of(byte[] message, Descriptor type) throws IOException {
    List<byte[]> fields = fields(message);
    int at = fields.isEmpty() ? 0 : random.nextInt(fields.size());
    switch (fields.isEmpty() ? 0 : random.nextInt(12)) {
      case 0 -> fields.add(at, unknown(type));
      case 1 -> Collections.swap(fields, at, random.nextInt(fields.size()));
      case 2 -> fields.add(random.nextInt(fields.size() + 1), fields.get(at));
      case 3 -> fields.remove(at);
      case 4 -> fields.set(at, retagged(fields.get(at)));
      default -> fields.set(at, changed(fields.get(at), type));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    fields.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static List<byte[]> fields(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    List<byte[]> fields = new ArrayList<>();
    while (!in.isAtEnd()) {
      int from = in.getTotalBytesRead();
      in.skipField(in.readTag());
      fields.add(java.util.Arrays.copyOfRange(message, from, in.getTotalBytesRead()));
    }
    return fields;
  }

  private byte[] unknown(Descriptor type) throws IOException {
    int number = random.nextBoolean() ? 900 : type.getFields().size() + 1 + random.nextInt(3);
    return encoded(number, random.nextInt(6), new byte[] {1, 1, 1, 1, 1, 1, 1, 1}, 0);
  }

  /** The same value under another wire type, the number 0 at times. */
  private byte[] retagged(byte[] field) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(field);
    int number = WireFormat.getTagFieldNumber(in.readTag());
    byte[] rest = in.readRawBytes(field.length - in.getTotalBytesRead());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int tag = (random.nextInt(9) == 0 ? 0 : number) << 3 | random.nextInt(8);
    varint(out, tag, 0);
    out.writeBytes(rest);
    return out.toByteArray();
  }

  private byte[] changed(byte[] field, Descriptor type) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(field);
    int tag = in.readTag();
    int number = WireFormat.getTagFieldNumber(tag);
    @Nullable FieldDescriptor known = type.findFieldByNumber(number);
    int more = random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 0;
    return switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> number(number, in.readRawVarint64(), more);
      case WireFormat.WIRETYPE_FIXED64 -> fixed64(number, known);
      case WireFormat.WIRETYPE_LENGTH_DELIMITED ->
          encoded(number, WireFormat.WIRETYPE_LENGTH_DELIMITED, bytes(in, known), more);
      default -> field;
    };
  }

  private byte[] number(int number, long value, int more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, (long) number << 3, random.nextInt(8) == 0 ? 1 : 0);
    varint(out, more > 0 ? value : NUMBERS[random.nextInt(NUMBERS.length)], more);
    return out.toByteArray();
  }

  private byte[] fixed64(int number, @Nullable FieldDescriptor known) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream to = CodedOutputStream.newInstance(out);
    if (known != null && known.getJavaType() == JavaType.DOUBLE) {
      to.writeDouble(number, DOUBLES[random.nextInt(DOUBLES.length)]);
    } else {
      to.writeFixed64(number, NUMBERS[random.nextInt(NUMBERS.length)]);
    }
    to.flush();
    return out.toByteArray();
  }

  private byte[] bytes(CodedInputStream in, @Nullable FieldDescriptor known) throws IOException {
    byte[] bytes = in.readByteArray();
    if (known != null && known.getJavaType() == JavaType.MESSAGE) {
      return of(bytes, known.getMessageType());
    }
    if (known != null && known.getJavaType() == JavaType.STRING) {
      return TEXTS[random.nextInt(TEXTS.length)];
    }
    return java.util.Arrays.copyOf(bytes, Math.max(0, bytes.length + random.nextInt(9) - 4));
  }

  /**
   * @param more bytes that the size takes beyond what it needs
   */
  private byte[] encoded(int number, int wireType, byte[] bytes, int more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, (long) number << 3 | wireType, 0);
    if (wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      varint(out, bytes.length + (random.nextInt(9) == 0 ? random.nextInt(3) - 1 : 0), more);
    }
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value, int more) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) (more > 0 ? rest | 0x80 : rest));
    for (int i = 1; i <= more; i++) {
      out.write(i < more ? 0x80 : 0);
    }
  }
}
