package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Frame;
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

/** L06: a shop's support: one frame, short turns, by its customers' hours. */
final class SupportBot extends Honest {
  private static final Parameter TALKS =
      Parameter.log("talks", "conversations a day", 3, 35, "of one shop's customers");
  private static final Parameter TURNS =
      Parameter.linear("turns", "turns", 1.1, 4, "of a conversation, on average");
  private static final Parameter WORLDWIDE =
      Parameter.linear("worldwide", "share of shops", 0.2, 0.2, "with customers at any hour");

  SupportBot() {
    super("L06", "support_bot", "one frame, short turns, by day or flat", TALKS, TURNS, WORLDWIDE);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Shop(stage);
  }

  /** One shop. */
  private static final class Shop extends Group {
    private final Account self;
    private final Task task;
    private final Pace pace;
    private final double talks;
    private final double turns;

    private Shop(Stage stage) {
      self = join(stage.ordinary(0));
      Dice dice = stage.dice();
      Program.pay(self);
      self.verification = Math.max(self.verification, dice.between(2, 4));
      self.moveTo(stage.world().places().host(dice));
      talks = stage.draw(TALKS);
      turns = stage.draw(TURNS);
      boolean worldwide = dice.chance(stage.draw(WORLDWIDE));
      pace = new Pace(worldwide ? Pace.Hours.ALWAYS : Pace.Hours.WAKING, dice.between(0.8, 1.5));
      Tongue tongue = Tongue.of(self.country, dice);
      Frame frame = Language.frame(dice, Genre.SUPPORT, tongue, dice.between(40, 160));
      double context = dice.between(100.0, 1_500);
      task =
          Manner.program(dice)
              .of(Tasks.assisted(frame, tongue, 10, new Tasks.Sizes(context, 0.4, 90, 0.6)));
    }

    @Override
    public void plan(Diary diary) {
      Dice dice = self.dice;
      for (long begin : pace.times(diary.day(), self.country.zone, talks, dice)) {
        diary.talk(self, task, begin, dice.geometric(turns), 40, dice);
      }
    }
  }
}
