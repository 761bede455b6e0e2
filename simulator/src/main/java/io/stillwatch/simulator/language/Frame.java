package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;

/** A fixed instruction, and how it is said otherwise. Thread-safe. */
public interface Frame {
  /**
   * The instruction's words.
   *
   * @param depth 0: word by word; 1: some words by synonyms, some sentences in another order; 2:
   *     said anew
   * @param variation draws how, where the depth is not 0
   */
  String text(int depth, Dice variation);
}
