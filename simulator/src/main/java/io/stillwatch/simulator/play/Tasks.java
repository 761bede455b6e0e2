package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Frame;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.season.Fit;
import io.stillwatch.sketch.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that several roles have. */
public final class Tasks {
  private static final double TOKENS_A_WORD = 1.35;
  private static final double STREAMED = 0.8;

  private Tasks() {}

  /** Free questions in one's own words, with what was said before as history. */
  public static Task chat(Tongue tongue, Sizes sizes) {
    return (call, day, dice, ask) -> {
      String text = Language.question(dice, tongue, dice.between(4, 40));
      ask.prompt = new Prompt(null, List.of(new Prompt.Message("user", text)));
      sizes.fill(ask, text, call, dice);
      ask.streaming = dice.chance(STREAMED);
    };
  }

  /** The same before a screen: answers mostly come word by word, and nothing is cached. */
  public static Task typed(Task task) {
    return (call, day, dice, ask) -> {
      task.write(call, day, dice, ask);
      ask.streaming = dice.chance(STREAMED);
      ask.cachedTokens = 0;
    };
  }

  /** The same call with another question to it, in the words of another task. */
  public static Task asking(Task call, Task question) {
    return (made, day, dice, ask) -> {
      call.write(made, day, dice, ask);
      Ask other = new Ask();
      question.write(made, day, dice, other);
      ask.prompt = new Prompt(ask.prompt.system(), other.prompt.messages());
    };
  }

  /** The prompt and the answer of one task, in a call that is otherwise another's. */
  public static Task as(Task call, Task work) {
    return (made, day, dice, ask) -> {
      call.write(made, day, dice, ask);
      Ask other = new Ask();
      work.write(made, day, dice, other);
      double cached = ask.cachedTokens / (double) Math.max(1, ask.inputTokens);
      ask.prompt = other.prompt;
      ask.inputTokens = other.inputTokens;
      ask.outputTokens = other.outputTokens;
      ask.reasoningTokens = other.reasoningTokens;
      ask.cachedTokens = (int) (cached * ask.inputTokens);
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
   * @param mostContext where history and documents are cut
   */
  public record Sizes(
      double context, double contextSpread, double output, double outputSpread, int mostContext) {
    private static final int MOST_INPUT = 120_000;

    /** What instruction and piece take of a program's prompt. */
    private static final double TEXT = 110;

    private static final double LEAST_CONTEXT = 10;
    private static final double MOST_OUTPUT = 3_000;

    /** Sigmas of one program's prompts and answers differ as much from program to program. */
    private static final double SPREAD_OF_SPREADS = 0.9;

    private static final double MOST_SPREAD = 1.4;

    /** Median of a history's growth over a conversation's turns. */
    private static final double GROWTH = 1.55;

    /** Chat products cut a history there: a hundredth of Azure's prompts have more. */
    private static final int MOST_HISTORY = 4_100;

    /** Whatever the program: as ServeGen's clients; who asks long gets long answers. */
    public static Sizes program(Dice dice) {
      double inputSpread = spread(Fit.INPUT_WITHIN, dice);
      double outputSpread = spread(Fit.OUTPUT_WITHIN, dice);
      double size = dice.gaussian();
      double input = Fit.INPUT.value * StrictMath.exp(Fit.INPUT_SPREAD.value * size);
      double own = StrictMath.sqrt(1 - Fit.IN_OUT.value * Fit.IN_OUT.value) * dice.gaussian();
      double output =
          Fit.OUTPUT.value
              * StrictMath.exp(Fit.OUTPUT_SPREAD.value * (Fit.IN_OUT.value * size + own));
      return new Sizes(
          median(Math.max(LEAST_CONTEXT, input - TEXT), inputSpread),
          inputSpread,
          median(Math.min(MOST_OUTPUT, output), outputSpread),
          outputSpread);
    }

    private static double median(double mean, double sigma) {
      return mean * StrictMath.exp(-sigma * sigma / 2);
    }

    private static double spread(Fit median, Dice dice) {
      return Math.min(MOST_SPREAD, dice.logNormal(median.value, SPREAD_OF_SPREADS));
    }

    /** A plain question, and what was said before: as Azure's conversations. */
    public static final Sizes CHAT =
        new Sizes(
            Fit.TALK_INPUT.value / GROWTH,
            Fit.TALK_INPUT_SPREAD.value,
            Fit.TALK_OUTPUT.value,
            Fit.TALK_OUTPUT_SPREAD.value,
            MOST_HISTORY);

    public Sizes(double context, double contextSpread, double output, double outputSpread) {
      this(context, contextSpread, output, outputSpread, MOST_INPUT);
    }

    public void fill(Ask ask, String text, Call call, Dice dice) {
      double words = text.length() / 5.5 * TOKENS_A_WORD;
      double history =
          context == 0 ? 0 : dice.logNormal(context, contextSpread) * StrictMath.sqrt(call.turn);
      double kept = Math.min(mostContext, history);
      ask.inputTokens = (int) Math.max(1, Math.min(MOST_INPUT, words + kept));
      ask.outputTokens = (int) Math.max(1, dice.logNormal(output, outputSpread));
      ask.reasoningTokens =
          call.thinks(call.turn) ? (int) (ask.outputTokens * dice.between(0.2, 0.7)) : 0;
    }
  }
}
