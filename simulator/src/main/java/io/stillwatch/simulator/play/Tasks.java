package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.sketch.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that several roles have. */
public final class Tasks {
  private static final double TOKENS_A_WORD = 1.35;

  private Tasks() {}

  /** Free questions in one's own words, with what was said before as history. */
  public static Task chat(Tongue tongue, Sizes sizes) {
    return (call, day, dice, ask) -> {
      String text = Language.question(dice, tongue, dice.between(4, 40));
      ask.prompt = new Prompt(null, List.of(new Prompt.Message("user", text)));
      sizes.fill(ask, text, call, dice);
      ask.streaming = dice.chance(0.8);
    };
  }

  /** A fixed instruction, and a piece of work behind it. */
  public static Task framed(Frame frame, Body body, Sizes sizes) {
    return framed(frame, 0, body, sizes);
  }

  /**
   * An instruction that is said otherwise each time, and a piece of work behind it.
   *
   * @param depth see {@link Frame#text}
   */
  public static Task framed(Frame frame, int depth, Body body, Sizes sizes) {
    return (call, day, dice, ask) -> {
      String system = frame.text(depth, dice);
      String text = body.text(call.item);
      ask.prompt = prompt(system, text);
      sizes.fill(ask, system + " " + text, call, dice);
      ask.cachedTokens = dice.chance(0.4) ? (int) (system.length() / 5.0 * TOKENS_A_WORD) : 0;
    };
  }

  /** An instruction as the beginning of one's own message. */
  public static Task begun(Frame frame, int depth, Body body, Sizes sizes) {
    return (call, day, dice, ask) -> {
      String text = frame.text(depth, dice) + "\n" + body.text(call.item);
      ask.prompt = prompt(null, text);
      sizes.fill(ask, text, call, dice);
    };
  }

  /** Instructions of which the later one is used from a day on. */
  public static Task released(Task before, Task after, double fromDay) {
    return (call, day, dice, ask) -> (day < fromDay ? before : after).write(call, day, dice, ask);
  }

  /** One or the other, by chance. */
  public static Task mixed(double share, Task one, Task other) {
    return (call, day, dice, ask) -> (dice.chance(share) ? one : other).write(call, day, dice, ask);
  }

  /** A fixed instruction, and free questions in one's own words behind it. */
  public static Task assisted(Frame frame, Tongue tongue, double words, Sizes sizes) {
    return (call, day, dice, ask) -> {
      String system = frame.text(0, dice);
      String text = Language.question(dice, tongue, (int) Math.max(3, dice.logNormal(words, 0.5)));
      ask.prompt = prompt(system, text);
      sizes.fill(ask, system + " " + text, call, dice);
    };
  }

  /** A question about a piece of a document, which comes with it. */
  public static Task retrieval(Frame frame, Body documents, Body questions, Sizes sizes) {
    return (call, day, dice, ask) -> {
      String system = frame.text(0, dice);
      String text = documents.text(dice.zipf(300, 0.8)) + "\n" + questions.text(call.item);
      ask.prompt = prompt(system, text);
      sizes.fill(ask, system + " " + text, call, dice);
    };
  }

  private static Prompt prompt(@Nullable String system, String user) {
    return new Prompt(system, List.of(new Prompt.Message("user", user)));
  }

  /**
   * How many tokens calls have: those of the text, and a history or documents that the text does
   * not show. Log-normal, as in public traces of model serving.
   *
   * @param context median tokens beside the text
   * @param output median tokens of the answer
   */
  public record Sizes(double context, double contextSpread, double output, double outputSpread) {
    private static final int MOST_INPUT = 120_000;

    /** Whatever the program: median 470 tokens in and 90 out, long tails, as ServeGen's. */
    public static Sizes program(Dice dice) {
      double input = dice.logNormal(350, 1.1);
      double spread = 0.05 * StrictMath.exp(dice.unit() * StrictMath.log(24));
      return new Sizes(
          input, spread, Math.min(3_000, dice.logNormal(90, 1.1)), dice.between(0.1, 1.1));
    }

    /** A plain question. */
    public static final Sizes CHAT = new Sizes(120, 1.1, 220, 0.9);

    public void fill(Ask ask, String text, Call call, Dice dice) {
      double words = text.length() / 5.5 * TOKENS_A_WORD;
      double history =
          context == 0 ? 0 : dice.logNormal(context, contextSpread) * StrictMath.sqrt(call.turn);
      ask.inputTokens = (int) Math.max(1, Math.min(MOST_INPUT, words + history));
      ask.outputTokens = (int) Math.max(1, dice.logNormal(output, outputSpread));
      ask.reasoningTokens =
          call.thinks(call.turn) ? (int) (ask.outputTokens * dice.between(0.2, 0.7)) : 0;
    }
  }
}
