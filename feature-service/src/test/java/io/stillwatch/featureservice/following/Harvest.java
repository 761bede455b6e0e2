package io.stillwatch.featureservice.following;

import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.SketchWire;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.sketch.Prompt;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.Frame;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.Report;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Calls of a few accounts behind one system prompt, and others. */
final class Harvest {
  static final String FRAME =
      "you grade what others answered and say in three sentences why the grade is what it is";
  static final String OTHER =
      "you are the clerk of a small bakery who answers letters about cakes and their prices";

  private static final PromptSketcher SKETCHER =
      new PromptSketcher(
          SketchKey.of("a key for the tests of frames".getBytes(StandardCharsets.UTF_8)));

  private Harvest() {}

  /** Half a minute apart; 7 accounts; two of three calls behind the frame; no body twice. */
  static Report.Builder call(long number) {
    Instant time = Usage.START.plusSeconds(30 * number);
    return call("account-" + number % 7, number, time, number % 3 == 0 ? OTHER : FRAME);
  }

  static Report.Builder call(String account, long number, Instant time, String system) {
    Report.Builder report = Usage.event(account, number, time);
    report.getUsageBuilder().setSketch(SketchWire.write(SKETCHER.sketch(prompt(system, number))));
    return report;
  }

  private static Prompt prompt(String system, long number) {
    return new Prompt(
        system,
        List.of(
            new Prompt.Message(
                "user", "what do you make of item " + number + " and of " + number * 17 % 1009)));
  }

  /** The cluster of the frame, named so. */
  static FrameCluster cluster(String id, String... systems) {
    FrameCluster.Builder cluster = FrameCluster.newBuilder().setId(id);
    for (String system : systems) {
      Report report = call("x", 1, Usage.START, system).build();
      UsageEvent.Content content =
          Objects.requireNonNull(((UsageEvent) EventWire.read("gateway", report)).content());
      cluster.addFrames(
          Frame.newBuilder()
              .setKey(content.frameKey())
              .addAllBands(Arrays.stream(content.frameBands()).boxed().toList()));
    }
    return cluster.build();
  }
}
