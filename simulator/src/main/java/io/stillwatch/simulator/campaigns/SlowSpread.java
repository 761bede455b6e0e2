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
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.play.Tasks;
import io.stillwatch.simulator.season.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * S02: many accounts, each a few calls a day from a home of its own, by day. One queue of work is
 * dealt out between them: no piece is asked twice.
 */
public final class SlowSpread extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 2, 30, "mean of an account, as reported");
  private static final Parameter FRAMES =
      Parameter.whole("frames", "frames", 1, 20, "instructions that are used side by side");
  private static final Parameter HARVEST =
      Parameter.linear("harvest", "share of calls", 0.6, 1, "the rest is chat");
  private static final Parameter SLOW_ARRIVAL =
      Parameter.linear("arrival", "days", 5, 25, "over which accounts are opened");

  public SlowSpread() {
    super(
        "S02",
        "slow_spread",
        "many accounts with a few calls a day each, from homes, on one queue of work",
        CALLS,
        FRAMES,
        PARAPHRASE,
        HARVEST,
        SLOW_ARRIVAL);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Spread(stage, accounts);
  }

  /** One campaign. */
  private static final class Spread extends Campaign {
    private final List<Task> harvest = new ArrayList<>();
    private final Cover cover = new Cover();
    private final double calls;
    private final double share;

    private Spread(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      share = stage.draw(HARVEST);
      int depth = stage.drawWhole(PARAPHRASE);
      Tongue tongue = tongue();
      Body body = Language.body(words, tongue, 35);
      for (int i = stage.drawWhole(FRAMES); i > 0; i--) {
        harvest.add(
            Task.harvesting(Tasks.typed(asks(Genre.REASON_IN_TAGS, tongue, depth, body, ANSWER))));
      }
      recruit(
          accounts,
          stage.draw(SLOW_ARRIVAL),
          new Outfit(stage, Egress.STICKY).paying(0.4).people());
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      for (Account account : present(diary.day())) {
        Dice own = account.dice;
        for (int i = count(calls, diary, own); i > 0; i--) {
          long time = Rhythm.waking(diary.day(), account.country.zone, own);
          if (own.chance(share)) {
            single(diary, account, own.pick(harvest), time).item = nextItem();
          } else if (own.chance(1 / Cover.TURNS)) {
            cover.conversation(account, time, diary);
          }
        }
      }
    }
  }
}
