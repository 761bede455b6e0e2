package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Manner;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;
import org.jspecify.annotations.Nullable;

/** L20: a program that moves to a new account and key: all its calls from the first day on. */
final class Migration extends Honest {
  private static final Parameter FROM_HERE =
      Parameter.linear("from_here", "share of groups", 0.5, 0.5, "whose old account was here, too");
  private static final Parameter OVERLAP =
      Parameter.linear("overlap", "days", 0, 3, "in which the old account still gets a few calls");

  Migration() {
    super(
        "L20",
        "migration",
        "full volume on a new key from its first day",
        Api.CALLS,
        Api.SPREAD,
        Api.ALWAYS,
        FROM_HERE,
        OVERLAP);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Move(stage, accounts);
  }

  /** One move. */
  private static final class Move extends Group {
    private static final double LEFT_BEHIND = 0.1;

    private final @Nullable Program before;
    private final Program after;
    private final double day;
    private final double overlap;

    private Move(Stage stage, int accounts) {
      Dice dice = stage.dice();
      day = dice.between(0, Math.max(1, stage.days() - 2.0));
      overlap = stage.draw(OVERLAP);
      double calls = Math.max(6, 2 * Api.calls(stage));
      Account now = join(stage.ordinary(0));
      Task task = Manner.program(dice).of(Api.task(stage.world(), dice, now.country));
      Pace pace = Pace.draw(dice, stage.draw(Api.ALWAYS));
      after = new Program(stage.world(), now, task, calls, pace);
      if (now.card == null) {
        Program.pay(now);
      }
      now.signUpDay = day;
      if (accounts > 1 && dice.chance(stage.draw(FROM_HERE))) {
        Account old = join(stage.ordinary(1));
        before = new Program(stage.world(), old, task, calls, pace);
        owned(old, now, dice.chance(0.7));
        old.signUpDay = Math.min(old.signUpDay, day - dice.between(20.0, 300));
      } else {
        before = null;
      }
    }

    /** The same owner, who mostly has one organisation for both. */
    private static void owned(Account old, Account now, boolean organisation) {
      old.plan = now.plan;
      old.card = now.card;
      old.email = now.email;
      old.country = now.country;
      old.client = now.client;
      old.moveTo(now.places.get(0));
      if (organisation) {
        old.organisation = "org-" + now.dice.hex(10);
        now.organisation = old.organisation;
      }
    }

    @Override
    public void plan(Diary diary) {
      int today = diary.day().number();
      after.plan(diary);
      if (before != null && today < day + overlap) {
        before.plan(diary, today + 1 > day ? LEFT_BEHIND : 1);
      }
    }
  }
}
