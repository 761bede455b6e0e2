package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import java.util.List;
import java.util.Locale;

/** The grammar. */
final class Clauses {
  private static final List<String> WORDS =
      List.of(
          ("build clean measure paint repair cook teach move sort test install grow sell write draw"
                  + " store heat cool split merge train deploy debug record ship trace cut mix bind"
                  + " weigh garden parser boiler invoice lesson bicycle matrix letter server contract"
                  + " bridge recipe poem database engine border harbour ticket compiler budget"
                  + " scheduler violin roof sensor kernel lawn meeting novel queue router salad"
                  + " theorem update valley window yard orchestra battery canal diagram enzyme forest"
                  + " glacier hinge island jacket kettle ladder magnet needle oven pipeline quarry"
                  + " river old small broken cheap quiet shared remote heavy recursive wooden public"
                  + " cold nested seasonal empty strict local bright")
              .split(" "));
  private static final List<String> JOINTS =
      List.of(
          "with", "for", "without", "before", "after", "near", "inside", "from", "under", "over");

  private Clauses() {}

  static String word(Dice dice) {
    return dice.pick(WORDS);
  }

  static String instruction(Dice dice, Genre genre, Tongue tongue, int words) {
    StringBuilder text = new StringBuilder("you are a ");
    text.append(genre.name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(" .");
    for (int count = 4; count < words; count += 7) {
      text.append(" always ").append(clause(dice)).append(" .");
    }
    return text.toString();
  }

  static String question(Dice dice, Tongue tongue, int words) {
    StringBuilder text = new StringBuilder(word(dice));
    for (int count = 1; count < words; count += 5) {
      text.append(' ').append(clause(dice));
    }
    return text.append(' ').append(dice.below(1_000)).toString();
  }

  private static String clause(Dice dice) {
    return word(dice) + " the " + word(dice) + " " + dice.pick(JOINTS) + " " + word(dice);
  }

  /** One word of ten is another one. */
  static String otherWords(String text, Dice variation) {
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i++) {
      if (words[i].length() > 3 && variation.chance(0.1)) {
        words[i] = word(variation);
      }
    }
    return String.join(" ", words);
  }
}
