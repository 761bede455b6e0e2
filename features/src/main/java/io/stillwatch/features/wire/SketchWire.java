package io.stillwatch.features.wire;

import com.google.protobuf.ByteString;
import io.stillwatch.sketch.PromptSketch;
import java.nio.ByteBuffer;

/** Writes and reads sketches. */
public final class SketchWire {
  private static final int MAX_PROJECTION_BYTES = 128;
  private static final int MAX_LANGUAGE = 8;
  private static final int MAX_TOKENS = 100_000_000;

  private SketchWire() {}

  public static io.stillwatch.v1.PromptSketch write(PromptSketch sketch) {
    var wire =
        io.stillwatch.v1.PromptSketch.newBuilder()
            .setKeyId(sketch.keyId())
            .setBodyMinHash(bytes(sketch.bodyMinHash()))
            .setUserTokens(sketch.userTokens())
            .setUserMessages(sketch.userMessages())
            .setAssistantMessages(sketch.assistantMessages());
    for (int value : sketch.frameMinHash()) {
      wire.addFrameMinHash(value);
    }
    if (sketch.prefixHash() != null) {
      wire.setPrefixHash(sketch.prefixHash());
    }
    if (sketch.suffixHash() != null) {
      wire.setSuffixHash(sketch.suffixHash());
    }
    if (sketch.systemTokens() != null) {
      wire.setSystemTokens(sketch.systemTokens());
    }
    return wire.build();
  }

  /** Throws IllegalArgumentException, naming field and value, for a sketch of the wrong shape. */
  public static PromptSketch read(io.stillwatch.v1.PromptSketch wire) {
    if (wire.getKeyId() == 0) {
      throw new IllegalArgumentException("sketch.key_id is missing");
    }
    size("sketch.frame_min_hash", wire.getFrameMinHashCount(), PromptSketch.FRAME_VALUES);
    size("sketch.body_min_hash", wire.getBodyMinHash().size(), 2 * PromptSketch.BODY_VALUES);
    size("sketch.projection", wire.getProjection().size(), MAX_PROJECTION_BYTES);
    if (wire.getLanguage().length() > MAX_LANGUAGE) {
      throw new IllegalArgumentException(
          "sketch.language has " + wire.getLanguage().length() + " characters");
    }
    number("sketch.system_tokens", wire.getSystemTokens());
    number("sketch.user_tokens", wire.getUserTokens());
    number("sketch.user_messages", wire.getUserMessages());
    number("sketch.assistant_messages", wire.getAssistantMessages());
    return new PromptSketch(
        wire.getKeyId(),
        wire.getFrameMinHashList().stream().mapToInt(value -> value).toArray(),
        shorts(wire.getBodyMinHash()),
        wire.hasPrefixHash() ? wire.getPrefixHash() : null,
        wire.hasSuffixHash() ? wire.getSuffixHash() : null,
        wire.hasSystemTokens() ? wire.getSystemTokens() : null,
        wire.getUserTokens(),
        wire.getUserMessages(),
        wire.getAssistantMessages());
  }

  private static void size(String field, int size, int whole) {
    if (size != 0 && size != whole) {
      throw new IllegalArgumentException(field + " has a size of " + size + ", not 0 or " + whole);
    }
  }

  private static void number(String field, int value) {
    if (value < 0 || value > MAX_TOKENS) {
      throw new IllegalArgumentException(
          field + " is not within 0 to " + MAX_TOKENS + ": " + Integer.toUnsignedLong(value));
    }
  }

  private static ByteString bytes(short[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    for (short value : values) {
      bytes.putShort(value);
    }
    return ByteString.copyFrom(bytes.flip());
  }

  private static short[] shorts(ByteString bytes) {
    short[] values = new short[bytes.size() / 2];
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.getShort();
    }
    return values;
  }
}
