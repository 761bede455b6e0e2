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
import io.stillwatch.simulator.world.Plan;
import java.util.List;

/** L11: a firm whose law wants reasons for each decision: thoughts are asked for, every time. */
final class Auditor extends Honest {
  private static final Parameter CALLS =
      Parameter.log("calls", "decisions a day", 8, 120, "each with its reasons");

  Auditor() {
    super("L11", "auditor", "reasons for every decision, for the audit trail", CALLS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Firm(stage);
  }

  /** One bank or insurer. */
  private static final class Firm extends Group {
    private final Program program;

    private Firm(Stage stage) {
      Account self = join(stage.ordinary(0));
      Dice dice = self.dice;
      Company.found(stage, dice, List.of(self), dice.chance(0.5) ? Plan.TEAM : Plan.ENTERPRISE, 4);
      Tongue tongue = Tongue.of(self.country, dice);
      Manner manner = Manner.program(dice);
      manner.temperature = dice.chance(0.7) ? Double.valueOf(0) : manner.temperature;
      Task task =
          manner.of(
              Tasks.framed(
                  Language.frame(dice, Genre.AUDITOR, tongue, dice.between(50, 160)),
                  0,
                  Language.body(dice, tongue, 40),
                  new Tasks.Sizes(dice.between(200, 1_500), 0.4, dice.between(200, 600), 0.5)));
      Pace pace = Pace.of(dice.chance(0.7) ? Pace.Hours.WORKING : Pace.Hours.WAKING, dice);
      program = new Program(stage.world(), self, task, stage.draw(CALLS), pace);
    }

    @Override
    public void plan(Diary diary) {
      program.plan(diary);
    }
  }
}
