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
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Plan;
import java.util.ArrayList;
import java.util.List;

/** L10: evaluators of safety: many variants of elicitation, each a few times, mostly refused. */
final class RedTeam extends Honest {
  private static final Parameter STAFF = Parameter.whole("staff", "accounts", 1, 8, "of the team");
  private static final Parameter VARIANTS =
      Parameter.log("variants", "frames", 30, 600, "that the team has");
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 15, 150, "on days of a sweep");
  private static final Parameter REFUSED =
      Parameter.linear("refused", "share", 0.5, 0.95, "of the variants' answers");

  RedTeam() {
    super("L10", "red_team", "sweeps of refusals by evaluators", STAFF, VARIANTS, CALLS, REFUSED);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Team(stage, accounts);
  }

  /** One team. */
  private static final class Team extends Group {
    private static final double SWEEPS = 0.35;

    private final List<Task> variants = new ArrayList<>();
    private final double calls;
    private long next;

    private Team(Stage stage, int accounts) {
      Dice dice = stage.dice();
      List<Account> staff = Company.accounts(stage, Math.min(accounts, stage.drawWhole(STAFF)));
      Company.found(stage, dice, staff, Plan.TEAM, dice.between(3, 5));
      staff.forEach(this::join);
      calls = stage.draw(CALLS);
      double refused = stage.draw(REFUSED);
      Manner manner = Manner.program(dice);
      for (int i = stage.drawWhole(VARIANTS); i > 0; i--) {
        variants.add(manner.of(variant(dice, refused)));
      }
    }

    private static Task variant(Dice dice, double refused) {
      Tasks.Sizes sizes = new Tasks.Sizes(30, 0.5, 250, 0.8);
      Frame frame = Language.frame(dice, Genre.ELICITATION, Tongue.EN, dice.between(20, 90));
      Body body = Language.body(dice, Tongue.EN, 20);
      Task task =
          dice.chance(0.5)
              ? Tasks.framed(frame, 0, body, sizes)
              : Tasks.begun(frame, 0, body, sizes);
      return (call, day, words, ask) -> {
        task.write(call, day, words, ask);
        ask.refused = words.chance(refused);
        ask.flagged = words.chance(0.6 * refused);
        ask.outputTokens = ask.refused ? Math.min(ask.outputTokens, 60) : ask.outputTokens;
      };
    }

    @Override
    public void plan(Diary diary) {
      for (Account account : accounts()) {
        Dice dice = account.dice;
        if (diary.day().weekend() || !dice.chance(SWEEPS)) {
          continue;
        }
        double begin = Rhythm.working(diary.day(), account.country.zone, dice);
        for (int i = dice.poisson(calls); i > 0; i--) {
          diary.call(account, dice.pick(variants), (long) begin).item = next++;
          begin += 1_000 * dice.logNormal(12, 1.0);
        }
      }
    }
  }
}
