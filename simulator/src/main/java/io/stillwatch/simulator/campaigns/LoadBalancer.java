package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.language.Tongue;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;
import java.util.List;

/**
 * S04: a balancer that deals one queue out over its accounts and their keys, all at the same
 * minutes of the day.
 */
public final class LoadBalancer extends Scenario {
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 20, 150, "150,000 over weeks, as reported");
  private static final Parameter MINUTES =
      Parameter.whole("minutes", "minutes a day", 6, 72, "at which work is dealt out");
  private static final Parameter JITTER =
      Parameter.linear("jitter", "seconds", 1, 30, "by which an account is late at most");
  private static final Parameter INSTRUMENTS =
      Parameter.whole("instruments", "cards", 3, 10, "that pay for those of its accounts that pay");
  private static final Parameter KEYS =
      Parameter.whole("keys", "API keys an account", 1, 4, "used in turn, a day each");

  public LoadBalancer() {
    super(
        "S04",
        "load_balancer",
        "accounts and keys in turn, at the same minutes, paid with a few cards",
        CALLS,
        MINUTES,
        JITTER,
        INSTRUMENTS,
        KEYS);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Balancer(stage, accounts);
  }

  /** One campaign. */
  private static final class Balancer extends Campaign {
    private static final int MINUTES_A_DAY = 24 * 60;
    private final List<Task> tasks;
    private final int[] minutes;
    private final double calls;
    private final double jitter;
    private int turn;

    private Balancer(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      jitter = stage.draw(JITTER);
      minutes = new int[stage.drawWhole(MINUTES)];
      for (int i = 0; i < minutes.length; i++) {
        minutes[i] = dice.below(MINUTES_A_DAY);
      }
      Tongue tongue = tongue();
      tasks =
          List.of(
              crop(Genre.REASON_IN_TAGS, tongue, 0, ANSWER), crop(Genre.JUDGE, tongue, 0, ANSWER));
      double paid = dice.between(0.5, 1);
      double share = paid * accounts / stage.drawWhole(INSTRUMENTS);
      Outfit outfit =
          new Outfit(stage, Egress.any(dice)).sharingCards(share).paying(paid).oneClient();
      recruit(accounts, dice.chance(0.5) ? outfit : outfit.withoutVirtualCards());
      int keys = stage.drawWhole(KEYS);
      for (Account account : accounts()) {
        while (account.apiKeys.size() < keys) {
          account.apiKeys.add(account.dice.hex(12));
        }
      }
    }

    @Override
    public void plan(Diary diary) {
      List<Account> present = present(diary.day());
      if (!works(diary.day()) || present.isEmpty()) {
        return;
      }
      double each = Math.min(calls, 0.9 * diary.mostCalls()) / minutes.length;
      for (int minute : minutes) {
        for (int i = dice.poisson(each * present.size()); i > 0; i--) {
          Account account = present.get(turn++ % present.size());
          long time = diary.day().at(minute / 60.0) + (long) (1_000 * jitter * dice.unit());
          Call call = diary.call(account, dice.pick(tasks), time);
          call.item = nextItem();
          call.apiKey = diary.day().number() % account.apiKeys.size();
        }
      }
    }
  }
}
