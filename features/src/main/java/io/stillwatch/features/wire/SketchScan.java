package io.stillwatch.features.wire;

import static io.stillwatch.features.wire.PlainFields.BYTES;
import static io.stillwatch.features.wire.PlainFields.FIXED64;
import static io.stillwatch.features.wire.PlainFields.VARINT;

import io.stillwatch.sketch.Intents;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.sketch.SketchAlias;
import org.jspecify.annotations.Nullable;

/** A sketch that is read from its bytes; what {@link SketchWire} refuses is odd. */
final class SketchScan {
  private int keyId;
  private int[] frame = {};
  private short[] body = {};
  private @Nullable Long prefix;
  private @Nullable Long suffix;
  private @Nullable Integer systemTokens;
  private int userTokens;
  private int userMessages;
  private int assistantMessages;
  private byte[] projection = {};
  private @Nullable Intents intents;
  private String language = "";
  private @Nullable SketchAlias alias;

  private SketchScan() {}

  /** Null when the fields are odd. */
  static @Nullable PromptSketch read(PlainFields in) {
    SketchScan scan = new SketchScan();
    while (in.next()) {
      scan.take(in);
    }
    if (scan.keyId == 0 || (scan.alias != null && scan.alias.keyId() == scan.keyId)) {
      in.refuse();
    }
    return in.isOdd() ? null : scan.sketch();
  }

  private void take(PlainFields in) {
    switch (in.tag()) {
      case 1 << 3 | VARINT -> keyId = in.number();
      case 2 << 3 | BYTES -> frame = in.ints(PromptSketch.FRAME_VALUES);
      case 3 << 3 | BYTES -> body = shorts(in.bytes(2 * PromptSketch.BODY_VALUES));
      case 4 << 3 | FIXED64 -> prefix = in.fixed64();
      case 5 << 3 | FIXED64 -> suffix = in.fixed64();
      case 6 << 3 | VARINT -> systemTokens = in.within(0, SketchWire.MAX_TOKENS);
      case 7 << 3 | VARINT -> userTokens = in.within(1, SketchWire.MAX_TOKENS);
      case 8 << 3 | VARINT -> userMessages = in.within(1, SketchWire.MAX_TOKENS);
      case 9 << 3 | VARINT -> assistantMessages = in.within(1, SketchWire.MAX_TOKENS);
      case 10 << 3 | BYTES -> projection = in.bytes(PromptSketch.PROJECTION_BYTES);
      case 11 << 3 | BYTES -> intents = intents(in);
      case 12 << 3 | BYTES -> language = language(in);
      case 13 << 3 | BYTES -> alias = alias(in);
      default -> in.refuse();
    }
  }

  private static short[] shorts(byte[] bytes) {
    short[] values = new short[bytes.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xff);
    }
    return values;
  }

  private static String language(PlainFields in) {
    String language = in.text(2, 3);
    if (!PromptSketch.isLanguage(language)) {
      in.refuse();
    }
    return language;
  }

  private static Intents intents(PlainFields outer) {
    PlainFields in = outer.enter();
    int[] counts = new int[6];
    while (in.next()) {
      if (in.field() >= counts.length || in.tag() != (in.field() << 3 | VARINT)) {
        in.refuse();
      } else {
        counts[in.field()] = in.within(0, Intents.MAX);
      }
    }
    outer.leave(in);
    return outer.isOdd()
        ? new Intents(0, 0, 0, 0, 0)
        : new Intents(counts[1], counts[2], counts[3], counts[4], counts[5]);
  }

  private static SketchAlias alias(PlainFields outer) {
    PlainFields in = outer.enter();
    int keyId = 0;
    long frameKey = 0;
    long bodyHash = 0;
    Long prefix = null;
    Long suffix = null;
    while (in.next()) {
      switch (in.tag()) {
        case 1 << 3 | VARINT -> keyId = in.number();
        case 2 << 3 | FIXED64 -> frameKey = set(in, in.fixed64());
        case 3 << 3 | FIXED64 -> bodyHash = set(in, in.fixed64());
        case 4 << 3 | FIXED64 -> prefix = in.fixed64();
        case 5 << 3 | FIXED64 -> suffix = in.fixed64();
        default -> in.refuse();
      }
    }
    if (keyId == 0) {
      in.refuse();
    }
    outer.leave(in);
    return new SketchAlias(keyId == 0 ? 1 : keyId, frameKey, bodyHash, prefix, suffix);
  }

  /** Our encoder leaves a zero out where it means the same as none. */
  private static long set(PlainFields in, long value) {
    if (value == 0) {
      in.refuse();
    }
    return value;
  }

  private PromptSketch sketch() {
    return new PromptSketch(
        keyId,
        frame,
        body,
        prefix,
        suffix,
        systemTokens,
        userTokens,
        userMessages,
        assistantMessages,
        projection,
        intents,
        language,
        alias);
  }
}
