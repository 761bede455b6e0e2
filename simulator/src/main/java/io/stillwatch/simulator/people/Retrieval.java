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
import java.util.ArrayList;
import java.util.List;

/** L0: answers over documents: one frame, and pieces of a few hundred documents. */
final class Retrieval extends Honest {
  private static final Parameter CONTEXT =
      Parameter.log("context", "tokens", 300, 2_400, "of the documents that come with a question");

  Retrieval() {
    super(
        "L0",
        "retrieval",
        "answers over documents",
        Api.CALLS,
        Api.SPREAD,
        Api.MOST,
        Api.DAILY,
        Api.ALWAYS,
        CONTEXT);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Firm(stage, accounts);
  }

  private static Task task(Stage stage, Account account) {
    Dice dice = account.dice;
    Tongue tongue = Tongue.of(account.country, dice);
    Frame frame =
        dice.chance(0.05)
            ? PublicFrames.template(stage.world(), dice)
            : Language.frame(dice, Genre.RETRIEVAL, tongue, dice.between(30, 90));
    return Manner.program(dice)
        .of(
            Tasks.retrieval(
                frame,
                Language.body(dice, tongue, 45),
                Language.body(dice, tongue, 12),
                new Tasks.Sizes(
                    stage.draw(CONTEXT),
                    dice.between(0.1, 0.8),
                    Math.min(800, dice.logNormal(140, 0.9)),
                    0.45)));
  }

  /** One firm. */
  private static final class Firm extends Group {
    private final List<Program> programs = new ArrayList<>();

    private Firm(Stage stage, int accounts) {
      for (Account account : Company.staff(stage, accounts)) {
        join(account);
        Program program = Api.running(stage, account, task(stage, account), Api.calls(stage));
        programs.add(program.over(account.dice.between(300, 20_000)));
      }
    }

    @Override
    public void plan(Diary diary) {
      programs.forEach(program -> program.plan(diary));
    }
  }
}
