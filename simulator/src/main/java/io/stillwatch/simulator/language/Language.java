package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;

/**
 * Writes instructions, questions, code and documents by a grammar of clauses. Two texts of one
 * grammar share words as texts of one kind do, and no more.
 */
public final class Language {
  private Language() {}

  /**
   * An instruction of about that many words. The same dice give the same one.
   *
   * @param words 20 to 400
   */
  public static Frame frame(Dice dice, Genre genre, Tongue tongue, int words) {
    long seed = dice.seed();
    return (depth, variation) -> {
      Dice written = Dice.of(seed);
      String text = Clauses.instruction(written, genre, tongue, words);
      return switch (depth) {
        case 0 -> text;
        case 1 -> Clauses.otherWords(text, variation);
        default -> Clauses.instruction(variation, genre, tongue, words);
      };
    };
  }

  /**
   * Questions about one topic, piece by piece: what a slot of a frame is filled with.
   *
   * @param words about how many
   */
  public static Body body(Dice dice, Tongue tongue, int words) {
    long seed = dice.seed();
    return item -> {
      Dice written = Dice.of(seed, Long.toString(item));
      return Clauses.question(
          written, tongue, Math.max(3, (int) (words * written.logNormal(1, 0.4))));
    };
  }

  /** A question of about that many words, new each time. */
  public static String question(Dice dice, Tongue tongue, int words) {
    return Clauses.question(dice, tongue, words);
  }

  /** So many lines of a program. */
  public static String code(Dice dice, int lines) {
    StringBuilder code = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      code.append("  ").append(Clauses.word(dice)).append(" = ").append(Clauses.word(dice));
      code.append('(')
          .append(Clauses.word(dice))
          .append(", ")
          .append(dice.below(100))
          .append(");\n");
    }
    return code.toString();
  }

  /** A piece of a document of about that many words. */
  public static String document(Dice dice, Tongue tongue, int words) {
    return Clauses.question(dice, tongue, words) + " .";
  }
}
