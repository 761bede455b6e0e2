package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.language.Body;
import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Role;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.world.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * S02: many accounts, each a few calls a day from a home of its own, by day. One queue of work is
 * dealt out between them: no piece is asked twice.
 */
public final class SlowSpread implements Role {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 2, 30, "mean of an account, as reported");
  private static final Parameter FRAMES =
      Parameter.whole("frames", "frames", 1, 20, "instructions that are used side by side");
  private static final Parameter PARAPHRASE =
      Parameter.whole("paraphrase", "depth", 0, 1, "see Frame: 0 fixed, 1 synonyms, 2 said anew");
  private static final Parameter HARVEST =
      Parameter.linear("harvest", "share of calls", 0.6, 1, "the rest is chat");
  private static final Parameter ARRIVAL =
      Parameter.linear("arrival", "days", 5, 25, "over which accounts are opened");

  @Override
  public String code() {
    return "S02";
  }

  @Override
  public String name() {
    return "slow_spread";
  }

  @Override
  public String description() {
    return "many accounts with a few calls a day each, from homes, on one queue of work";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(CALLS, FRAMES, PARAPHRASE, HARVEST, ARRIVAL);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Campaign(stage, accounts);
  }

  /** One campaign. */
  private static final class Campaign extends Group {
    private final List<Task> harvest = new ArrayList<>();
    private final Task camouflage;
    private final double calls;
    private final double share;
    private long next;

    private Campaign(Stage stage, int accounts) {
      calls = stage.draw(CALLS);
      share = stage.draw(HARVEST);
      int depth = stage.drawWhole(PARAPHRASE);
      Dice words = stage.dice("words");
      Body body = Language.body(words, Tongue.EN, 35);
      for (int i = stage.drawWhole(FRAMES); i > 0; i--) {
        harvest.add(
            Task.harvesting(
                Tasks.framed(
                    Language.frame(words, Genre.REASON_IN_TAGS, Tongue.EN, words.between(40, 120)),
                    depth,
                    body,
                    new Tasks.Sizes(60, 0.5, 700, 0.6))));
      }
      camouflage = Tasks.chat(Tongue.EN, Tasks.Sizes.CHAT);
      double from = stage.throughBaseline() ? -60 : stage.baselineDays();
      double arrival = stage.draw(ARRIVAL);
      for (int i = 0; i < accounts; i++) {
        settle(stage.ordinary(i), stage, from + arrival * stage.dice().unit());
      }
    }

    private void settle(Account account, Stage stage, double signUpDay) {
      join(account);
      account.signUpDay = Math.min(signUpDay, stage.days() - 1.0);
      account.plan = account.dice.chance(0.6) ? Plan.FREE : Plan.PRO;
      account.moveTo(stage.world().places().residentialProxy(account.dice));
    }

    @Override
    public void plan(Diary diary) {
      for (Account account : accounts()) {
        Dice dice = account.dice;
        if (diary.day().number() < account.signUpDay) {
          continue;
        }
        for (int i = dice.poisson(calls); i > 0; i--) {
          long time = Rhythm.waking(diary.day(), account.country.zone, dice);
          boolean work = dice.chance(share);
          diary.call(account, work ? dice.pick(harvest) : camouflage, time).item =
              work ? next++ : 0;
        }
      }
    }
  }
}
