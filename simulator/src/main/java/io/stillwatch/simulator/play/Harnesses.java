package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.world.Clients.Client;
import io.stillwatch.simulator.world.World;
import io.stillwatch.sketch.Prompt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Public harnesses of coding agents: whoever uses one, honest or not, sends its instruction and its
 * tools. They come out in releases, which users follow as they follow those of their client.
 */
public final class Harnesses {
  /** How many there are; the first has most users. */
  public static final int ALL = 6;

  private static final double POPULAR = 1.2;
  private static final int WORDS = 300;
  private static final int DAYS_A_RELEASE = 20;
  private static final int SLOWEST = 60;
  private static final Tasks.Sizes SIZES = new Tasks.Sizes(6_000, 0.9, 320, 1.0);

  private Harnesses() {}

  /** One of them, the popular ones most often. */
  public static int draw(Dice dice) {
    return dice.zipf(ALL, POPULAR);
  }

  /** The instruction that a harness sends when the season begins. */
  public static Frame frame(World world, int number) {
    return Language.frame(
        Dice.of(world.seed(), "harness/" + number), Genre.CODING_AGENT, Tongue.EN, WORDS);
  }

  /** What a release says: some words are others than before. */
  private static String instruction(World world, int number, long release) {
    String name = "harness/" + number + "/" + release;
    return frame(world, number).text(release == 0 ? 0 : 1, Dice.of(world.seed(), name));
  }

  /** The one that a caller has: who is slow with new versions of his software is slow here, too. */
  private static long release(Call call, double day) {
    Client client = call.client == null ? call.account.client : call.client;
    return (long) Math.floor((day - Math.min(client.laziness(), SLOWEST)) / DAYS_A_RELEASE);
  }

  /** Coding with one of them, in its manner: each turn hands in what the tools said. */
  public static Task task(World world, int number) {
    Map<Long, String> releases = new ConcurrentHashMap<>();
    int tools = 8 + 3 * number;
    Manner manner = Manner.program(Dice.of(world.seed(), "harness/" + number + "/manner"));
    manner.maxTokens = null;
    manner.tools = 0;
    Task step =
        (call, day, dice, ask) -> {
          String system =
              releases.computeIfAbsent(
                  release(call, day), release -> instruction(world, number, release));
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
    return manner.of(step);
  }
}
