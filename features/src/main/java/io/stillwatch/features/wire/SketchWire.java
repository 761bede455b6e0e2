package io.stillwatch.features.wire;

import com.google.protobuf.ByteString;
import io.stillwatch.sketch.Intents;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.sketch.SketchAlias;
import io.stillwatch.v1.IntentCounts;
import java.nio.ByteBuffer;

/** Writes and reads sketches. */
public final class SketchWire {
  static final int MAX_TOKENS = 100_000_000;

  private SketchWire() {}

  public static io.stillwatch.v1.PromptSketch write(PromptSketch sketch) {
    var wire =
        io.stillwatch.v1.PromptSketch.newBuilder()
            .setKeyId(sketch.keyId())
            .setBodyMinHash(bytes(sketch.bodyMinHash()))
            .setUserTokens(sketch.userTokens())
            .setUserMessages(sketch.userMessages())
            .setAssistantMessages(sketch.assistantMessages())
            .setProjection(ByteString.copyFrom(sketch.projection()))
            .setLanguage(sketch.language());
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
    if (sketch.intents() != null) {
      wire.setIntents(write(sketch.intents()));
    }
    if (sketch.alias() != null) {
      wire.setAlias(write(sketch.alias()));
    }
    return wire.build();
  }

  private static IntentCounts write(Intents intents) {
    return IntentCounts.newBuilder()
        .setHiddenReasoning(intents.hiddenReasoning())
        .setRubricJudging(intents.rubricJudging())
        .setTaskSynthesis(intents.taskSynthesis())
        .setAgentic(intents.agentic())
        .setRewrite(intents.rewrite())
        .build();
  }

  private static io.stillwatch.v1.SketchAlias write(SketchAlias alias) {
    var wire =
        io.stillwatch.v1.SketchAlias.newBuilder()
            .setKeyId(alias.keyId())
            .setFrameKey(alias.frameKey())
            .setBodyHash(alias.bodyHash());
    if (alias.prefixHash() != null) {
      wire.setPrefixHash(alias.prefixHash());
    }
    if (alias.suffixHash() != null) {
      wire.setSuffixHash(alias.suffixHash());
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
    size("sketch.projection", wire.getProjection().size(), PromptSketch.PROJECTION_BYTES);
    number("sketch.system_tokens", wire.getSystemTokens());
    number("sketch.user_tokens", wire.getUserTokens());
    number("sketch.user_messages", wire.getUserMessages());
    number("sketch.assistant_messages", wire.getAssistantMessages());
    return new PromptSketch(
        wire.getKeyId(),
        ints(wire),
        shorts(wire.getBodyMinHash()),
        wire.hasPrefixHash() ? wire.getPrefixHash() : null,
        wire.hasSuffixHash() ? wire.getSuffixHash() : null,
        wire.hasSystemTokens() ? wire.getSystemTokens() : null,
        wire.getUserTokens(),
        wire.getUserMessages(),
        wire.getAssistantMessages(),
        wire.getProjection().toByteArray(),
        wire.hasIntents() ? intents(wire.getIntents()) : null,
        language(wire.getLanguage()),
        wire.hasAlias() ? alias(wire.getAlias(), wire.getKeyId()) : null);
  }

  private static Intents intents(IntentCounts wire) {
    return new Intents(
        count("hidden_reasoning", wire.getHiddenReasoning()),
        count("rubric_judging", wire.getRubricJudging()),
        count("task_synthesis", wire.getTaskSynthesis()),
        count("agentic", wire.getAgentic()),
        count("rewrite", wire.getRewrite()));
  }

  private static int count(String intent, int value) {
    within("sketch.intents." + intent, value, Intents.MAX);
    return value;
  }

  /** Says no more of a wrong one than its length, for it could be a text. */
  private static String language(String language) {
    if (!language.isEmpty() && !PromptSketch.isLanguage(language)) {
      throw new IllegalArgumentException(
          "sketch.language has "
              + language.length()
              + " characters, and is not two or three letters of a to z");
    }
    return language;
  }

  private static SketchAlias alias(io.stillwatch.v1.SketchAlias wire, int keyId) {
    if (wire.getKeyId() == 0) {
      throw new IllegalArgumentException("sketch.alias.key_id is missing");
    }
    if (wire.getKeyId() == keyId) {
      throw new IllegalArgumentException(
          "sketch.alias.key_id is that of the sketch: " + Integer.toUnsignedLong(keyId));
    }
    return new SketchAlias(
        wire.getKeyId(),
        wire.getFrameKey(),
        wire.getBodyHash(),
        wire.hasPrefixHash() ? wire.getPrefixHash() : null,
        wire.hasSuffixHash() ? wire.getSuffixHash() : null);
  }

  private static void size(String field, int size, int whole) {
    if (size != 0 && size != whole) {
      throw new IllegalArgumentException(field + " has a size of " + size + ", not 0 or " + whole);
    }
  }

  private static void number(String field, int value) {
    within(field, value, MAX_TOKENS);
  }

  private static void within(String field, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          field + " is not within 0 to " + max + ": " + Integer.toUnsignedLong(value));
    }
  }

  private static ByteString bytes(short[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    for (short value : values) {
      bytes.putShort(value);
    }
    return ByteString.copyFrom(bytes.flip());
  }

  private static int[] ints(io.stillwatch.v1.PromptSketch wire) {
    int[] values = new int[wire.getFrameMinHashCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = wire.getFrameMinHash(i);
    }
    return values;
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
