package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.world.World;
import io.stillwatch.sketch.Prompt;
import java.util.List;

/**
 * Public harnesses of coding agents: whoever uses one, honest or not, sends its instruction and its
 * tools.
 */
public final class Harnesses {
  /** How many there are; the first has most users. */
  public static final int ALL = 6;

  private static final int WORDS = 300;
  private static final Tasks.Sizes SIZES = new Tasks.Sizes(6_000, 0.9, 320, 1.0);

  private Harnesses() {}

  /** The instruction that a harness sends. */
  public static Frame frame(World world, int number) {
    return Language.frame(
        Dice.of(world.seed(), "harness/" + number), Genre.CODING_AGENT, Tongue.EN, WORDS);
  }

  /** Coding with one of them: each turn hands in what the tools said. */
  public static Task task(World world, int number) {
    String system = frame(world, number).text(0, Dice.of(0));
    int tools = 8 + 3 * number;
    return (call, day, dice, ask) -> {
      String text =
          Language.question(dice, Tongue.EN, dice.between(8, 40))
              + "\n"
              + Language.code(dice, dice.between(3, 15));
      ask.prompt = new Prompt(system, List.of(new Prompt.Message("user", text)));
      SIZES.fill(ask, system + " " + text, call, dice);
      ask.cachedTokens = call.turn > 1 ? (int) (ask.inputTokens * dice.between(0.6, 0.95)) : 0;
      ask.toolSchemas = tools;
      ask.toolResults = call.turn > 1 ? dice.geometric(2) : 0;
      ask.streaming = true;
    };
  }
}
