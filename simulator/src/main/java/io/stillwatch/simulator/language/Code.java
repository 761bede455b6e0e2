package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import java.util.List;
import java.util.Locale;

/** Lines of programs, in the shapes of three languages. */
final class Code {
  private static final List<String> SHAPES = List.of("python", "java", "go");

  private Code() {}

  static String write(Dice dice, int lines) {
    Grammar grammar = Grammar.of(Tongue.EN);
    String shape = dice.pick(SHAPES);
    Writing code = grammar.writing();
    grammar.get(shape + ".head").write(dice, code);
    for (int line = 1; line < lines; line++) {
      code.text.append('\n');
      boolean head = line % 12 == 11;
      grammar.get(shape + (head ? ".head" : ".line")).write(dice, code);
    }
    return code.text.append('\n').toString();
  }

  /** A topic's rule. */
  static String rule(Topic topic, String part) {
    return topic.name().toLowerCase(Locale.ROOT) + part;
  }
}
