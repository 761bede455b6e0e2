package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.sketch.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account's prompts say on a day. */
interface Content {
  Prompt prompt(Dice dice, int day);

  /** Words of one's own, new each time. */
  static Content free(int words) {
    return (dice, day) -> of(null, Words.freely(dice, dice.between(words / 3, words * 2)));
  }

  /** A fixed instruction, and each time something new. */
  static Content framed(String frame, int words) {
    return (dice, day) -> of(frame, Words.freely(dice, dice.between(words / 2, words * 2)));
  }

  /** A fixed instruction that a new one follows from a day on. */
  static Content released(String before, String after, int from, int words) {
    return (dice, day) ->
        of(day < from ? before : after, Words.freely(dice, dice.between(words / 2, words * 2)));
  }

  /** A fixed instruction and few texts, again and again. */
  static Content repeated(String frame, List<String> texts) {
    return (dice, day) -> of(frame, dice.pick(texts));
  }

  /** A fixed beginning of one's message, and something new behind it. */
  static Content begun(String beginning, int words) {
    return (dice, day) -> of(null, beginning + " " + Words.freely(dice, words));
  }

  /** Mostly one, for the rest the other. */
  static Content mixed(double share, Content most, Content rest) {
    return (dice, day) -> (dice.chance(share) ? most : rest).prompt(dice, day);
  }

  private static Prompt of(@Nullable String system, String user) {
    return new Prompt(system, List.of(new Prompt.Message("user", user)));
  }
}
