package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;

/** L12: a product that scores: a rubric and an answer in, a few tokens of JSON out. */
final class Judge extends Honest {
  private static final Parameter CALLS =
      Parameter.log("calls", "scores a day", 5, 90, "of moderation, of pupils, of other models");
  private static final Parameter BATCHES =
      Parameter.linear("batches", "share of products", 0.4, 0.4, "that score by the batch");

  Judge() {
    super("L12", "judge", "answers scored by a rubric: one frame, short output", CALLS, BATCHES);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Product(stage);
  }

  /** One product. */
  private static final class Product extends Group {
    private static final double BATCHES_A_DAY = 2;

    private final Program program;
    private final boolean batches;
    private final double calls;

    private Product(Stage stage) {
      Account self = join(stage.ordinary(0));
      Dice dice = self.dice;
      Program.pay(self);
      calls = stage.draw(CALLS);
      batches = dice.chance(stage.draw(BATCHES));
      Genre genre = dice.chance(0.7) ? Genre.JUDGE : Genre.MODERATOR;
      Tongue tongue = Tongue.of(self.country, dice);
      Manner manner = Manner.program(dice);
      manner.temperature = dice.chance(0.7) ? Double.valueOf(0) : manner.temperature;
      manner.maxTokens = dice.chance(0.6) ? Integer.valueOf(64) : null;
      Task task =
          manner.of(
              Tasks.framed(
                  Language.frame(dice, genre, tongue, dice.between(50, 180)),
                  0,
                  Language.body(dice, tongue, 45),
                  new Tasks.Sizes(dice.between(100, 900), 0.25, dice.between(6, 40), 0.25)));
      Pace pace = Pace.draw(dice);
      program = new Program(stage.world(), self, task, calls, pace);
    }

    @Override
    public void plan(Diary diary) {
      if (!batches) {
        program.plan(diary);
        return;
      }
      Dice dice = program.account.dice;
      for (int batch = dice.poisson(BATCHES_A_DAY); batch > 0; batch--) {
        double time = Rhythm.working(diary.day(), program.account.country.zone, dice);
        for (int i = dice.poisson(calls / BATCHES_A_DAY); i > 0; i--) {
          program.call(diary, (long) time);
          time += 1_000 * dice.gamma(1.5);
        }
      }
    }
  }
}
