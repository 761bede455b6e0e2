package io.stillwatch.simulator.campaigns;

import io.stillwatch.simulator.language.Genre;
import io.stillwatch.simulator.play.Account;
import io.stillwatch.simulator.play.Call;
import io.stillwatch.simulator.play.Diary;
import io.stillwatch.simulator.play.Group;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.play.Stage;
import io.stillwatch.simulator.play.Task;
import io.stillwatch.simulator.season.Parameter;

/**
 * S01, a control: few accounts that call around the clock, with one instruction, from a machine.
 */
public final class LoudScraper extends Scenario {
  private static final int MOST_ACCOUNTS = 3;
  private static final Parameter CALLS =
      Parameter.log("calls", "calls an account-day", 20_000, 200_000, "bounded by the season");
  private static final Parameter VARIATION =
      Parameter.linear("variation", "deviations a mean", 0.1, 1, "of the gaps between calls");

  public LoudScraper() {
    super("S01", "loud_scraper", "one to three accounts that harvest openly", CALLS, VARIATION);
  }

  @Override
  public Group group(Stage stage, int accounts) {
    return new Scrape(stage, Math.min(accounts, MOST_ACCOUNTS));
  }

  /** One campaign. */
  private static final class Scrape extends Campaign {
    private final Task task;
    private final double calls;
    private final double variation;

    private Scrape(Stage stage, int accounts) {
      super(stage);
      calls = stage.draw(CALLS);
      variation = stage.draw(VARIATION);
      task = crop(Genre.REASON_IN_TAGS, tongue(), 0, ANSWER);
      recruit(accounts, new Outfit(stage, Egress.HOST).paying(1));
    }

    @Override
    public void plan(Diary diary) {
      if (!works(diary.day())) {
        return;
      }
      for (Account account : present(diary.day())) {
        int count = count(calls, diary, dice);
        for (long time : Rhythm.steady(diary.day(), count, variation, dice)) {
          Call call = diary.call(account, task, time);
          call.item = nextItem();
        }
      }
    }
  }
}
