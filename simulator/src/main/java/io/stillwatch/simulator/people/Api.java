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
import io.stillwatch.simulator.season.Fit;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/** L0: programs of small firms, each with an instruction of its own. */
final class Api extends Honest {
  static final Parameter CALLS =
      Parameter.log(
          "calls",
          "calls a day",
          4,
          5,
          "median over daily programs (of ServeGen's only the spread: theirs make 59,000 and 1.1 million)");
  static final Parameter SPREAD =
      Parameter.linear(
          "spread",
          "sigma",
          Fit.RATE_SPREAD_LARGE.value,
          Fit.RATE_SPREAD_SMALL.value,
          "of the log-normal rates over programs; ServeGen's m-large to m-small");
  static final Parameter MOST =
      Parameter.linear("most", "calls a day", 400, 400, "of a program, on average");
  static final Parameter DAILY =
      Parameter.linear(
          "daily",
          "share of programs",
          Fit.DAILY.value,
          Fit.DAILY.value,
          "that call every day; the others are jobs of a few hours, now and then");
  static final Parameter ALWAYS =
      Parameter.linear(
          "always",
          "share of daily programs",
          Fit.ALWAYS.value,
          Fit.ALWAYS.value,
          "that call around the clock");
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
        "L0",
        "api",
        "programs of small firms, by day, around the clock or now and then",
        CALLS,
        SPREAD,
        MOST,
        DAILY,
        ALWAYS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Firm(stage, accounts);
  }

  /** Calls a day of a program that runs every day. */
  static double calls(Stage stage) {
    return Math.min(
        stage.draw(MOST), stage.dice().logNormal(stage.draw(CALLS), stage.draw(SPREAD)));
  }

  /** A program that runs every day, or now and then for some hours and with fewer calls. */
  static Program running(Stage stage, Account account, Task task, double calls) {
    Dice dice = account.dice;
    boolean daily = dice.chance(stage.draw(DAILY));
    Pace pace = daily ? Pace.draw(dice, stage.draw(ALWAYS)) : Pace.job(dice);
    double usual = daily ? calls : calls / Fit.DAILY_MORE.value;
    return new Program(stage.world(), account, task, usual, pace)
        .on(daily ? 1 : StrictMath.pow(dice.unit(), 1 / Fit.SELDOM.value - 1));
  }

  /** What such a program asks. */
  static Task task(World world, Dice dice, Country country) {
    Tongue tongue = Tongue.of(country, dice);
    Frame frame =
        dice.chance(FROM_A_TUTORIAL)
            ? PublicFrames.template(world, dice)
            : Language.frame(dice, dice.pick(GENRES), tongue, words(dice));
    int words = (int) Math.min(90, dice.logNormal(22, 0.6));
    Body body = Language.body(dice, tongue, Math.max(5, words));
    Tasks.Sizes sizes = Tasks.Sizes.program(dice);
    return dice.chance(0.85)
        ? Tasks.framed(frame, 0, body, sizes)
        : Tasks.begun(frame, 0, body, sizes);
  }

  /** Of an instruction: 20 to 120, the short ones as often as the long. */
  private static int words(Dice dice) {
    return (int) (20 * StrictMath.exp(dice.unit() * StrictMath.log(6)));
  }

  /** Any firm's program, of that many calls a day. */
  static Program program(Stage stage, Account account, double calls) {
    Dice dice = account.dice;
    Task task = Manner.program(dice).of(task(stage.world(), dice, account.country));
    Program program = running(stage, account, task, calls);
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
