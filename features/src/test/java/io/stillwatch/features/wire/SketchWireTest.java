package io.stillwatch.features.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.Prompt.Message;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

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
      PromptSketch sketch = SKETCHER.sketch(prompt);
      assertThat(SketchWire.read(SketchWire.write(sketch)))
          .usingRecursiveComparison()
          .isEqualTo(sketch);
    }
  }

  @Test
  void read_wrongShape_isRefusedByName() {
    assertRefused(wire().setKeyId(0), "sketch.key_id");
    assertRefused(wire().addFrameMinHash(1), "sketch.frame_min_hash has a size of 1");
    assertRefused(wire().setBodyMinHash(ByteString.copyFrom(new byte[127])), "127");
    assertRefused(wire().setProjection(ByteString.copyFrom(new byte[1])), "sketch.projection");
    assertRefused(wire().setLanguage("x".repeat(9)), "sketch.language");
    assertRefused(wire().setUserTokens(-1), "sketch.user_tokens");
    assertRefused(wire().setSystemTokens(-1), "4294967295");
    assertRefused(wire().setUserMessages(-1), "sketch.user_messages");
    assertRefused(wire().setAssistantMessages(100_000_001), "sketch.assistant_messages");
  }

  private static void assertRefused(io.stillwatch.v1.PromptSketch.Builder wire, String message) {
    assertThatThrownBy(() -> SketchWire.read(wire.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
