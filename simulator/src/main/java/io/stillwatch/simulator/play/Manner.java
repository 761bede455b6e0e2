package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody calls, whatever is asked: sampling, limits, tools, the small model. Drawn once from
 * wide ranges; a role changes what makes it special. Each account has one, for what is asked in no
 * manner of its own, so that honest or not nobody is told by what he leaves out. Not to be changed
 * once calls are written.
 */
public final class Manner {
  private static final List<Double> TEMPERATURES = List.of(0.0, 0.2, 0.7, 1.0);
  private static final List<Integer> LIMITS = List.of(256, 512, 1_024, 2_048, 4_096, 8_192);
  private static final int ROOM = 2_048;

  /** Null: not said. */
  public @Nullable Double temperature;

  public @Nullable Double topP;

  /** Null: not said. Answers are cut there. */
  public @Nullable Integer maxTokens;

  /** The part of the calls that want several answers at once. */
  public double resampled;

  public double logProbabilities;

  /** The part of the calls that carry tools. */
  public double tools;

  public int toolSchemas;

  public double streaming;
  public double flagged;
  public double refused;

  private Manner() {}

  /** Of somebody in front of a screen: most say nothing. */
  public static Manner person(Dice dice) {
    Manner manner = new Manner();
    manner.temperature = dice.chance(0.25) ? dice.pick(TEMPERATURES) : null;
    manner.maxTokens = dice.chance(0.3) ? Integer.valueOf(4_096) : null;
    manner.resampled = dice.chance(0.01) ? dice.between(0.05, 0.5) : 0;
    manner.logProbabilities = dice.chance(0.005) ? dice.between(0.1, 1) : 0;
    manner.tools = dice.chance(0.2) ? dice.between(0.05, 0.5) : 0;
    manner.streaming = dice.chance(0.8) ? 1 : 0;
    manner.common(dice);
    return manner;
  }

  public static Manner program(Dice dice) {
    Manner manner = new Manner();
    manner.temperature = dice.chance(0.65) ? dice.pick(TEMPERATURES) : null;
    manner.topP = dice.chance(0.1) ? Double.valueOf(0.9) : null;
    manner.maxTokens = dice.chance(0.6) ? dice.pick(LIMITS) : null;
    manner.resampled = dice.chance(0.08) ? dice.between(0.05, 0.5) : 0;
    manner.logProbabilities = dice.chance(0.05) ? dice.between(0.1, 1) : 0;
    manner.tools = dice.chance(0.25) ? dice.between(0.05, 0.8) : 0;
    manner.streaming = dice.chance(0.3) ? 1 : 0;
    manner.common(dice);
    return manner;
  }

  /** Of whoever it is: a person's or a program's, with room for long answers. */
  static Manner usual(Dice dice) {
    Manner manner = dice.chance(0.5) ? person(dice) : program(dice);
    Integer most = manner.maxTokens;
    manner.maxTokens = most == null ? null : Integer.valueOf(Math.max(most, ROOM));
    return manner;
  }

  private void common(Dice dice) {
    toolSchemas = dice.between(1, 20);
    flagged = dice.between(0.0, 0.01);
    refused = dice.between(0.0, 0.012);
  }

  /** The task, asked in this manner. What the task itself says stays. */
  public Task of(Task task) {
    return (call, day, dice, ask) -> {
      task.write(call, day, dice, ask);
      add(call, dice, ask);
    };
  }

  /** Who harvests asks the large model: it is what he wants to copy. */
  void add(Call call, Dice dice, Ask ask) {
    ask.mannered = true;
    sample(dice, ask);
    if (dice.chance(tools)) {
      ask.toolSchemas = Math.max(ask.toolSchemas, toolSchemas);
      ask.toolResults = Math.max(ask.toolResults, dice.between(0, 3));
    }
    ask.streaming |= dice.chance(streaming);
    ask.flagged |= dice.chance(flagged);
    ask.refused |= dice.chance(refused);
    ask.small |= dice.chance(call.task.harvests() ? 0 : call.account.smallModel);
    limit(ask);
  }

  private void sample(Dice dice, Ask ask) {
    ask.temperature = ask.temperature == null ? temperature : ask.temperature;
    ask.topP = ask.topP == null ? topP : ask.topP;
    ask.maxTokens = ask.maxTokens == null ? maxTokens : ask.maxTokens;
    if (dice.chance(resampled)) {
      ask.samples = Math.max(ask.samples, dice.between(2, 8));
    }
    if (dice.chance(logProbabilities)) {
      ask.logProbabilities = true;
      ask.topLogProbabilities = Math.max(ask.topLogProbabilities, dice.between(1, 20));
    }
  }

  private static void limit(Ask ask) {
    Integer most = ask.maxTokens;
    if (most != null && ask.outputTokens >= most) {
      ask.outputTokens = most;
      ask.truncated = true;
    }
  }
}
