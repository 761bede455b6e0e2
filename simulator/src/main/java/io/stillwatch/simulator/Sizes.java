package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;

/**
 * Token counts of a persona's calls: log-normal, with medians and spreads of the size that public
 * traces of model serving show.
 *
 * @param input median input tokens
 * @param output median output tokens
 */
record Sizes(double input, double inputSpread, double output, double outputSpread) {
  int drawInput(Dice dice) {
    return capped(dice.logNormal(input, inputSpread), 120_000);
  }

  int drawOutput(Dice dice) {
    return capped(dice.logNormal(output, outputSpread), 8_000);
  }

  private static int capped(double tokens, int most) {
    return (int) Math.max(1, Math.min(most, Math.round(tokens)));
  }
}
