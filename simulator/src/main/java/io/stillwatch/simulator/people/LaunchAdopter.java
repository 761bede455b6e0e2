package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;

/** L13: firms that move a good part of their calls within a day of a new model's release. */
final class LaunchAdopter extends Honest {
  private static final Parameter MOVED =
      Parameter.linear("moved", "share of calls", 0.2, 0.8, "on the new model within 24 hours");
  private static final Parameter HOURS =
      Parameter.linear("hours", "hours", 0.5, 20, "after the release until they move");
  private static final Parameter SURGE =
      Parameter.linear("surge", "times", 1, 3, "the usual calls in the first three days");

  LaunchAdopter() {
    super(
        "L13",
        "launch_adopter",
        "moves 20 to 80 % of its calls to a new model within a day",
        Api.CALLS,
        Api.SPREAD,
        MOVED,
        HOURS,
        SURGE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Firm(stage);
  }

  /** One firm. */
  private static final class Firm extends Group {
    private static final double DAYS_OF_TRIAL = 3;

    private final Program program;
    private final double release;
    private final double surge;

    private Firm(Stage stage) {
      Account self = join(stage.ordinary(0));
      self.signUpDay = Math.min(self.signUpDay, stage.baselineDays());
      Dice dice = self.dice;
      release = stage.world().models().releaseDay();
      surge = stage.draw(SURGE);
      self.patience = dice.between(3.0, 40);
      self.smallModel = Math.min(self.smallModel, 0.15);
      double moved = stage.draw(MOVED);
      double patience = stage.draw(HOURS) / 24;
      Task task = Manner.program(dice).of(Api.task(stage.world(), dice, self.country));
      Task moving =
          (call, day, words, ask) -> {
            task.write(call, day, words, ask);
            if (words.chance(moved)) {
              ask.small = false;
              ask.patience = patience;
            }
          };
      Pace pace = Pace.draw(dice);
      program = new Program(stage.world(), self, moving, Api.calls(stage), pace);
    }

    @Override
    public void plan(Diary diary) {
      double since = diary.day().number() - Math.floor(release);
      program.plan(diary, since >= 0 && since < DAYS_OF_TRIAL ? surge : 1);
    }
  }
}
