package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;

/** Something that is asked again and again: by one account, or by many. Thread-safe. */
public interface Task {
  /**
   * Writes what a call asks and what it gets. The same call and dice give the same.
   *
   * @param day since the season's beginning, with its fraction
   */
  void write(Call call, double day, Dice dice, Ask ask);

  /** Whether answers are kept to train a model. */
  default boolean harvests() {
    return false;
  }

  /** The same, as a campaign's harvest. */
  static Task harvesting(Task task) {
    return new Task() {
      @Override
      public void write(Call call, double day, Dice dice, Ask ask) {
        task.write(call, day, dice, ask);
      }

      @Override
      public boolean harvests() {
        return true;
      }
    };
  }
}
