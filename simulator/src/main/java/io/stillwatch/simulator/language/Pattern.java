package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import java.util.List;

/** A piece of grammar that writes text. Immutable. */
sealed interface Pattern {
  void write(Dice dice, Writing to);

  /** Words as they stand. */
  record Literal(String words) implements Pattern {
    @Override
    public void write(Dice dice, Writing to) {
      to.text.append(words);
    }
  }

  /** One after the other. */
  record Sequence(List<Pattern> parts) implements Pattern {
    @Override
    public void write(Dice dice, Writing to) {
      for (Pattern part : parts) {
        part.write(dice, to);
      }
    }
  }

  /** One of several, each as likely. */
  record Choice(List<Pattern> alternatives) implements Pattern {
    @Override
    public void write(Dice dice, Writing to) {
      dice.pick(alternatives).write(dice, to);
    }
  }

  /** A whole number from 2 on. */
  record Amount(int bound) implements Pattern {
    @Override
    public void write(Dice dice, Writing to) {
      to.text.append(2 + dice.below(bound));
    }
  }

  /** A rule by its name. */
  record Reference(Grammar grammar, String name) implements Pattern {
    @Override
    public void write(Dice dice, Writing to) {
      grammar.rule(to.topic, name).write(dice, to);
    }
  }

  /**
   * What a rule says once and for all: in a whole frame, or in one of its clauses. It does not take
   * part in what is said otherwise.
   */
  record Bound(Grammar grammar, String name, boolean everywhere) implements Pattern {
    @Override
    public void write(Dice dice, Writing to) {
      grammar.rule(to.topic, name).write(Dice.of(everywhere ? to.frame : to.clause, name), to);
    }
  }
}
