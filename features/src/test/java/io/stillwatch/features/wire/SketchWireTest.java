package io.stillwatch.features.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.stillwatch.sketch.Intents;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.Prompt.Message;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchAlias;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.IntentCounts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SketchWireTest {
  private static final PromptSketcher SKETCHER =
      new PromptSketcher(SketchKey.of("a key of the tests".getBytes(StandardCharsets.UTF_8)));

  private static io.stillwatch.v1.PromptSketch.Builder wire() {
    return io.stillwatch.v1.PromptSketch.newBuilder().setKeyId(1);
  }

  @Test
  void read_written_isTheSame() {
    String words = "one two three four five six seven eight nine ten ".repeat(3);
    for (Prompt prompt :
        List.of(
            new Prompt(words, List.of(new Message("user", words))),
            new Prompt(null, List.of(new Message("user", words), new Message("assistant", "x"))),
            new Prompt(null, List.of()))) {
      assertWritten(SKETCHER.sketch(prompt));
    }
  }

  @Test
  void read_everyFieldWritten_isTheSame() {
    Random random = new Random(1);
    byte[] projection = new byte[PromptSketch.PROJECTION_BYTES];
    random.nextBytes(projection);
    for (Long affix : Arrays.asList(random.nextLong(), null)) {
      assertWritten(
          new PromptSketch(
              1,
              random.ints(32).toArray(),
              new short[64],
              affix,
              affix,
              3,
              4,
              5,
              6,
              projection,
              new Intents(1, 2, 3, 4, Intents.MAX),
              "zh",
              new SketchAlias(-2, random.nextLong(), random.nextLong(), affix, affix)));
    }
  }

  private static void assertWritten(PromptSketch sketch) {
    assertThat(SketchWire.read(SketchWire.write(sketch)))
        .usingRecursiveComparison()
        .isEqualTo(sketch);
  }

  @Test
  void read_wrongShape_isRefusedByName() {
    assertRefused(wire().setKeyId(0), "sketch.key_id");
    assertRefused(wire().addFrameMinHash(1), "sketch.frame_min_hash has a size of 1");
    assertRefused(wire().setBodyMinHash(ByteString.copyFrom(new byte[127])), "127");
    assertRefused(wire().setProjection(ByteString.copyFrom(new byte[1])), "sketch.projection");
    for (int size : new int[] {127, 129, 1 << 16}) {
      assertRefused(
          wire().setProjection(ByteString.copyFrom(new byte[size])), "a size of " + size + ", not");
    }
    assertRefused(wire().setUserTokens(-1), "sketch.user_tokens");
    assertRefused(wire().setSystemTokens(-1), "4294967295");
    assertRefused(wire().setUserMessages(-1), "sketch.user_messages");
    assertRefused(wire().setAssistantMessages(100_000_001), "sketch.assistant_messages");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "EN", "en-GB", "engl", "e1", "en\n", "\0\0", "日本", "private words"})
  void read_languageThatIsNoCode_isRefusedAndNotQuoted(String language) {
    assertThatThrownBy(() -> SketchWire.read(wire().setLanguage(language).build()))
        .hasMessageContaining("sketch.language has " + language.length() + " characters")
        .hasMessageNotContaining("private");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hidden_reasoning", "rubric_judging", "task_synthesis", "agentic", "rewrite"})
  void read_intentPastItsBounds_isRefusedByName(String intent) {
    var field = IntentCounts.getDescriptor().findFieldByName(intent);
    for (int count : new int[] {-1, Intents.MAX + 1, Integer.MIN_VALUE}) {
      var intents = IntentCounts.newBuilder().setField(field, count);
      assertRefused(
          wire().setIntents(intents),
          "sketch.intents."
              + intent
              + " is not within 0 to 1000000: "
              + Integer.toUnsignedLong(count));
    }
  }

  @Test
  void read_aliasOfNoKeyOrTheSame_isRefusedByName() {
    var alias = io.stillwatch.v1.SketchAlias.newBuilder();
    assertRefused(wire().setAlias(alias), "sketch.alias.key_id is missing");
    assertRefused(
        wire().setKeyId(-1).setAlias(alias.setKeyId(-1)),
        "sketch.alias.key_id is that of the sketch: 4294967295");
  }

  private static void assertRefused(io.stillwatch.v1.PromptSketch.Builder wire, String message) {
    assertThatThrownBy(() -> SketchWire.read(wire.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
