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
import java.util.List;

/** L07: documents of years are worked through once: a burst of days, one frame, all new bodies. */
final class Backfill extends Honest {
  private static final Parameter DAYS = Parameter.linear("days", "days", 3, 10, "of the burst");
  private static final Parameter CALLS =
      Parameter.log("calls", "calls a day", 200, 1_500, "within the burst");
  private static final Parameter NEW =
      Parameter.linear("new", "share of groups", 0.3, 0.3, "that sign up for it");

  Backfill() {
    super("L07", "backfill", "a burst of 3 to 10 days over a store of documents", DAYS, CALLS, NEW);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Firm(stage);
  }

  /** One firm. */
  private static final class Firm extends Group {
    private final Account self;
    private final Program usual;
    private final Program burst;
    private final double firstDay;
    private final double days;

    private Firm(Stage stage) {
      self = join(stage.ordinary(0));
      Dice dice = self.dice;
      days = stage.draw(DAYS);
      firstDay = dice.between(0, Math.max(1, stage.days() - 3.0));
      if (dice.chance(stage.draw(NEW))) {
        self.signUpDay = Math.max(0, firstDay - dice.between(0.1, 5.0));
      } else {
        self.signUpDay = Math.min(self.signUpDay, firstDay);
      }
      Program.pay(self);
      usual = Api.program(stage, self, Math.min(20, Api.calls(stage) / 3));
      Pace pace = new Pace(Pace.Hours.ALWAYS, dice.between(0.3, 1.5));
      burst = new Program(stage.world(), self, documents(dice, self), stage.draw(CALLS), pace);
    }

    private static Task documents(Dice dice, Account self) {
      Tongue tongue = Tongue.of(self.country, dice);
      Genre genre = dice.pick(List.of(Genre.EXTRACTION, Genre.CLASSIFIER, Genre.RETRIEVAL));
      Manner manner = Manner.program(dice);
      manner.temperature = dice.chance(0.6) ? Double.valueOf(0) : manner.temperature;
      return manner.of(
          Tasks.framed(
              Language.frame(dice, genre, tongue, dice.between(40, 140)),
              0,
              Language.body(dice, tongue, 60),
              new Tasks.Sizes(
                  dice.logNormal(1_200, 0.7), dice.between(0.2, 0.8), dice.between(20, 250), 0.4)));
    }

    @Override
    public void plan(Diary diary) {
      usual.plan(diary);
      int day = diary.day().number();
      if (day + 1 > firstDay && day < firstDay + days) {
        burst.plan(diary);
      }
    }
  }
}
