package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;

/** When in a UTC day an account calls, as a second of the day. */
enum Tempo {
  /** Awake by day in the account's time zone. */
  WAKING {
    @Override
    int second(Dice dice, int zone) {
      double hour = 14 + 4.5 * dice.gaussian() - zone;
      return wrapped(hour);
    }
  },
  /** Office hours. */
  WORKING {
    @Override
    int second(Dice dice, int zone) {
      return wrapped(dice.between(8.5, 18) - zone);
    }
  },
  /** Around the clock. */
  STEADY {
    @Override
    int second(Dice dice, int zone) {
      return dice.below(SECONDS);
    }
  },
  /** A run at night. */
  NIGHTLY {
    @Override
    int second(Dice dice, int zone) {
      return wrapped(2 + dice.unit() * 1.2 - zone);
    }
  };

  static final int SECONDS = 24 * 60 * 60;

  abstract int second(Dice dice, int zone);

  private static int wrapped(double hour) {
    double within = hour - 24 * StrictMath.floor(hour / 24);
    return Math.min(SECONDS - 1, (int) (within * 3600));
  }
}
