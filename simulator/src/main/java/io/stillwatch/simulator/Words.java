package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;
import java.util.List;

/** Makes up what people write. Its texts are sketched and thrown away. */
final class Words {
  private static final List<String> OPENINGS =
      List.of(
          "how do i",
          "can you help me",
          "please explain",
          "what is the best way to",
          "write a short",
          "i need to",
          "give me ideas to",
          "summarise",
          "compare",
          "why does",
          "translate",
          "help me plan",
          "draft",
          "review",
          "what happens when we",
          "fix",
          "list the steps to",
          "is it safe to",
          "suggest a",
          "tell me about");
  private static final List<String> VERBS =
      List.of(
          "build", "clean", "measure", "paint", "repair", "cook", "teach", "move", "sort", "test",
          "install", "grow", "sell", "write", "draw", "store", "heat", "cool", "split", "merge",
          "train", "deploy", "debug", "record", "ship", "trace", "cut", "mix", "bind", "weigh");
  private static final List<String> NOUNS =
      List.of(
          "garden",
          "parser",
          "boiler",
          "invoice",
          "lesson",
          "bicycle",
          "matrix",
          "letter",
          "server",
          "contract",
          "bridge",
          "recipe",
          "poem",
          "database",
          "engine",
          "border",
          "harbour",
          "ticket",
          "compiler",
          "budget",
          "scheduler",
          "violin",
          "roof",
          "sensor",
          "kernel",
          "lawn",
          "meeting",
          "novel",
          "queue",
          "router",
          "salad",
          "theorem",
          "update",
          "valley",
          "window",
          "yard",
          "orchestra",
          "battery",
          "canal",
          "diagram",
          "enzyme",
          "forest",
          "glacier",
          "hinge",
          "island",
          "jacket",
          "kettle",
          "ladder",
          "magnet",
          "needle",
          "oven",
          "pipeline",
          "quarry",
          "river");
  private static final List<String> JOINTS =
      List.of(
          "with",
          "for",
          "without",
          "before",
          "after",
          "near",
          "inside",
          "from",
          "under",
          "over",
          "because of",
          "instead of",
          "together with",
          "in spite of");
  private static final List<String> QUALITIES =
      List.of(
          "old",
          "small",
          "broken",
          "cheap",
          "quiet",
          "shared",
          "remote",
          "heavy",
          "recursive",
          "wooden",
          "public",
          "cold",
          "nested",
          "seasonal",
          "empty",
          "strict",
          "local",
          "bright");

  private Words() {}

  /** A text of about that many words, new each time. */
  static String freely(Dice dice, int words) {
    StringBuilder text = new StringBuilder(dice.pick(OPENINGS));
    for (int count = 3; count < words; count += 4) {
      text.append(' ').append(dice.pick(VERBS)).append(" the ");
      text.append(dice.pick(QUALITIES)).append(' ').append(dice.pick(NOUNS)).append(' ');
      text.append(dice.pick(JOINTS)).append(" a");
    }
    return text.append(' ').append(dice.pick(NOUNS)).toString();
  }

  /** A fixed instruction of about that many words: the frame of an app, a bot, a pipeline. */
  static String instruction(Dice dice, String role, int words) {
    StringBuilder text = new StringBuilder("you are ").append(role).append(" .");
    for (int count = 4; count < words; count += 7) {
      text.append(" always ").append(dice.pick(VERBS)).append(" the ").append(dice.pick(QUALITIES));
      text.append(' ')
          .append(dice.pick(NOUNS))
          .append(' ')
          .append(dice.pick(JOINTS))
          .append(" the ");
      text.append(dice.pick(NOUNS)).append(" .");
    }
    return text.toString();
  }
}
