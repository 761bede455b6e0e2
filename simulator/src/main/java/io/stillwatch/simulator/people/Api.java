package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
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
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/** L0: programs of small firms, each with an instruction of its own. */
final class Api extends Honest {
  static final Parameter CALLS =
      Parameter.log("calls", "calls a day", 5, 10, "median over programs; log-normal, ServeGen");
  static final Parameter SPREAD =
      Parameter.linear("spread", "sigma", 1.0, 1.3, "of the log-normal rates over programs");
  static final Parameter ALWAYS =
      Parameter.linear(
          "always",
          "share of programs",
          Pace.ALWAYS,
          Pace.ALWAYS,
          "call around the clock: 18 % of ServeGen's clients are active in 95 % of ten minutes");
  private static final double MOST_CALLS = 400;
  private static final double FROM_A_TUTORIAL = 0.05;
  private static final List<Genre> GENRES =
      List.of(
          Genre.ASSISTANT,
          Genre.EXTRACTION,
          Genre.EXTRACTION,
          Genre.CLASSIFIER,
          Genre.CLASSIFIER,
          Genre.STORY,
          Genre.CODE_REVIEW,
          Genre.TUTOR,
          Genre.TRANSLATOR,
          Genre.MODERATOR);

  Api() {
    super(
        "L0", "api", "programs of small firms, by day or around the clock", CALLS, SPREAD, ALWAYS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Firm(stage, accounts);
  }

  /** Calls a day of one program. */
  static double calls(Stage stage) {
    return Math.min(MOST_CALLS, stage.dice().logNormal(stage.draw(CALLS), stage.draw(SPREAD)));
  }

  /** What such a program asks. */
  static Task task(World world, Dice dice, Country country) {
    Tongue tongue = Tongue.of(country, dice);
    Frame frame =
        dice.chance(FROM_A_TUTORIAL)
            ? PublicFrames.template(world, dice)
            : Language.frame(dice, dice.pick(GENRES), tongue, dice.between(25, 120));
    int words = (int) Math.min(90, dice.logNormal(22, 0.6));
    Body body = Language.body(dice, tongue, Math.max(5, words));
    Tasks.Sizes sizes = Tasks.Sizes.program(dice);
    return dice.chance(0.85)
        ? Tasks.framed(frame, 0, body, sizes)
        : Tasks.begun(frame, 0, body, sizes);
  }

  /** Any firm's program, of that many calls a day. */
  static Program program(Stage stage, Account account, double calls) {
    Dice dice = account.dice;
    Task task = Manner.program(dice).of(task(stage.world(), dice, account.country));
    Pace pace = Pace.draw(dice, stage.draw(ALWAYS));
    Program program = new Program(stage.world(), account, task, calls, pace);
    return dice.chance(0.2) ? program.over(dice.between(50, 2_000)) : program;
  }

  /** One program, or a company's. */
  private static final class Firm extends Group {
    private final List<Program> programs = new ArrayList<>();

    private Firm(Stage stage, int accounts) {
      for (Account account : Company.staff(stage, accounts)) {
        programs.add(program(stage, join(account), calls(stage)));
      }
    }

    @Override
    public void plan(Diary diary) {
      programs.forEach(program -> program.plan(diary));
    }
  }
}
