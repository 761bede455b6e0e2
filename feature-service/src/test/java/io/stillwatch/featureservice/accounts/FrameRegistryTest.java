package io.stillwatch.featureservice.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.SketchWire;
import io.stillwatch.featureservice.log.LoggedEvent;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.LinkFamily;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameRegistryTest {
  private static final String SECRET = "the secret of this deployment's sketches";
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final String PUBLIC =
      "you are an agent that edits files of a repository, runs its tests, and says what it did";
  private static final String OWN =
      "you are the clerk of a small bakery who answers letters about cakes and their prices";

  @TempDir Path folder;

  private Path keyFile() throws Exception {
    return Files.writeString(folder.resolve("sketch.key"), SECRET + "\n");
  }

  private Path frames(String expires) throws Exception {
    return Files.writeString(
        folder.resolve("frames.txt"),
        String.join(
            "\n", "name: some-agent", "author: us", "expires: " + expires, "---", PUBLIC, ""));
  }

  private static AccountVector vector(FrameRegistry registry) {
    AccountStates states = new AccountStates(10, registry);
    PromptSketcher sketcher =
        new PromptSketcher(SketchKey.of(SECRET.getBytes(StandardCharsets.UTF_8)));
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Prompt prompt =
          new Prompt(
              i % 2 == 0 ? PUBLIC : OWN,
              List.of(new Prompt.Message("user", "what came of number " + i + " on the list")));
      UsageEvent usage =
          UsageEvent.newBuilder()
              .setEventId("e" + i)
              .setAccountId("acct-1")
              .setEventTime(Timestamp.newBuilder().setSeconds(START.getEpochSecond() + i))
              .setSketch(SketchWire.write(sketcher.sketch(prompt)))
              .build();
      events.add(
          new LoggedEvent(
              i + 1, EventWire.read("gateway", Report.newBuilder().setUsage(usage).build())));
    }
    states.fold(events);
    return states.vector("acct-1", START.plusSeconds(60)).orElseThrow();
  }

  private static long frames(AccountVector vector) {
    return vector.getLinksList().stream()
        .filter(link -> link.getFamily() == LinkFamily.LINK_FAMILY_FRAME)
        .count();
  }

  @Test
  void vector_knownFrame_isNoStrandAndNoLink() throws Exception {
    AccountVector vector = vector(FrameRegistry.read(List.of(keyFile()), frames("never")));
    assertThat(vector.getStrandsList()).hasSize(1);
    assertThat(frames(vector)).isEqualTo(1);
  }

  @Test
  void vector_noKeyOrExpired_knowsNoFrame() throws Exception {
    for (FrameRegistry registry :
        List.of(
            FrameRegistry.empty(),
            FrameRegistry.read(List.of(), null),
            FrameRegistry.read(List.of(keyFile()), frames("2026-03-01")))) {
      AccountVector vector = vector(registry);
      assertThat(vector.getStrandsList()).hasSize(2);
      assertThat(frames(vector)).isEqualTo(2);
    }
  }

  @Test
  void read_brokenFiles_areRefusedByName() throws Exception {
    Path weak = Files.writeString(folder.resolve("weak.key"), "short");
    assertThatThrownBy(() -> FrameRegistry.read(List.of(weak), null))
        .hasMessageContaining("weak.key")
        .hasMessageContaining("16");
    Path missing = folder.resolve("missing.key");
    assertThatThrownBy(() -> FrameRegistry.read(List.of(missing), null))
        .hasMessageContaining("missing.key");
    Path broken = Files.writeString(folder.resolve("broken.txt"), "no header");
    List<Path> keys = List.of(keyFile());
    assertThatThrownBy(() -> FrameRegistry.read(keys, broken)).hasMessageContaining("broken.txt");
    assertThatThrownBy(() -> FrameRegistry.read(List.of(), broken))
        .hasMessageContaining("sketch-key-files");
  }
}
