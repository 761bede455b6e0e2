package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.sketch.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes instructions, questions, code and documents by a grammar of clauses. Two texts of one
 * grammar share words as texts of one kind do, and no more. Thread-safe; what is written depends on
 * the dice alone. A question of 40 words costs a few microseconds.
 */
public final class Language {
  private static final List<Topic> TOPICS = List.of(Topic.values());
  private static final double SPREAD = 0.4;
  private static final int PARAGRAPH_WORDS = 70;

  /** The seed of what everybody may ask. */
  private static final long COMMON = 0x636f6d6d6f6eL;

  private Language() {}

  /**
   * An instruction of about that many words. The same dice give the same one.
   *
   * @param words 20 to 400
   */
  public static Frame frame(Dice dice, Genre genre, Tongue tongue, int words) {
    return new Instruction(dice.seed(), genre, tongue, words);
  }

  /**
   * Work on one topic, piece by piece: what a slot of a frame is filled with.
   *
   * @param words about how many
   */
  public static Body body(Dice dice, Tongue tongue, int words) {
    return body(dice, tongue, dice.pick(TOPICS), words);
  }

  /** As {@link #body(Dice, Tongue, int)}, on a topic. */
  public static Body body(Dice dice, Tongue tongue, Topic topic, int words) {
    long seed = dice.seed();
    return item -> piece(Dice.of(seed, Long.toString(item)), tongue, topic, words);
  }

  /**
   * Work that others have, too: each piece is one of those of its topic that everybody draws from,
   * by a power law. Two strangers' pieces are the same with the probability {@link #meeting}, given
   * the same words, pieces and exponent.
   *
   * @param pieces how many there are, 1 or more
   * @param exponent 0: all as likely; 1: Zipf's law
   */
  public static Body commonBody(
      Dice dice, Tongue tongue, Topic topic, int words, int pieces, double exponent) {
    long own = dice.seed();
    return item -> {
      int rank = Dice.of(own, Long.toString(item)).zipf(pieces, exponent);
      return piece(Dice.of(COMMON, topic + "/" + words + "/" + rank), tongue, topic, words);
    };
  }

  /**
   * The probability that two draws of a common body are the same piece: the sum of p(k)^2 over k =
   * 1 … n, where p(k) = ((k + 1)^(1 - s) - k^(1 - s)) / ((n + 1)^(1 - s) - 1), or ln((k + 1) / k) /
   * ln(n + 1) for s = 1. O(n).
   */
  public static double meeting(int pieces, double exponent) {
    double sum = 0;
    double all = weight(1, pieces + 1.0, exponent);
    for (int k = 1; k <= pieces; k++) {
      double p = weight(k, k + 1.0, exponent) / all;
      sum += p * p;
    }
    return sum;
  }

  private static double weight(double from, double to, double exponent) {
    double power = 1 - exponent;
    return Math.abs(power) < 1e-9
        ? StrictMath.log(to / from)
        : (StrictMath.pow(to, power) - StrictMath.pow(from, power)) / power;
  }

  private static String piece(Dice dice, Tongue tongue, Topic topic, int words) {
    Grammar grammar = Grammar.of(tongue);
    Writing piece = grammar.writing();
    piece.clause = dice.seed();
    int length = Math.max(3, (int) (words * dice.logNormal(1, SPREAD)));
    if (grammar.find(Code.rule(topic, ".open")) == null) {
      piece.topic = topic.ordinal();
      grammar.write("question", "more", length, dice, piece);
    } else {
      grammar.write(Code.rule(topic, ".open"), Code.rule(topic, ".more"), length, dice, piece);
    }
    return piece.toString();
  }

  /** A question of about that many words, new each time. */
  public static String question(Dice dice, Tongue tongue, int words) {
    Grammar grammar = Grammar.of(tongue);
    Writing question = grammar.writing();
    grammar.write(words < 12 ? "short" : "question", "more", words, dice, question);
    return question.toString();
  }

  /** So many lines of a program, in the shape of one of three programming languages. */
  public static String code(Dice dice, int lines) {
    return Code.write(dice, lines);
  }

  /** A piece of a document of about that many words, in paragraphs. */
  public static String document(Dice dice, Tongue tongue, int words) {
    Grammar grammar = Grammar.of(tongue);
    Writing document = grammar.writing();
    document.topic = dice.pick(TOPICS).ordinal();
    for (int left = words; left > 0; left -= PARAGRAPH_WORDS) {
      document.text.append(document.text.length() == 0 ? "" : "\n\n");
      grammar.write("statement", "statement", Math.min(left, PARAGRAPH_WORDS), dice, document);
    }
    return document.toString();
  }

  /**
   * What was said before, by the user and the assistant in turn, about one group of things.
   *
   * @param turns pairs of messages, 0 or more
   * @param words of a message, about
   */
  public static List<Prompt.Message> history(Dice dice, Tongue tongue, int turns, int words) {
    Grammar grammar = Grammar.of(tongue);
    int topic = dice.pick(TOPICS).ordinal();
    List<Prompt.Message> history = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      history.add(message("user", "question", "more", grammar, topic, words, dice));
      history.add(message("assistant", "statement", "statement", grammar, topic, words * 2, dice));
    }
    return history;
  }

  private static Prompt.Message message(
      String role,
      String opening,
      String further,
      Grammar grammar,
      int topic,
      int words,
      Dice dice) {
    Writing text = grammar.writing();
    text.topic = topic;
    grammar.write(opening, further, words, dice, text);
    return new Prompt.Message(role, text.toString());
  }
}
