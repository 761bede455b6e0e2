package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import java.util.List;

/** What a client does when it is told that it calls too often, or that too many do. */
public enum Retry {
  /** Gives up. */
  NONE(0),
  /** Tries again at once, as naive loops do. */
  AT_ONCE(3) {
    @Override
    long pause(int attempt, Dice dice) {
      return 200L + dice.below(300);
    }
  },
  /** Waits twice as long each time, with jitter, as most SDKs do. */
  BACK_OFF(4) {
    @Override
    long pause(int attempt, Dice dice) {
      return (long) ((1L << attempt) * 1_000 * dice.between(0.5, 1.5));
    }
  },
  /** Waits until the next minute, as the platform's header says. */
  AS_TOLD(3) {
    @Override
    long pause(int attempt, Dice dice) {
      return 60_000;
    }
  };

  static final List<Retry> USUAL = List.of(NONE, AT_ONCE, BACK_OFF, BACK_OFF, BACK_OFF, AS_TOLD);

  final int attempts;

  Retry(int attempts) {
    this.attempts = attempts;
  }

  /** Milliseconds until the next attempt. */
  long pause(int attempt, Dice dice) {
    return 0;
  }
}
