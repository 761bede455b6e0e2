package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Clients;

/** L16: a hobby: a small machine at home that asks by a clock, for years. */
final class HomeAutomation extends Honest {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls a day", 1, 48, "evenly spaced, at the same minutes every day");
  private static final Parameter YEARS =
      Parameter.linear("years", "years", 0.3, 3, "since the sign-up");

  HomeAutomation() {
    super("L16", "home_automation", "tiny and periodic, for years", CALLS, YEARS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new House(stage);
  }

  /** One house. */
  private static final class House extends Group {
    private static final double OFF = 0.02;

    private final Account self;
    private final Task task;
    private final double calls;
    private final double firstHour;

    private House(Stage stage) {
      self = join(stage.ordinary(0));
      Dice dice = self.dice;
      self.signUpDay = -365 * stage.draw(YEARS);
      self.places.subList(1, self.places.size()).clear();
      // Hobbyists do not update.
      self.client = new Clients.Client(self.client.name(), dice.between(60, 600));
      calls = Math.max(1, Math.rint(stage.draw(CALLS)));
      firstHour = dice.below(60) / 60.0 * 24 / calls;
      Tongue tongue = Tongue.of(self.country, dice);
      Manner manner = Manner.program(dice);
      manner.streaming = 0;
      task =
          manner.of(
              Tasks.framed(
                  Language.frame(dice, Genre.HOME_AUTOMATION, tongue, dice.between(20, 60)),
                  0,
                  Language.body(dice, tongue, 15),
                  new Tasks.Sizes(20, 0.2, dice.between(10, 120), 0.4)));
    }

    @Override
    public void plan(Diary diary) {
      if (self.dice.chance(OFF)) {
        return;
      }
      for (int i = 0; i < calls; i++) {
        long time = diary.day().at(firstHour + 24.0 / calls * i);
        diary.call(self, task, time + self.dice.between(200, 2_500)).item =
            self.dice.between(0, 200);
      }
    }
  }
}
